"""The hybrid method of category 1 (technical guidance, chapter 1): own data where there is some.

For suppliers that know their own scope 1 and 2 but have no product footprint. What they do not know
comes from averages, and the part that their own numbers cover is taken out of the average.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from decimal import Decimal

from carbon.decimals import exact_arithmetic
from carbon.scope3.quantities import Factor, Quantity, checked_share, times, total
from carbon.scope3.transport import Leg, distance_based


@dataclass(frozen=True)
class SupplierOperations:
    """A supplier's scope 1 and 2 in kgCO2e, and the share of its output that was bought."""

    scope_1: Decimal
    scope_2: Decimal
    allocated_share: Decimal


def allocated(operations: SupplierOperations) -> Decimal:
    """kgCO2e of the supplier's scope 1 and 2 that belong to the goods bought."""
    with exact_arithmetic():
        own = operations.scope_1 + operations.scope_2
        return own * checked_share(operations.allocated_share)


def with_material_data(
    operations: SupplierOperations,
    materials: Iterable[tuple[Quantity, Factor]],
    inbound: Iterable[Leg],
    waste: Iterable[tuple[Quantity, Factor]],
    other: Decimal = Decimal(0),
) -> Decimal:
    """kgCO2e: allocated scope 1 and 2 + materials × EF + inbound transport + waste × EF + other."""
    return total(
        (
            allocated(operations),
            total(times(material, factor) for material, factor in materials),
            distance_based(inbound),
            total(times(mass, factor) for mass, factor in waste),
            other,
        )
    )


def with_own_emissions_only(
    operations: SupplierOperations, bought: Quantity, production: Factor, covered_share: Decimal
) -> Decimal:
    """kgCO2e: allocated scope 1 and 2 + quantity × the part of the average they do not cover.

    `covered_share` is the part of the cradle-to-gate average that a supplier's own scope 1 and 2
    usually make up.
    """
    with exact_arithmetic():
        upstream = times(bought, production) * (1 - checked_share(covered_share))
        return allocated(operations) + upstream
