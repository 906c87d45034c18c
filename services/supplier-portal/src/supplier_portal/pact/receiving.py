"""Footprints that a partner's system has sent or let us fetch: kept as issued by that partner."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from carbon.findings import Finding
from carbon.footprint.model import FootprintStatus, ProductFootprint
from carbon.footprint.parsing import parse_footprint
from carbon.footprint.version2 import is_version2, upgraded
from supplier_portal.footprints import service as footprints
from supplier_portal.footprints.service import Origin
from supplier_portal.portal import Portal
from supplier_portal.products import service as products
from supplier_portal.products.service import ProductInput
from tierzero.problems import Problem
from tierzero.tenancy import Scope

_LONGEST_NUMBER = 100


@dataclass(frozen=True)
class Kept:
    """What became of one document; ``note`` says why it is not a footprint of the partner's."""

    id: str
    is_kept: bool
    note: str = ""


async def keep(portal: Portal, scope: Scope, document: Mapping[str, Any]) -> Kept:
    """Keep a document, with what the methodology finds in it as remarks; the same again is known.

    The scope is that of the partner, so nobody states footprints of somebody else.
    """
    identity = str(document.get("id", ""))[:50]
    footprint, remarks, faults = _read(document)
    if footprint is None:
        first = faults[0]
        return Kept(identity, False, f"{first.path}: {first.code.value}")
    try:
        if footprint.status is FootprintStatus.DEPRECATED:
            await footprints.deprecate(portal, scope, footprint.id)
        else:
            await _know_product(portal, scope, footprint)
            await footprints.submit_approved(portal, scope, footprint, Origin.PACT, remarks=remarks)
    except Problem as problem:
        return Kept(footprint.id, problem.code == "already-deprecated", problem.code)
    return Kept(footprint.id, True)


def _read(
    document: Mapping[str, Any],
) -> tuple[ProductFootprint | None, list[Finding], list[Finding]]:
    remarks: list[Finding] = []
    if is_version2(document):
        document, remarks = upgraded(document)
    footprint, faults = parse_footprint(document)
    return footprint, remarks, faults


async def _know_product(portal: Portal, scope: Scope, footprint: ProductFootprint) -> None:
    """Enter the product where the partner's footprint is the first that is known of it."""
    if await products.known_by(portal, scope, footprint.product_ids) is not None:
        return
    mass = footprint.pcf.product_mass_per_declared_unit / footprint.pcf.declared_unit_amount
    stated = ProductInput(
        number=footprint.product_ids[0][-_LONGEST_NUMBER:],
        name=footprint.product_name_company[:200],
        description=footprint.product_description[:2000],
        product_ids=list(footprint.product_ids)[:20],
        product_classifications=list(footprint.product_classifications)[:20],
        declared_unit=footprint.pcf.declared_unit_of_measurement,
        mass_per_declared_unit=mass,
    )
    await products.add(portal, scope, stated)
