"""Category 1 by a footprint that follows its parts: calculated from the bill of materials.

Supplier-specific as a stated footprint is (scope 3 guidance, 1.1): the supplier's own recipe and
processes, rolled up over the tiers (PACT methodology v3, buyer roll-up).
"""

from dataclasses import dataclass
from decimal import Decimal

from carbon.decimals import format_decimal, readable
from carbon.rollup.figures import RolledUp
from carbon.scope3.inputs import Purchase
from carbon.scope3.notes import Note
from carbon.scope3.pricing import (
    gwp_note,
    per_unit_of,
    priced,
    quantity_obstacle,
    stated_gwp_set,
)
from carbon.scope3.results import DataType, LineResult, Method, Source, SourceKind


@dataclass(frozen=True)
class CalculatedFootprint:
    """A rolled-up total; `version` is that of the bill, kgCO2e are per one declared unit.

    `gwp_sets` are those that all it rests on is stated in, `mentioned_sets` those of any part.
    """

    product_id: str
    version: int
    declared_unit: str
    mass_per_unit: Decimal | None
    figure: RolledUp
    gwp_sets: tuple[str, ...]
    mentioned_sets: tuple[str, ...]
    comes_first: bool = False


Calculated = CalculatedFootprint | Note | None
"""A footprint, why there is none, or None for a product without bill of materials."""


def comes_first(calculated: Calculated) -> bool:
    """Whether the bill asks for the calculated figure before a stated footprint."""
    return isinstance(calculated, CalculatedFootprint) and calculated.comes_first


def calculated_specific(
    purchase: Purchase, calculated: CalculatedFootprint | Note, gwp_set: str
) -> LineResult | Note:
    """Quantity × the footprint calculated from the supplier's bill of materials."""
    if isinstance(calculated, Note):
        return calculated
    obstacle = quantity_obstacle(purchase)
    if obstacle is not None:
        return obstacle
    figure = calculated.figure
    factor = per_unit_of(
        figure.value, calculated.declared_unit, calculated.mass_per_unit, purchase.unit
    )
    if factor is None:
        return Note.CALCULATED_UNIT_MISMATCH
    return LineResult(
        method=Method.SUPPLIER_SPECIFIC,
        emissions_mg=priced(purchase.quantity, factor),
        sources=(_source(calculated),),
        notes=_notes(calculated, gwp_set),
        factor=readable(factor),
        gwp_set=_gwp_set(calculated, gwp_set),
        data_type=DataType.PRIMARY,
        rolled_up=figure,
    )


def _source(calculated: CalculatedFootprint) -> Source:
    return Source(
        SourceKind.CALCULATED_FOOTPRINT,
        calculated.product_id,
        calculated.version,
        "",
        format_decimal(readable(calculated.figure.value)),
    )


def _notes(calculated: CalculatedFootprint, gwp_set: str) -> tuple[Note, ...]:
    filled = (Note.PARTLY_FILLED,) if calculated.figure.filled_share > 0 else ()
    return (*filled, *gwp_note(calculated.gwp_sets, gwp_set))


def _gwp_set(calculated: CalculatedFootprint, gwp_set: str) -> str:
    if gwp_set in calculated.gwp_sets:
        return gwp_set
    return stated_gwp_set(calculated.mentioned_sets, "")
