"""An initiative as it counts for a factory: one organization's part of it."""

from collections.abc import Mapping
from dataclasses import dataclass, field
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
from carbon.reductions import Claim, Period


@dataclass(frozen=True)
class Initiative:
    """One organization's part of a measure to cut emissions; all of it where it is not joint.

    Amounts are of the part alone; ``measured`` is year → tCO2e below the baseline. A part that its
    organization has not agreed to counts nothing.
    """

    id: str
    owner_id: str
    """Whose part it is."""
    name: str
    type: str
    direction: Direction
    state: InitiativeState
    baseline_emissions: Decimal
    target_emissions: Decimal
    target_year: int
    measured: Mapping[int, Decimal]
    recorded_at: datetime
    agreed: bool = True
    lead_id: str = ""
    """Who states the initiative, where it is another organization."""
    holders: frozenset[str] = field(default=frozenset())
    """Organizations that have agreed to a part."""
    product_ids: frozenset[str] = field(default=frozenset())
    periods: tuple[Period, ...] = ()
    in_footprints: bool = False
    """Its effect is in a footprint already, and with it in the inventory."""

    def measured_by_year(self) -> dict[int, Decimal]:
        """Year → tCO2e that would count as achieved; years that count nothing are left out."""
        counted = {
            year: achieved_reduction(self.type, self.state, (reduction,))
            for year, reduction in self.measured.items()
        }
        return {year: reduction for year, reduction in counted.items() if reduction}

    def achieved_by_year(self) -> dict[int, Decimal]:
        """The same of a part that its organization has agreed to; nothing of any other."""
        return self.measured_by_year() if self.agreed else {}

    def planned(self) -> Decimal:
        """tCO2e a year once in effect; zero where something is measured or nothing would count."""
        kind = TYPES_BY_CODE.get(self.type)
        if kind is None or not kind.counts_as_reduction or self.state not in FORECAST_STATES:
            return Decimal(0)
        if not self.agreed:
            return Decimal(0)
        with exact_arithmetic():
            return max(Decimal(0), self.baseline_emissions - self.target_emissions)

    @property
    def claim(self) -> Claim:
        """The initiative as another could be about the same tonnes."""
        return Claim(
            initiative_id=self.id,
            owner_id=self.lead_id or self.owner_id,
            type=self.type,
            sources=self.product_ids,
            periods=self.periods,
            allies=self.holders,
        )
