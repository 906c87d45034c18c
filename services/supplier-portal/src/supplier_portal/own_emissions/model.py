"""Own emissions of a calendar year and the revenue by which customers allocate them."""

from dataclasses import dataclass, replace
from datetime import datetime
from decimal import Decimal
from typing import Annotated, Any

import pycountry
from pydantic import AfterValidator, BaseModel, ConfigDict, Field

from carbon.decimals import format_decimal
from carbon.gwp import DEFAULT_GWP_SET
from supplier_portal.fields import Amount, DecimalText, GwpSetName, Positive
from tierzero.i18n import _
from tierzero.problems import Invalid

FIRST_YEAR = 1990
"""Base year of the Kyoto Protocol; nothing older is reported."""


def _known_currency(code: str) -> str:
    if pycountry.currencies.get(alpha_3=code) is None:
        text = _("{code} is no currency code of ISO 4217, such as CNY or EUR.", code=code[:10])
        raise Invalid("unknown-currency", text)
    return code


def _share(number: Decimal) -> Decimal:
    if not 0 <= number <= 1:
        text = _("The share is from 0 to 1; it is {value}.", value=format_decimal(number))
        raise Invalid("share-out-of-range", text)
    return number


Currency = Annotated[str, AfterValidator(_known_currency)]
Share = Annotated[DecimalText, AfterValidator(_share)]


class OwnEmissionsInput(BaseModel):
    """What a supplier states about a year; emissions in kgCO2e.

    Technical guidance of the scope 3 standard, chapter 1, hybrid method.
    """

    model_config = ConfigDict(extra="forbid", frozen=True)

    scope_1: Amount = Field(description="kgCO2e of the own fuels, processes and vehicles.")
    scope_2: Amount = Field(description="kgCO2e of bought electricity, heat and steam.")
    waste: Amount = Field(default=Decimal(0), description="kgCO2e of the own waste's treatment.")
    revenue: Positive = Field(description="Of the year; customers allocate paid ÷ revenue.")
    currency: Currency = Field(description="ISO 4217.")
    covered_share: Share = Field(
        description="Part of an average cradle-to-gate factor that these emissions make up, 0 to 1."
    )
    gwp_set: GwpSetName = DEFAULT_GWP_SET.name

    def content(self) -> dict[str, str]:
        """What was stated; decimals as texts."""
        return {
            "scope_1": format_decimal(self.scope_1),
            "scope_2": format_decimal(self.scope_2),
            "waste": format_decimal(self.waste),
            "revenue": format_decimal(self.revenue),
            "currency": self.currency,
            "covered_share": format_decimal(self.covered_share),
            "gwp_set": self.gwp_set,
        }


@dataclass(frozen=True)
class OwnEmissions:
    """The emissions of a year as they are stored."""

    supplier_id: str
    year: int
    stated: OwnEmissionsInput
    version: int
    recorded_at: datetime
    withdrawn: bool = False

    @property
    def id(self) -> str:
        """What names the fact."""
        return f"{self.supplier_id}:{self.year}"

    @property
    def total(self) -> Decimal:
        """kgCO2e of all three."""
        return self.stated.scope_1 + self.stated.scope_2 + self.stated.waste

    def states_the_same(self, other: "OwnEmissions") -> bool:
        """Whether the two differ at most in version and time."""
        return replace(self, version=other.version, recorded_at=other.recorded_at) == other

    def withdrawn_at(self, now: datetime) -> "OwnEmissions":
        """Its next version, which no longer holds."""
        return replace(self, version=self.version + 1, recorded_at=now, withdrawn=True)

    def content(self) -> dict[str, Any]:
        """As JSON shows it: decimals as texts."""
        return {
            "supplier_id": self.supplier_id,
            "year": self.year,
            **self.stated.content(),
            "version": self.version,
        }
