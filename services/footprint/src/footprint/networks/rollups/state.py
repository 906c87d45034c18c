"""The state of one calendar year of a network's roll-up."""

from collections.abc import Mapping, MutableMapping
from dataclasses import dataclass, field
from decimal import Decimal

import numpy as np

from carbon.rollup.marks import Marks
from footprint.networks.rollups.arrays import Arrays
from footprint.networks.rollups.leaves import Leaf
from footprint.networks.rollups.recipes import Recipe
from footprint.networks.rollups.sheet import Sheet


@dataclass(frozen=True, slots=True)
class Face:
    """What users of a product depend on besides numbers: units, and which figure comes first."""

    stated: tuple[str, Decimal | None] | None
    calculated: tuple[str, Decimal | None] | None
    is_calculated_first: bool

    @property
    def wants_calculation(self) -> bool:
        """Whether users rest on the bill if it gives a figure."""
        return bool(self.calculated) and (self.is_calculated_first or not self.stated)


@dataclass
class Places:
    """Node by rank → place on a sheet, −1 for what is not on it; made again when either changes."""

    keys: tuple[str, ...] = ()
    layout: int = -1
    by_rank: Marks = field(default_factory=lambda: np.zeros(0, np.int64))


@dataclass
class Year:
    """Changed by `footprint.networks.rollups.advancing` only."""

    year: int
    faces: MutableMapping[str, Face] = field(default_factory=dict[str, Face])
    leaves: MutableMapping[str, Leaf] = field(default_factory=dict[str, Leaf])
    """Node of a stated footprint or filling factor → its figure, used or not."""
    examined: set[str] = field(default_factory=set[str])
    """Filling keys for which a factor has been looked for."""
    inner: MutableMapping[str, frozenset[str]] = field(default_factory=dict[str, frozenset[str]])
    """Product with bill → parts whose own bills it would rest on."""
    depths: dict[str, int] = field(default_factory=dict[str, int])
    cycles: Mapping[str, tuple[str, ...]] = field(default_factory=dict[str, tuple[str, ...]])
    recipes: MutableMapping[str, Recipe] = field(default_factory=dict[str, Recipe])
    arrays: Arrays = field(default_factory=Arrays)
    places: Places = field(default_factory=Places)

    @property
    def weight(self) -> int:
        """Nodes in memory, in facts."""
        return self.arrays.graph.node_count + len(self.recipes)

    def has_figure(self, product_id: str) -> bool:
        """Whether the product's bill gives a figure."""
        recipe = self.recipes.get(product_id)
        return recipe is not None and recipe.finding is None


@dataclass
class RollUps:
    """All years of a network: what is computed and what its buyer is shown."""

    years: dict[int, Year] = field(default_factory=dict[int, Year])
    """Made from the facts where they are needed; filed with snapshots."""
    sheets: dict[int, Sheet] = field(default_factory=dict[int, Sheet])

    @property
    def weight(self) -> int:
        """What is in memory, in facts."""
        held = (*self.years.values(), *self.sheets.values())
        return sum(one.weight for one in held)
