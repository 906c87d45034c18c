"""A factory's target for one direction, and what may be said about one."""

from datetime import datetime
from decimal import Decimal
from enum import StrEnum
from typing import Annotated

from pydantic import (
    BaseModel,
    BeforeValidator,
    ConfigDict,
    Field,
    ValidationInfo,
    field_validator,
)

from carbon.decimals import InvalidDecimal, format_decimal, parse_decimal
from carbon.initiatives import Direction
from tierzero.i18n import _
from tierzero.problems import Invalid

FIRST_YEAR, LAST_YEAR = 1990, 2100
_SHORTEST_REASON, _LONGEST_REASON = 10, 500


class TargetDirection(StrEnum):
    """Directions that can have a target; own operations have other books (scopes 1 and 2)."""

    UPSTREAM = Direction.UPSTREAM.value
    DOWNSTREAM = Direction.DOWNSTREAM.value


def _decimal(given: object) -> Decimal:
    # Numbers of JSON went through binary floating point; PACT's decimals are texts.
    if isinstance(given, Decimal):
        return given
    if isinstance(given, int) and not isinstance(given, bool):
        return Decimal(given)
    try:
        return parse_decimal(given.strip() if isinstance(given, str) else "")
    except InvalidDecimal as error:
        detail = _("Write a decimal number as text, for example “42” or “42.5”.")
        raise Invalid("not-a-decimal", detail) from error


def _nothing_for_empty(given: object) -> object:
    return None if given == "" else given


PlainDecimal = Annotated[Decimal, BeforeValidator(_decimal)]


class TargetTerms(BaseModel):
    """What a buyer says about a target; base-year emissions come from the inventory.

    Only where the inventory lacks the base year may ``base_emissions`` (tCO2e) be stated, with
    a reason that stands beside the target wherever it is shown.
    """

    model_config = ConfigDict(frozen=True, extra="forbid", str_strip_whitespace=True)

    direction: TargetDirection
    base_year: int = Field(ge=FIRST_YEAR, le=LAST_YEAR)
    target_year: int = Field(ge=FIRST_YEAR, le=LAST_YEAR)
    reduction_percent: PlainDecimal = Field(description="Per cent below the base year's emissions.")
    base_emissions: Annotated[PlainDecimal | None, BeforeValidator(_nothing_for_empty)] = None
    base_reason: str = Field(default="", max_length=_LONGEST_REASON, validate_default=True)

    @field_validator("base_reason")
    @classmethod
    def _is_reasoned(cls, reason: str, info: ValidationInfo) -> str:
        if info.data.get("base_emissions") is not None and len(reason) < _SHORTEST_REASON:
            detail = _("Say in a sentence where the stated base-year emissions come from.")
            raise Invalid("base-reason-missing", detail)
        return reason


class Target(BaseModel):
    """A target as it is kept; ``version`` grows with every change."""

    model_config = ConfigDict(frozen=True)

    id: str
    version: int
    direction: TargetDirection
    base_year: int
    target_year: int
    reduction_percent: Decimal
    base_emissions: Decimal | None = None
    base_reason: str = ""
    changed_at: datetime
    changed_by: str


def decimal_text(number: Decimal | None) -> str | None:
    """A decimal as JSON carries it."""
    return None if number is None else format_decimal(number)
