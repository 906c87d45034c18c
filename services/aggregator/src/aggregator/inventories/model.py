"""A buyer's emissions in one scope 3 category and one calendar year."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime

from carbon.initiatives import Direction, direction_of_category
from carbon.quantum import Milligrams
from carbon.scope3.results import Method


@dataclass(frozen=True)
class Part:
    """What one method or one supplier adds to an inventory."""

    total: Milligrams
    line_count: int


@dataclass(frozen=True)
class Inventory:
    """One cell of a factory's scope 3 inventory; totals in mg CO2e."""

    category: int
    year: int
    total: Milligrams
    line_count: int
    unresolved_line_count: int
    methods: Mapping[Method, Part]
    suppliers: Mapping[str, Part]
    gwp_sets: tuple[str, ...]
    recorded_at: datetime
    known_at: datetime

    @property
    def direction(self) -> Direction:
        """Upstream for categories 1 to 8, downstream for 9 to 15."""
        return direction_of_category(self.category)
