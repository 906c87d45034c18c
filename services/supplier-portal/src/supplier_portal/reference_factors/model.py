"""A published physical emission factor."""

from dataclasses import dataclass
from datetime import datetime
from decimal import Decimal
from typing import Any

from carbon.classifications import normal_form
from carbon.decimals import format_decimal


@dataclass(frozen=True)
class ReferenceFactor:
    """kgCO2e per unit of a class of goods or services; never edited, only superseded."""

    id: str
    version: int
    owner: str
    """Organization that it is for; empty where it is for everybody."""
    factor_set: str
    set_version: str
    classification: str
    name: str
    value: Decimal
    unit: str
    region: str
    data_year: int | None
    gwp_set: str
    source: str
    licence: str
    valid_from: datetime | None
    valid_until: datetime | None
    recorded_at: datetime

    @property
    def family(self) -> str:
        """What a later edition has in common with it: owner, set, class and region."""
        parts = (self.owner, self.factor_set, normal_form(self.classification), self.region)
        return "\n".join(parts)

    @property
    def label(self) -> str:
        """As it is offered for choosing."""
        name = " ".join((self.name or self.classification).split())
        where = f", {self.region}" if self.region else ""
        return f"{name} ({self.factor_set} {self.set_version}{where})"

    def content(self) -> dict[str, Any]:
        """As JSON shows it: decimals as texts."""
        return {
            "id": self.id,
            "factor_set": self.factor_set,
            "version": self.set_version,
            "classification": self.classification,
            "name": self.name,
            "value": format_decimal(self.value),
            "unit": self.unit,
            "region": self.region,
            "data_year": self.data_year,
            "gwp_set": self.gwp_set,
            "source": self.source,
            "licence": self.licence,
            "own": bool(self.owner),
        }
