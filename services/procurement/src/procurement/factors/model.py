"""Emission factors, exchange rates and price indices as they are published."""

from dataclasses import dataclass
from datetime import datetime
from typing import Annotated
from uuid import UUID, uuid5

from pydantic import BaseModel, ConfigDict, Field, StringConstraints, model_validator

from carbon.classifications import normal_form
from carbon.decimals import format_decimal
from carbon.scope3.inputs import FactorKind
from carbon.units import canonical_unit, known_unit
from procurement.fields import (
    Amount,
    Classification,
    Moment,
    ShortText,
    read_currency,
)
from tierzero.i18n import _
from tierzero.problems import Invalid

EVERYONE = "everyone"
"""Owner of the sets that administrators import: they hold for every buyer."""

_NAMESPACE = UUID("b9e6f8a0-6a4b-5f0e-8f56-0c6de90d8a52")
SetName = Annotated[
    str, StringConstraints(strip_whitespace=True, pattern=r"^[A-Za-z0-9][A-Za-z0-9 ._-]{0,99}$")
]
Year = Annotated[int, Field(ge=1900, le=2200)]


class FactorEntry(BaseModel):
    """An emission factor as it is sent: kgCO2e per unit of a class of goods or services."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    factor_set: SetName
    version: SetName
    kind: FactorKind
    classification: Classification
    value: Amount = Field(description="kgCO2e per unit.")
    unit: ShortText = Field(description="Physical unit, or currency of a spend-based factor.")
    gwp_set: ShortText = Field(description="For example AR5 or AR6.", min_length=1)
    name: ShortText = ""
    price_year: Year | None = Field(default=None, description="Year of the currency.")
    includes_margins: bool = Field(
        default=False, description="Spend-based: for purchaser prices, trade margins included."
    )
    region: ShortText = ""
    data_year: Year | None = None
    source: ShortText = ""
    licence: ShortText = ""
    valid_from: Moment | None = None
    valid_until: Moment | None = Field(default=None, description="Exclusive.")

    @model_validator(mode="after")
    def _coherent(self) -> "FactorEntry":
        if self.kind is FactorKind.SPEND_BASED:
            read_currency(self.unit)
            if self.price_year is None:
                raise Invalid("price-year-missing", _("State the year of the currency."))
        elif not known_unit(self.unit):
            raise Invalid("unknown-unit", _("The unit {unit} is not known.", unit=self.unit[:40]))
        return self

    @property
    def canonical_unit(self) -> str:
        """The unit's full name, or the currency in capitals."""
        if self.kind is FactorKind.SPEND_BASED:
            return self.unit.upper()
        return canonical_unit(self.unit)


@dataclass(frozen=True)
class Factor:
    """A factor that is published: never edited, never removed."""

    entry: FactorEntry
    owner: str
    recorded_at: datetime

    @property
    def id(self) -> str:
        """Follows from owner, set, version, kind, class, region and margins alone."""
        entry = self.entry
        parts = (
            self.owner,
            entry.factor_set,
            entry.version,
            entry.kind.value,
            normal_form(entry.classification),
            entry.region,
            "margins" if entry.includes_margins else "",
        )
        return str(uuid5(_NAMESPACE, "\n".join(parts)))

    @property
    def set_id(self) -> str:
        """Key on the bus: facts of one set and version stay in order."""
        return f"{self.entry.factor_set}:{self.entry.version}"

    @property
    def content(self) -> tuple[object, ...]:
        """What must not differ when the same factor is sent again."""
        entry = self.entry
        numbers = (format_decimal(entry.value.normalize()), entry.canonical_unit)
        return (*numbers, entry.price_year, entry.gwp_set, entry.valid_from, entry.valid_until)


@dataclass(frozen=True)
class FactorSet:
    """A set in one version, and how many factors it holds."""

    name: str
    version: str
    owner: str
    count: int
    gwp_sets: tuple[str, ...]
    kinds: tuple[FactorKind, ...]
    source: str
    licence: str
