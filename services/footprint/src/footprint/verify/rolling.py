"""Bills of materials by brute force: one buyer, one year, all facts, everything worked out anew.

No order is kept and nothing is followed: whether a product is a part of itself is found by walking
from it, whether it has a figure by asking its parts, and all numbers come from one full sweep.
"""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from functools import partial
from math import isfinite

from carbon.rollup.marks import MENTIONED_SETS, NEWEST, SHARED_SETS, set_names
from carbon.rollup.rows import rolled_up
from carbon.scope3.category01_calculated import Calculated, CalculatedFootprint
from carbon.scope3.inputs import EmissionFactor, FootprintValue
from carbon.scope3.notes import Note
from footprint.bundles import Book
from footprint.moments import nanoseconds
from footprint.networks.rollups.arranging import built
from footprint.networks.rollups.arrays import Arrays
from footprint.networks.rollups.bills import filling_key
from footprint.networks.rollups.leaves import Leaf, filling_leaf, stated_leaf
from footprint.networks.rollups.recipes import (
    Counted,
    Finding,
    Recipe,
    calculated_node,
    resolved,
    stated_node,
    without_figure,
)
from footprint.routing.presenting import presented_value
from footprint.routing.sharing import is_usable_by
from footprint.values import Bill, BillPart


@dataclass(frozen=True)
class Known:
    """What one buyer's roll-up rests on."""

    book: Book
    bills: Mapping[str, Bill]
    """By product, each stated by the product's own supplier."""
    footprints: Iterable[FootprintValue]
    factors: Iterable[EmissionFactor]
    gwp_set: str


@dataclass
class RolledYear:
    """One year: a recipe or finding for each bill, and the arrays of all of them."""

    known: Known
    year: int
    stated: dict[str, Leaf] = field(default_factory=dict[str, Leaf])
    fillings: dict[str, Leaf] = field(default_factory=dict[str, Leaf])
    recipes: dict[str, Recipe] = field(default_factory=dict[str, Recipe])
    arrays: Arrays = field(default_factory=Arrays)

    def finding(self, product_id: str) -> Finding | None:
        """Why the product's bill gives no figure; None where it does."""
        recipe = self.recipes[product_id]
        if recipe.finding is None and not all(map(isfinite, self.row(product_id))):
            return Finding(Note.BILL_OUT_OF_RANGE, ())
        return recipe.finding

    def row(self, product_id: str) -> list[float]:
        """The product's figure and indicators."""
        rank = self.arrays.graph.rank_of[calculated_node(product_id)]
        return self.arrays.state[rank].tolist()

    def marks(self, product_id: str) -> list[int]:
        """The product's marks."""
        rank = self.arrays.graph.rank_of[calculated_node(product_id)]
        return self.arrays.marks[rank].tolist()


def rolled_year(known: Known, year: int) -> RolledYear:
    """Work everything out."""
    made = RolledYear(known, year)
    parts = [part for bill in known.bills.values() for part in bill.parts]
    for product_id in {part.product_id for part in parts} | known.bills.keys():
        _add(made.stated, product_id, _stated(known, product_id, year))
    for part in parts:
        leaf = _filling(known, part, year) if part.classification else None
        _add(made.fillings, filling_key(part), leaf)
    for product_id in known.bills:
        _recipe(made, product_id)
    leaves = {stated_node(name): leaf for name, leaf in made.stated.items()}
    made.arrays = built(made.recipes.values(), leaves | made.fillings)
    return made


def calculated(rolled: RolledYear, product_id: str) -> Calculated:
    """What a purchase of the product can be priced with."""
    bill, finding = rolled.known.bills[product_id], rolled.finding(product_id)
    if finding is not None:
        return finding.code
    marks = rolled.marks(product_id)
    rank = rolled.arrays.graph.rank_of[calculated_node(product_id)]
    return CalculatedFootprint(
        product_id=product_id,
        version=bill.version,
        declared_unit=bill.declared_unit,
        mass_per_unit=bill.mass_per_unit,
        figure=rolled_up(rolled.arrays.state[rank]),
        gwp_sets=set_names(marks[SHARED_SETS]),
        mentioned_sets=set_names(marks[MENTIONED_SETS]),
        comes_first=bill.is_calculated_first,
    )


def newest(rolled: RolledYear, product_id: str) -> int:
    """Newest `recorded_at` of what the figure rests on, in nanoseconds since 1970."""
    return rolled.marks(product_id)[NEWEST]


def _add(leaves: dict[str, Leaf], name: str, leaf: Leaf | None) -> None:
    if leaf is not None:
        leaves[name] = leaf


def _recorded(known: Known, kind: str) -> Callable[[str], int]:
    return lambda identity: nanoseconds(known.book[kind][identity].fact.recorded_at)


def _stated(known: Known, product_id: str, year: int) -> Leaf | None:
    product = known.book["products"].get(product_id)
    if product is None:
        return None
    owner = product.supplier_id
    own = [
        presented_value(one, product)
        for one in known.footprints
        if (one.product_id, one.supplier_id) == (product_id, owner)
    ]
    return stated_leaf(own, year, _recorded(known, "footprints"))


def _filling(known: Known, part: BillPart, year: int) -> Leaf | None:
    return filling_leaf(part, known.factors, known.gwp_set, year, _recorded(known, "factors"))


def _usable(known: Known, maker_id: str, part: BillPart) -> bool:
    product = known.book["products"].get(part.product_id)
    is_suppliers = product is not None and product.supplier_id == part.supplier_id
    return is_suppliers and is_usable_by(product, known.book["organizations"], maker_id)


def _inner(rolled: RolledYear, product_id: str) -> set[str]:
    """Parts on whose bills the product would rest."""
    bill = rolled.known.bills[product_id]
    return {
        part.product_id
        for part in bill.parts
        if _wants_calculation(rolled, part.product_id)
        and _usable(rolled.known, bill.supplier_id, part)
    }


def _wants_calculation(rolled: RolledYear, product_id: str) -> bool:
    bill = rolled.known.bills.get(product_id)
    return bill is not None and (bill.is_calculated_first or product_id not in rolled.stated)


def _reached(rolled: RolledYear, product_id: str) -> set[str]:
    reached, waiting = set[str](), _inner(rolled, product_id)
    while waiting:
        reached |= waiting
        waiting = {far for near in waiting for far in _inner(rolled, near)} - reached
    return reached


def _cycle(rolled: RolledYear, product_id: str) -> tuple[str, ...]:
    """The cycle that the product is on, from its smallest name; empty where it is on none."""
    around = {one for one in _reached(rolled, product_id) if product_id in _reached(rolled, one)}
    if not around:
        return ()
    walk = [min(around)]
    while True:
        following = min(_inner(rolled, walk[-1]) & around)
        if following in walk:
            cycle = walk[walk.index(following) :]
            first = cycle.index(min(cycle))
            return (*cycle[first:], *cycle[:first])
        walk.append(following)


def _recipe(rolled: RolledYear, product_id: str) -> Recipe:
    if product_id not in rolled.recipes:
        bill, cycle = rolled.known.bills[product_id], _cycle(rolled, product_id)
        rolled.recipes[product_id] = (
            without_figure(bill, Finding(Note.BILL_CYCLE, cycle))
            if cycle
            else resolved(bill, partial(_counted, rolled, bill.supplier_id), rolled.fillings)
        )
    return rolled.recipes[product_id]


def _counted(rolled: RolledYear, maker_id: str, part: BillPart) -> Counted | None:
    if not part.product_id or not _usable(rolled.known, maker_id, part):
        return None
    bill, stated = rolled.known.bills.get(part.product_id), rolled.stated.get(part.product_id)
    if (
        bill is not None
        and _wants_calculation(rolled, part.product_id)
        and _recipe(rolled, part.product_id).finding is None
    ):
        return Counted(calculated_node(part.product_id), bill.declared_unit, bill.mass_per_unit)
    if stated is None:
        return None
    return Counted(stated_node(part.product_id), stated.unit, stated.mass_per_unit)
