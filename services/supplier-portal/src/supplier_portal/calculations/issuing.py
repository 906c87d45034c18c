"""From a calculation to a footprint: the draft, its lineage, and issuing it at once."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from carbon.footprint.model import ProductFootprint
from carbon.footprint.writing import pcf_to_wire
from supplier_portal.footprints import service as footprints
from supplier_portal.portal import Portal
from supplier_portal.products import service as products
from tierzero.problems import FieldProblem, invalid
from tierzero.tenancy import Scope

from .evaluating import Evaluation, evaluate
from .finding import get, no_such_calculation
from .lineage import lineage_of
from .texts import GAPS, filled


@dataclass(frozen=True)
class Draft:
    """The PACT carbon footprint of a calculation, and what it goes with."""

    pcf: Mapping[str, Any]
    preceding: str
    """Id of the footprint in force for the same product and period; it is replaced."""
    lineage: str
    """``id:version``"""


async def draft(portal: Portal, scope: Scope, identity: str, product_id: str = "") -> Draft:
    """The footprint that a complete calculation states; Problem 422 naming what is missing."""
    calculation = await get(portal, scope, identity)
    if product_id not in ("", calculation.product_id):
        raise no_such_calculation()
    evaluation = evaluate(calculation)
    refuse_gaps(evaluation)
    if evaluation.pcf is None:
        raise AssertionError("a complete calculation has a footprint")
    preceding = await footprints.in_force(
        portal, scope, calculation.product_id, calculation.period_start, calculation.period_end
    )
    named = f"{calculation.id}:{calculation.version}"
    return Draft(pcf_to_wire(evaluation.pcf), preceding.id if preceding else "", named)


def refuse_gaps(evaluation: Evaluation) -> None:
    """Raise Problem 422 where something is missing."""
    missing = [
        FieldProblem(gap.path, gap.code, filled(GAPS[gap.code], **gap.parameters))
        for gap in evaluation.gaps
        if not gap.is_hint
    ]
    if missing:
        raise invalid(missing, "calculation-incomplete")


async def lineage(
    portal: Portal, scope: Scope, product_id: str, named: str, footprint: ProductFootprint
) -> dict[str, Any]:
    """The lineage of a footprint made from ``id:version``; Problem 404 for another product's."""
    identity, _colon, version = named.partition(":")
    number = int(version) if version.isdecimal() else 0
    calculation = await get(portal, scope, identity, number)
    if calculation.product_id != product_id:
        raise no_such_calculation()
    return lineage_of(evaluate(calculation), {"pcf": pcf_to_wire(footprint.pcf)})


async def issue(portal: Portal, scope: Scope, identity: str) -> footprints.Receipt:
    """Issue the footprint of a complete calculation without looking at it first.

    It replaces the one in force for the period; where that is the same it is ``unchanged``. Problem
    422 where something is missing, or where the methodology finds errors.
    """
    found = await draft(portal, scope, identity)
    if held := await _issued_already(portal, scope, found):
        return footprints.Receipt(held, "unchanged")
    calculation = await get(portal, scope, identity)
    product = await products.get(portal, scope, calculation.product_id)
    issuer = await footprints.issuer_of(portal, scope)
    document = {**footprints.document_about(product, issuer, portal.clock()), "pcf": found.pcf}
    if found.preceding:
        document["precedingPfIds"] = [found.preceding]
    footprint = footprints.read(document)
    footprints.refuse_errors(footprint, portal.clock())
    origin = await lineage(portal, scope, product.id, found.lineage, footprint)
    return await footprints.submit(
        portal, scope, footprint, footprints.Origin.CALCULATION, lineage=origin
    )


async def _issued_already(
    portal: Portal, scope: Scope, found: Draft
) -> footprints.IssuedFootprint | None:
    """The footprint in force, where it states the same and is of the same version."""
    if not found.preceding:
        return None
    held = await footprints.get(portal, scope, found.preceding)
    known = held.lineage or {}
    named = f"{known.get('calculation_id')}:{known.get('calculation_version')}"
    return held if named == found.lineage and held.pcf == found.pcf else None
