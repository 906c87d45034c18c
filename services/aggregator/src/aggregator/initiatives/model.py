"""An initiative as it counts for a factory."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from decimal import Decimal

from carbon.decimals import exact_arithmetic
from carbon.initiatives import (
    FORECAST_STATES,
    TYPES_BY_CODE,
    Direction,
    InitiativeState,
    achieved_reduction,
)


@dataclass(frozen=True)
class Initiative:
    """A measure to cut emissions; ``measured`` is year → tCO2e below the baseline."""

    id: str
    owner_id: str
    name: str
    type: str
    direction: Direction
    state: InitiativeState
    baseline_emissions: Decimal
    target_emissions: Decimal
    target_year: int
    measured: Mapping[int, Decimal]
    recorded_at: datetime

    def achieved_by_year(self) -> dict[int, Decimal]:
        """Year → tCO2e that count as achieved; years that count nothing are left out."""
        counted = {
            year: achieved_reduction(self.type, self.state, (reduction,))
            for year, reduction in self.measured.items()
        }
        return {year: reduction for year, reduction in counted.items() if reduction}

    def planned(self) -> Decimal:
        """tCO2e a year once in effect; zero where something is measured or nothing would count."""
        kind = TYPES_BY_CODE.get(self.type)
        if kind is None or not kind.counts_as_reduction or self.state not in FORECAST_STATES:
            return Decimal(0)
        with exact_arithmetic():
            return max(Decimal(0), self.baseline_emissions - self.target_emissions)
