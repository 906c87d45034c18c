"""Bills of materials as the roll-up reads them."""

from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from carbon.classifications import normal_form
from carbon.decimals import exact_arithmetic
from carbon.gwp import GWP_SETS
from carbon.rollup.figures import OwnPart
from carbon.rollup.spreads import rated_uncertainty
from carbon.scope3.inputs import UNRATED, Ratings
from carbon.units import DeclaredUnit, canonical_unit, known_unit
from footprint.moments import nanoseconds
from footprint.values.ratings import percentage, ratings_from_message
from footprint.values.reading import decimal, not_negative, positive, text
from tierzero.agents import Unusable
from tierzero.facts import declared_unit_from_message
from tierzero.supplier_portal.v1 import bill_of_materials_pb2 as contract


@dataclass(frozen=True, slots=True)
class BillPart:
    """So much of a product, of goods of a class, or of a product that the class stands in for.

    `unit` is the full English name, `classification` in normal form; empty is not named.
    """

    supplier_id: str
    product_id: str
    classification: str
    quantity: Decimal
    unit: str


@dataclass(frozen=True, slots=True)
class Bill:
    """What one product is made of; `own` is kgCO2e per one declared unit."""

    product_id: str
    supplier_id: str
    version: int
    declared_unit: DeclaredUnit
    mass_per_unit: Decimal | None
    output_amount: Decimal
    own: OwnPart
    gwp_set: str
    parts: tuple[BillPart, ...]
    is_calculated_first: bool
    recorded_at: int
    """In nanoseconds since 1970."""


def bill_from_message(bill: contract.BillOfMaterials) -> Bill:
    """The bill a fact states, without parts of which there is nothing; raises Unusable."""
    if bill.fact.id != _identity(bill.product_id, "product_id"):
        raise Unusable("wrong-identity", "a bill of materials bears the id of its product")
    if bill.gwp_set not in GWP_SETS:
        raise Unusable("unknown-gwp-set", f"gwp_set {bill.gwp_set[:80]!r} is not known here")
    unit = declared_unit_from_message(bill.declared_unit)
    if unit is None:
        raise Unusable("unknown-unit", "declared_unit is not known here")
    output_amount = positive(bill.output_amount, "output_amount")
    mass = bill.mass_per_declared_unit
    parts = [part_from_message(part) for part in bill.parts]
    return Bill(
        product_id=bill.product_id,
        supplier_id=_identity(bill.supplier_id, "supplier_id"),
        version=bill.fact.version,
        declared_unit=unit,
        mass_per_unit=not_negative(mass, "mass_per_declared_unit") if mass else None,
        output_amount=output_amount,
        own=_own(bill, output_amount),
        gwp_set=bill.gwp_set,
        parts=tuple(part for part in parts if part.quantity),
        is_calculated_first=bill.precedence == contract.PRECEDENCE_CALCULATED_FIRST,
        recorded_at=nanoseconds(bill.fact.recorded_at),
    )


def _own(bill: contract.BillOfMaterials, output_amount: Decimal) -> OwnPart:
    ratings = ratings_from_message(bill.own_dqi, "own_dqi") if bill.HasField("own_dqi") else UNRATED
    emissions = decimal(bill.own_emissions, "own_emissions")
    with exact_arithmetic():
        value = emissions / output_amount
    return own_part(
        value, percentage(bill.own_primary_data_share, "own_primary_data_share"), ratings
    )


def own_part(
    value: Decimal, primary_data_share: Decimal | None, ratings: Ratings, **more: Any
) -> OwnPart:
    """Emissions with their quality, and the uncertainty that follows from it."""
    stated = ratings.technological, ratings.geographical, ratings.temporal
    return OwnPart(value, rated_uncertainty(*stated), primary_data_share, *stated, **more)


def part_from_message(part: contract.Part) -> BillPart:
    """One part of a bill; raises Unusable."""
    if not known_unit(part.unit):
        raise Unusable("unknown-unit", f"parts.unit {part.unit[:80]!r} is no unit")
    classification = normal_form(part.classification)
    if part.classification and not classification:
        name = f"{part.classification[:80]!r}"
        raise Unusable("invalid-classification", f"parts.classification {name} is no URN")
    if part.product_id or part.supplier_id:
        _identity(part.product_id, "parts.product_id")
        _identity(part.supplier_id, "parts.supplier_id")
    elif not classification:
        raise Unusable("missing-field", "parts: a part names neither a product nor a class")
    return BillPart(
        supplier_id=part.supplier_id,
        product_id=part.product_id,
        classification=classification,
        quantity=not_negative(part.quantity, "parts.quantity", "negative-quantity"),
        unit=canonical_unit(part.unit),
    )


def _identity(value: str, path: str) -> str:
    """An id that can be part of a name."""
    if not text(value, path).isprintable():
        raise Unusable("invalid-identity", f"{path} contains what cannot be printed")
    return value
