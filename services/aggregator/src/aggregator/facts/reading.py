"""Values out of facts; what cannot be a value is refused with a code and the field's name."""

import re
from collections.abc import Mapping
from datetime import UTC, datetime
from decimal import Decimal
from typing import TypeVar

from google.protobuf.timestamp_pb2 import Timestamp

from carbon.decimals import InvalidDecimal, parse_decimal
from carbon.quantum import Milligrams
from tierzero.agents import Unusable
from tierzero.common.v1.fact_pb2 import Fact
from tierzero.store import Document

K = TypeVar("K", bound=int)
T = TypeVar("T")

FIRST_YEAR, LAST_YEAR = 1990, 2200
"""Years that inventories, targets and initiatives may name; 1990 is the Kyoto protocol's base."""

# A year of the whole world's emissions has 26 digits of milligrams.
_INTEGER = re.compile(r"-?[0-9]{1,40}")


def document_of(fact: Fact, organization_id: str) -> Document:
    """What every stored fact begins with; ``organization_id`` says whose view it belongs to."""
    return {
        "_id": fact.id,
        "organization_id": required(organization_id, "organization_id"),
        "version": fact.version,
        "recorded_at": moment_of(fact.recorded_at),
        "withdrawn": fact.withdrawn,
    }


def moment_of(timestamp: Timestamp) -> datetime:
    """The instant in UTC, cut to the milliseconds that the store keeps."""
    try:
        instant = timestamp.ToDatetime(UTC)
    except (ValueError, OverflowError) as error:
        raise Unusable("not-a-time", str(error)) from error
    return instant.replace(microsecond=instant.microsecond // 1000 * 1000)


def required(text: str, field: str) -> str:
    """A text that may not be empty."""
    if not text:
        raise Unusable("missing-field", f"{field} is empty")
    return text


def decimal_of(text: str, field: str) -> Decimal:
    """A decimal as PACT writes it; an empty text counts as zero."""
    try:
        return parse_decimal(text) if text else Decimal(0)
    except InvalidDecimal as error:
        raise Unusable("not-a-decimal", f"{field} is no decimal: {text[:80]!r}") from error


def milligrams_of(digits: str, field: str) -> Milligrams:
    """An integer of milligrams CO2e from its digits; an empty text is zero."""
    if digits and not _INTEGER.fullmatch(digits):
        raise Unusable("not-milligrams", f"{field} is no integer: {digits[:80]!r}")
    return int(digits or "0")


def year_of(year: int, field: str) -> int:
    """A calendar year within reason."""
    if not FIRST_YEAR <= year <= LAST_YEAR:
        raise Unusable("year-out-of-range", f"{field} is {year}")
    return year


def member_of(table: Mapping[K, T], number: K, field: str) -> T:
    """What an enum's number stands for; numbers of a later contract are refused, not guessed."""
    if number not in table:
        raise Unusable("unknown-value", f"{field} is {number}")
    return table[number]
