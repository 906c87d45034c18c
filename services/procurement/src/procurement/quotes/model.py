"""Exchange rates and price indices as they are stated."""

from dataclasses import dataclass
from datetime import datetime
from decimal import Decimal
from typing import Annotated
from uuid import UUID, uuid5

from pydantic import AfterValidator, BaseModel, ConfigDict, Field, model_validator

from carbon.decimals import format_decimal, plain
from procurement.fields import Currency, DecimalText, ShortText
from tierzero.i18n import _
from tierzero.problems import Invalid

_NAMESPACE = UUID("0d3c9f4e-7f0e-5a0c-93d0-7f5f2b9d1c64")
Year = Annotated[int, Field(ge=1900, le=2200)]


def positive(number: Decimal) -> Decimal:
    """The number, refused where it is not above zero."""
    if number <= 0:
        raise Invalid("number-not-positive", _("The number must be above zero."))
    return number


Positive = Annotated[DecimalText, AfterValidator(positive)]


class ExchangeRateEntry(BaseModel):
    """Average of a year: how many units of ``currency`` buy one unit of ``base``."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    base: Currency
    currency: Currency
    year: Year
    rate: Positive
    source: ShortText = ""

    @model_validator(mode="after")
    def _two_currencies(self) -> "ExchangeRateEntry":
        if self.base == self.currency:
            raise Invalid("same-currency", _("A rate is between two different currencies."))
        return self

    @property
    def key(self) -> tuple[str, ...]:
        """What the rate is about."""
        return ("rate", self.base, self.currency, str(self.year))

    @property
    def number(self) -> str:
        """The rate in its shortest form."""
        return format_decimal(plain(self.rate))


class PriceIndexEntry(BaseModel):
    """Consumer price index of the currency's economy in a year, all of one series."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    currency: Currency
    year: Year
    index: Positive
    source: ShortText = ""

    @property
    def key(self) -> tuple[str, ...]:
        """What the index is about."""
        return ("index", self.currency, str(self.year))

    @property
    def number(self) -> str:
        """The index in its shortest form."""
        return format_decimal(plain(self.index))


Entry = ExchangeRateEntry | PriceIndexEntry


@dataclass(frozen=True)
class Quote:
    """A rate or index as stated at a moment; a later version supersedes it, nothing edits it."""

    entry: Entry
    owner: str
    version: int
    recorded_at: datetime

    @property
    def id(self) -> str:
        """Follows from the owner and what the quote is about."""
        return quote_id(self.owner, self.entry)


def quote_id(owner: str, entry: Entry) -> str:
    """Identity of all versions of a quote."""
    return str(uuid5(_NAMESPACE, "\n".join((owner, *entry.key))))
