"""Kinds of value that requests carry, read strictly: a decimal is a text, a moment is UTC."""

import re
from datetime import UTC, date, datetime, time
from decimal import Decimal
from typing import Annotated, cast

import pycountry
from pydantic import (
    AfterValidator,
    AwareDatetime,
    BeforeValidator,
    PlainSerializer,
    StringConstraints,
)

from carbon.classifications import normal_form
from carbon.decimals import InvalidDecimal, format_decimal, parse_decimal
from carbon.footprint.regions import Region
from carbon.units import canonical_unit, known_unit
from tierzero.i18n import _
from tierzero.plain_text import PLAIN
from tierzero.problems import Invalid

_CURRENCIES = frozenset(currency.alpha_3 for currency in pycountry.currencies)
_SEPARATORS = re.compile(r"[\s,;]+")
_DAY = re.compile(r"\d{4}-\d{2}-\d{2}")


def read_decimal(value: object) -> Decimal:
    """A decimal from a text or a whole number; a JSON fraction has lost digits already."""
    if isinstance(value, Decimal):
        return value
    if isinstance(value, bool) or not isinstance(value, str | int):
        raise Invalid("not-a-decimal-text", _("Send the number as a text, for example “12.5”."))
    try:
        return parse_decimal(str(value).strip())
    except InvalidDecimal as error:
        raise Invalid("not-a-number", _("Enter a number.")) from error


def read_moment(value: object) -> object:
    """A day as its first moment in UTC; anything else is read as a date and time."""
    if isinstance(value, str) and _DAY.fullmatch(value.strip()):
        return f"{value.strip()}T00:00:00Z"
    if isinstance(value, date) and not isinstance(value, datetime):
        return datetime.combine(value, time(), UTC)
    return value


def in_utc(moment: datetime) -> datetime:
    """The moment in UTC, to the millisecond, which is what the store keeps."""
    utc = moment.astimezone(UTC)
    return utc.replace(microsecond=utc.microsecond // 1000 * 1000)


def read_currency(value: object) -> str:
    """An ISO 4217 code in capitals."""
    code = str(value).strip().upper()
    if code not in _CURRENCIES:
        text = _("There is no currency {code}; use a code of ISO 4217 such as CNY.", code=code[:10])
        raise Invalid("unknown-currency", text)
    return code


def read_unit(value: object) -> str:
    """The full English name of a unit that the platform knows."""
    unit = str(value).strip()
    if not known_unit(unit):
        raise Invalid("unknown-unit", _("The unit {unit} is not known.", unit=unit[:40]))
    return canonical_unit(unit)


def read_classification(value: object) -> str:
    """A classification URN such as ``urn:naics:325211``."""
    urn = str(value).strip()
    if not normal_form(urn) or len(urn) > 200 or any(map(str.isspace, urn)):
        text = _("{urn} is not a classification; it looks like urn:naics:325211.", urn=urn[:80])
        raise Invalid("not-a-classification", text)
    return urn


def read_place(value: object) -> str:
    """A country (ISO 3166-1), a part of one (ISO 3166-2) or a region of the UN; or nothing."""
    place = str(value).strip()
    regions = {region.value.casefold(): region.value for region in Region}
    if place.casefold() in regions:
        return regions[place.casefold()]
    code = place.upper()
    known = pycountry.subdivisions.get(code=code) or pycountry.countries.get(alpha_2=code)
    if place and known is None:
        text = _(
            "{code} is no country or province of ISO 3166, such as CN or CN-JS.", code=code[:20]
        )
        raise Invalid("unknown-place", text)
    return code


def read_list(value: object) -> object:
    """Items from a list, or from texts in which blanks or commas part them, as people type them."""
    if isinstance(value, str):
        return _split(value)
    if isinstance(value, list | tuple):
        items = cast("list[object]", value)
        return tuple(part for item in items for part in _split(item))
    return value


def _split(item: object) -> tuple[object, ...]:
    if not isinstance(item, str):
        return (item,)
    return tuple(part for part in _SEPARATORS.split(item) if part)


def not_negative(number: Decimal) -> Decimal:
    """The number, refused where it is below zero."""
    if number < 0:
        text = _("The number must not be negative; it is {value}.", value=format_decimal(number))
        raise Invalid("number-negative", text)
    return number


DecimalText = Annotated[
    Decimal, BeforeValidator(read_decimal), PlainSerializer(format_decimal, return_type=str)
]
Amount = Annotated[DecimalText, AfterValidator(not_negative)]
Moment = Annotated[AwareDatetime, BeforeValidator(read_moment), AfterValidator(in_utc)]
Currency = Annotated[str, BeforeValidator(read_currency)]
UnitName = Annotated[str, BeforeValidator(read_unit)]
Classification = Annotated[str, BeforeValidator(read_classification)]
Classifications = Annotated[tuple[Classification, ...], BeforeValidator(read_list)]
Place = Annotated[str, BeforeValidator(read_place)]
ShortText = Annotated[str, StringConstraints(strip_whitespace=True, max_length=500), PLAIN]
