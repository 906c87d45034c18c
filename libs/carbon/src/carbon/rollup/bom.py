"""Bills of materials: what one declared unit of a product contains, in its parts' units."""

from dataclasses import dataclass
from decimal import Decimal

from carbon.decimals import exact_arithmetic
from carbon.units import convert_for_product


@dataclass(frozen=True)
class Component:
    """A part as the roll-up sees it: its declared unit, and its kg per one of them if known."""

    declared_unit: str
    mass_per_declared_unit: Decimal | None = None


@dataclass(frozen=True)
class BomItem:
    """So much of a component goes into the bill's output amount."""

    component_id: str
    quantity: Decimal
    unit: str


def amount_per_unit(item: BomItem, component: Component, output_amount: Decimal) -> Decimal:
    """Declared units of the component in one declared unit of the product.

    `output_amount` is how many declared units of the product the bill makes. Raises UnitMismatch
    where the units do not join (PACT methodology v3, buyer roll-up).
    """
    declared = convert_for_product(
        item.quantity, item.unit, component.declared_unit, component.mass_per_declared_unit
    )
    with exact_arithmetic():
        return declared / output_amount
