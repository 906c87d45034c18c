"""Numbers, dates and quantities as the present caller writes them."""

from datetime import UTC, date, datetime
from decimal import ROUND_HALF_EVEN, Decimal

from babel import Locale, dates, numbers

from .catalogs import current_language
from .text import Text
from .units import unit_symbol

_EMISSION_STEPS = (
    (Decimal(1_000_000_000), "Mt CO₂e"),
    (Decimal(1_000_000), "kt CO₂e"),
    (Decimal(1_000), "t CO₂e"),
    (Decimal(1), "kg CO₂e"),
    (Decimal("0.001"), "g CO₂e"),
)


def format_decimal(value: Decimal | int | str, digits: int | None = None) -> str:
    """A number with the caller's separators; all digits, or as many as ``digits`` says."""
    number = Decimal(value)
    if digits is not None:
        number = number.quantize(Decimal(1).scaleb(-digits), rounding=ROUND_HALF_EVEN)
    places = max(0, -_exponent(number))
    pattern = "#,##0" + ("." + "0" * places if places else "")
    return numbers.format_decimal(number, format=pattern, locale=_locale())


def format_percent(fraction: Decimal | str, digits: int = 1) -> str:
    """A fraction as a percentage: 0.425 → 42.5%."""
    pattern = "#,##0" + ("." + "0" * digits if digits else "") + "%"
    return numbers.format_percent(Decimal(fraction), format=pattern, locale=_locale())


def format_date(value: date | datetime) -> str:
    """A day, in words that cannot be taken for another day (no 03/04)."""
    return dates.format_date(value, format="medium", locale=_locale())


def format_datetime(value: datetime) -> str:
    """An instant in UTC, to the minute, marked so; pages turn it into the reader's own time."""
    instant = value.replace(tzinfo=UTC) if value.tzinfo is None else value.astimezone(UTC)
    return f"{format_date(instant)} {instant:%H:%M} UTC"


def format_quantity(value: Decimal | int | str, unit: str, digits: int | None = None) -> str:
    """A number with its unit's symbol: ``12.5 kg``."""
    return f"{format_decimal(value, digits)} {unit_symbol(unit)}"


def format_emissions(kilograms: Decimal | int | str) -> str:
    """Greenhouse gas mass from kilograms of CO2e, in the unit in which it reads best.

    Four significant digits, for people; figures that somebody computes with are printed exactly.
    """
    mass = Decimal(kilograms)
    step, unit = _emission_step(abs(mass))
    scaled = mass / step
    digits = min(3, max(0, 3 - scaled.adjusted())) if scaled else 0
    return f"{_trimmed(scaled, digits)} {unit}"


def _emission_step(magnitude: Decimal) -> tuple[Decimal, str]:
    if not magnitude:
        return Decimal(1), "kg CO₂e"
    return next((step for step in _EMISSION_STEPS if magnitude >= step[0]), _EMISSION_STEPS[-1])


def _trimmed(value: Decimal, digits: int) -> str:
    rounded = value.quantize(Decimal(1).scaleb(-digits), rounding=ROUND_HALF_EVEN)
    exact = rounded.normalize()
    return format_decimal(exact if _exponent(exact) < 0 else exact.quantize(Decimal(1)))


def _exponent(number: Decimal) -> int:
    exponent = number.as_tuple().exponent
    return exponent if isinstance(exponent, int) else 0


def _locale() -> Locale:
    return Locale.parse(current_language(), sep="-")


def format_any(value: object) -> str:
    """What a table cell shows for a value of any of our types; nothing for None."""
    if value is None:
        return ""
    if isinstance(value, Decimal):
        return format_decimal(value)
    if isinstance(value, datetime):
        return format_datetime(value)
    if isinstance(value, date):
        return format_date(value)
    return str(value) if isinstance(value, Text) else f"{value}"
