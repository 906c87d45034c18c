"""Steps that the methods of pricing share: units joined, sources cited, emissions rounded once."""

from collections.abc import Iterable
from decimal import Decimal

from carbon.decimals import format_decimal, product, readable
from carbon.quantum import Milligrams, to_milligrams
from carbon.scope3.averages import SupplierAverage
from carbon.scope3.inputs import EmissionFactor, FootprintValue, Purchase
from carbon.scope3.notes import Note
from carbon.scope3.results import Source, SourceKind
from carbon.units import UnitMismatch, convert_for_product, known_unit


def quantity_obstacle(purchase: Purchase) -> Note | None:
    """Why the purchase's quantity cannot be multiplied, if it cannot."""
    if purchase.quantity is None:
        return Note.NO_QUANTITY
    return None if known_unit(purchase.unit) else Note.UNKNOWN_UNIT


def per_purchase_unit(footprint: FootprintValue, unit: str) -> Decimal | None:
    """kgCO2e per one of the purchase's unit; None where the units do not join."""
    return per_unit_of(
        footprint.emissions_per_unit, footprint.declared_unit, footprint.mass_per_unit, unit
    )


def per_unit_of(
    value: Decimal, declared_unit: str, mass_per_unit: Decimal | None, unit: str
) -> Decimal | None:
    """kgCO2e per one of `unit` of what emits `value` per declared unit; None where units do not
    join."""
    try:
        declared = convert_for_product(Decimal(1), unit, declared_unit, mass_per_unit)
    except UnitMismatch:
        return None
    return product(value, declared)


def footprint_source(footprint: FootprintValue) -> Source:
    """The footprint as a source, with its kgCO2e per declared unit."""
    return Source(
        SourceKind.FOOTPRINT,
        footprint.id,
        footprint.version,
        footprint.product_name,
        format_decimal(readable(footprint.emissions_per_unit)),
    )


MOST_LISTED = 10
"""Most footprints that the mean over a supplier's products lists as its sources."""


def average_sources(average: SupplierAverage) -> tuple[Source, ...]:
    """The footprints it is the mean of; where these are many, the mean itself.

    The mean's id holds a digest of the ids and versions of its footprints: a line stays short, and
    what it rests on can still be proved.
    """
    if len(average.footprints) <= MOST_LISTED:
        return tuple(map(footprint_source, average.footprints))
    return (
        Source(
            SourceKind.SUPPLIER_AVERAGE,
            f"{average.supplier_id}:{average.digest}",
            len(average.footprints),
            f"{len(average.footprints)} × {average.unit}",
            format_decimal(readable(average.emissions_per_unit)),
        ),
    )


def factor_source(factor: EmissionFactor) -> Source:
    """The emission factor as a source, with its kgCO2e per its own unit."""
    return Source(
        SourceKind.EMISSION_FACTOR,
        factor.id,
        factor.version,
        factor.name or factor.classification,
        format_decimal(factor.value),
    )


def priced(quantity: Decimal | None, factor: Decimal) -> Milligrams:
    """Quantity × factor, rounded once to milligrams."""
    return to_milligrams(product(quantity or Decimal(0), factor))


def gwp_note(stated: Iterable[str], gwp_set: str) -> tuple[Note, ...]:
    """A note where the source states other GWP sets than the inventory's."""
    return () if gwp_set in tuple(stated) else (Note.OTHER_GWP_SET,)


def stated_gwp_set(stated: tuple[str, ...], gwp_set: str) -> str:
    """The inventory's set where the source states it, else all that the source states."""
    return gwp_set if gwp_set in stated else ", ".join(sorted(stated))
