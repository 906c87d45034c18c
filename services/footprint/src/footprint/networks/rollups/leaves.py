"""Where a roll-up begins: stated footprints, and factors that stand in for parts without data."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from decimal import Decimal

from carbon.decimals import exact_arithmetic
from carbon.rollup.figures import OwnPart
from carbon.rollup.marks import set_bits
from carbon.scope3.choice import best_factor_in, best_footprint_in
from carbon.scope3.inputs import UNRATED, EmissionFactor, FactorKind, FootprintValue
from carbon.units import convert, dimension, known_unit
from footprint.values import BillPart, own_part

RecordedAt = Callable[[str], int]
"""When the fact of an id was recorded, in nanoseconds since 1970."""


@dataclass(frozen=True, slots=True)
class Leaf:
    """A part's figure that is not calculated: kgCO2e per one `unit`.

    The marks are those of `carbon.rollup.marks`.
    """

    own: OwnPart
    marks: tuple[int, int, int]
    unit: str
    mass_per_unit: Decimal | None = None


def stated_leaf(
    footprints: Iterable[FootprintValue], year: int, recorded_at: RecordedAt
) -> Leaf | None:
    """The stated footprint that holds for a part in the year, if one is usable in it."""
    chosen = best_footprint_in(footprints, year)
    if chosen is None:
        return None
    bits = set_bits(chosen.gwp_sets)
    own = own_part(
        chosen.emissions_per_unit,
        chosen.primary_data_share,
        chosen.ratings,
        is_verified=chosen.is_verified,
    )
    marks = recorded_at(chosen.id), bits, bits
    return Leaf(own, marks, chosen.declared_unit, chosen.mass_per_unit)


def filling_leaf(
    part: BillPart,
    factors: Iterable[EmissionFactor],
    gwp_set: str,
    year: int,
    recorded_at: RecordedAt,
) -> Leaf | None:
    """The best average factor of the part's class, per one of the part's unit, if there is one."""
    fitting = [factor for factor in factors if _fits(factor, part.unit)]
    chosen = best_factor_in(fitting, part.classification, gwp_set, year)
    if chosen is None:
        return None
    with exact_arithmetic():
        value = chosen.value * convert(Decimal(1), part.unit, chosen.unit)
    bits = set_bits((chosen.gwp_set,))
    own = own_part(value, None, UNRATED, is_filled=True)
    return Leaf(own, (recorded_at(chosen.id), bits, bits), part.unit)


def _fits(factor: EmissionFactor, unit: str) -> bool:
    is_average = factor.kind is FactorKind.AVERAGE_DATA
    return is_average and known_unit(factor.unit) and dimension(factor.unit) == dimension(unit)
