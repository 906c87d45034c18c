"""Physical units of quantities: exact decimal conversion within a dimension, and nothing beyond."""

from decimal import Decimal
from enum import StrEnum
from functools import cache, lru_cache
from typing import Any, cast

from pint import UnitRegistry

from carbon.decimals import exact_arithmetic, plain
from carbon.unit_names import CASE_SENSITIVE, DEFINITIONS, NAMES


class DeclaredUnit(StrEnum):
    """Declared units of PACT v3 (attribute declaredUnitOfMeasurement)."""

    LITER = "liter"
    KILOGRAM = "kilogram"
    CUBIC_METER = "cubic meter"
    KILOWATT_HOUR = "kilowatt hour"
    MEGAJOULE = "megajoule"
    TON_KILOMETER = "ton kilometer"
    SQUARE_METER = "square meter"
    PIECE = "piece"
    HOUR = "hour"
    MEGABIT_SECOND = "megabit second"


class UnitError(ValueError):
    """A quantity cannot be read in the unit asked for; `code` is stable."""

    code = "unit-error"


class UnknownUnit(UnitError):
    """No unit has this name."""

    code = "unknown-unit"

    def __init__(self, unit: str) -> None:
        super().__init__(f"unknown unit: {unit}")
        self.unit = unit


class UnitMismatch(UnitError):
    """The two units measure different things and nothing known about the product joins them."""

    code = "unit-mismatch"

    def __init__(self, from_unit: str, to_unit: str) -> None:
        super().__init__(f"{from_unit} cannot be converted to {to_unit}")
        self.from_unit = from_unit
        self.to_unit = to_unit


_CANONICAL = {name.casefold(): unit for unit, names in NAMES.items() for name in names}


@cache
def _registry() -> Any:
    """Pint's registry with our definitions alone, so that no unit means what we did not write."""
    registry = cast(Any, UnitRegistry)(None, non_int_type=Decimal)
    registry.load_definitions(list(DEFINITIONS))
    return registry


@cache
def _scale(unit: str) -> tuple[Decimal, str]:
    """How many root units one unit is, and the name of its dimension."""
    with exact_arithmetic():
        quantity = _registry().Quantity(Decimal(1), unit).to_root_units()
    return Decimal(quantity.magnitude), str(quantity.dimensionality)


@lru_cache(maxsize=4096)
def _find(text: str) -> str | None:
    words = " ".join(text.split())
    if words in CASE_SENSITIVE:
        return CASE_SENSITIVE[words]
    return _CANONICAL.get(words.casefold())


def _canonical(unit: str) -> str:
    canonical = _find(unit)
    if canonical is None:
        raise UnknownUnit(unit)
    return canonical


def known_unit(text: str) -> bool:
    """Whether the text names a unit, in English or Chinese, written out or as a symbol."""
    return _find(text) is not None


def canonical_unit(unit: str) -> str:
    """The unit's full English name, for example `kilogram` for `公斤`; raises UnknownUnit."""
    return NAMES[_canonical(unit)][0]


def dimension(unit: str) -> str:
    """What the unit measures; equal for units that convert into each other. Raises UnknownUnit."""
    return _scale(_canonical(unit))[1]


def convert(quantity: Decimal, from_unit: str, to_unit: str) -> Decimal:
    """The quantity in another unit of the same dimension.

    Exact where the quotient is a finite decimal, otherwise correct to 400 digits. Raises
    UnknownUnit or UnitMismatch.
    """
    source, target = _canonical(from_unit), _canonical(to_unit)
    if source == target:
        return quantity
    source_scale, source_dimension = _scale(source)
    target_scale, target_dimension = _scale(target)
    if source_dimension != target_dimension:
        raise UnitMismatch(from_unit, to_unit)
    with exact_arithmetic():
        return plain(quantity * source_scale / target_scale)


def convert_for_product(
    quantity: Decimal, unit: str, declared_unit: str, mass_per_declared_unit: Decimal | None
) -> Decimal:
    """The quantity of a product in its declared unit (PACT methodology v3, buyer roll-up).

    A mass converts into any other declared unit by the product's own stated mass (kg per one
    declared unit, without packaging); a density is never assumed. Raises UnitMismatch when the mass
    is absent or zero.
    """
    if dimension(unit) == dimension(declared_unit):
        return convert(quantity, unit, declared_unit)
    if dimension(unit) != dimension(DeclaredUnit.KILOGRAM) or not mass_per_declared_unit:
        raise UnitMismatch(unit, declared_unit)
    with exact_arithmetic():
        return convert(quantity, unit, DeclaredUnit.KILOGRAM) / mass_per_declared_unit
