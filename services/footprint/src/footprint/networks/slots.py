"""A purchase and its line, in the place where the purchase arrived first."""

from typing import NamedTuple

from carbon.inventory import InventoryLine, Key
from carbon.scope3.results import Method

SLOTS_PER_PAGE = 128


class Slot(NamedTuple):
    """One activity in its newest version, serialized, with its line and what indices need of it.

    A withdrawn activity keeps its slot, without line, so that older versions are known as old.
    """

    activity_id: str
    version: int
    activity: bytes
    line: bytes = b""
    category: int = 0
    year: int = 0
    supplier_id: str = ""
    product_id: str = ""
    classifications: tuple[str, ...] = ()
    method: Method = Method.UNRESOLVED
    emissions_mg: int = 0
    gwp_set: str = ""
    known_at: int = 0
    """Newest `recorded_at` among the facts the line rests on, in nanoseconds since 1970."""
    footprint_id: str = ""
    """The stated footprint that the line rests on and on nothing else, where that is known without
    reading the line; not stored."""

    @property
    def key(self) -> Key:
        """The inventory the line belongs to."""
        return Key(self.category, self.year)

    def as_inventory_line(self) -> InventoryLine:
        """What totals are folded from."""
        return InventoryLine(
            activity_id=self.activity_id,
            category=self.category,
            year=self.year,
            supplier_id=self.supplier_id,
            method=self.method,
            emissions_mg=self.emissions_mg,
            gwp_set=self.gwp_set,
        )


def page_of(index: int) -> int:
    """The page that holds a slot."""
    return index // SLOTS_PER_PAGE


def pages_for(slots: int) -> int:
    """How many pages so many slots take up."""
    return -(-slots // SLOTS_PER_PAGE)
