"""A factory's base year as its figures are in force."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from decimal import Decimal

from carbon.initiatives import Direction, direction_of_category
from carbon.quantum import Milligrams


@dataclass(frozen=True)
class BaseYear:
    """A reported base year; the figures, by category in mg CO2e, are those in force."""

    year: int
    recalculated: bool
    cumulative_percent: Decimal
    figures: Mapping[int, Milligrams]
    recorded_at: datetime

    def emissions(self, direction: Direction) -> Milligrams | None:
        """The figure in force of one direction in mg CO2e; None where it has no category."""
        own = [self.figures[one] for one in self.figures if direction_of_category(one) is direction]
        return sum(own) if own else None
