"""The inventories of one direction, read year by year."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from aggregator.inventories.model import Inventory
from carbon.quantum import Milligrams


@dataclass(frozen=True)
class Books:
    """One direction's inventories, and when the factory's newest inventory was recorded."""

    inventories: Sequence[Inventory]
    newest: datetime | None

    @property
    def years(self) -> list[int]:
        """Calendar years that have lines, in order."""
        return sorted({one.year for one in self.inventories})

    def of_year(self, year: int) -> list[Inventory]:
        """The categories that have lines in the year."""
        return [one for one in self.inventories if one.year == year]

    def is_complete(self, year: int) -> bool:
        """Whether the year was over (UTC) when the newest inventory was recorded."""
        return self.newest is not None and self.newest.year > year

    def emissions(self, year: int) -> Milligrams | None:
        """mg CO2e of a year; None where it has no line that could be priced."""
        cells = self.of_year(year)
        is_priced = any(one.line_count > one.unresolved_line_count for one in cells)
        return sum(one.total for one in cells) if is_priced else None
