"""Bringing one year of a network's roll-up up to date, with what is touched and no more.

Look at what users see of products and factors; put bills in an order in which parts come before
users; resolve the bills concerned in that order, going on to users only where a figure appears or
disappears; put amounts and own parts into the arrays; follow the numbers. The result is that of
doing all of it anew.
"""

import heapq
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import partial

import numpy as np

from carbon.rollup.depths import depths
from carbon.rollup.sparse import Indices
from carbon.scope3.notes import Note
from footprint.networks.network import Network
from footprint.networks.rollups.arranging import rearranged
from footprint.networks.rollups.arrays import edited, moved, restate
from footprint.networks.rollups.bills import filling_key
from footprint.networks.rollups.judging import (
    face_of,
    filling_leaf_of,
    live_bill,
    may_rest_on,
    stated_leaf_of,
)
from footprint.networks.rollups.leaves import Leaf
from footprint.networks.rollups.recipes import (
    Counted,
    Finding,
    Recipe,
    calculated_node,
    resolved,
    stated_node,
    without_figure,
)
from footprint.networks.rollups.state import Year
from footprint.networks.rollups.touching import Touched
from footprint.values import Bill, BillPart


@dataclass(frozen=True)
class Moved:
    """What may have changed: products whose bills were resolved, and ranks of nodes."""

    products: set[str]
    ranks: Indices


def advance(network: Network, year: Year, touched: Touched) -> Moved:
    """Take in what is touched; the network holds the new facts already."""
    leaves, dirty = set[str](), set(touched.bills)
    for product_id in touched.products | _new_parts(network, year, touched.bills):
        if _face_renewed(network, year, product_id, leaves) or product_id in touched.shared:
            dirty |= network.bills.users.get(product_id, set())
    dirty |= {one for one in touched.shared if one in network.bills.of_product}
    for key in touched.fillings | _new_fillings(network, year, touched.bills):
        year.examined.add(key)
        if _leaf_renewed(year, key, filling_leaf_of(network, key, year.year), leaves):
            dirty |= network.bills.fillings[key]
    dirty |= _ordered(network, year, dirty)
    restated = _resolve_in_order(network, year, dirty)
    return Moved(dirty | restated.keys(), _arranged(year, restated, leaves))


def built_year(network: Network, year: int) -> Year:
    """A year from the facts alone."""
    made, bills = Year(year), network.bills
    products = bills.of_product.keys() | bills.users.keys()
    everything = Touched(stated=products, bills=set(bills.of_product))
    advance(network, made, everything)
    return made


def _new_parts(network: Network, year: Year, bills: Iterable[str]) -> set[str]:
    """Parts of the bills that have not been looked at yet."""
    parts = (part for bill in _known(network, bills) for part in bill.parts)
    return {one.product_id for one in parts if one.product_id and one.product_id not in year.faces}


def _new_fillings(network: Network, year: Year, bills: Iterable[str]) -> set[str]:
    parts = (part for bill in _known(network, bills) for part in bill.parts)
    return {filling_key(one) for one in parts if one.classification} - year.examined


def _known(network: Network, bills: Iterable[str]) -> list[Bill]:
    return [network.bills.of_product[one] for one in bills if one in network.bills.of_product]


def _face_renewed(network: Network, year: Year, product_id: str, leaves: set[str]) -> bool:
    """Look at a product again; whether it looks otherwise to its users."""
    bills = network.bills
    if not (bills.users.get(product_id) or product_id in bills.of_product):
        return year.faces.pop(product_id, None) is not None
    stated = stated_leaf_of(network, product_id, year.year)
    _leaf_renewed(year, stated_node(product_id), stated, leaves)
    face = face_of(network, product_id, stated)
    before = year.faces.get(product_id)
    year.faces[product_id] = face
    return face != before


def _leaf_renewed(year: Year, node: str, leaf: Leaf | None, leaves: set[str]) -> bool:
    """Put a leaf in the place of the one there; whether one appears or disappears."""
    before = year.leaves.pop(node, None)
    if leaf is not None:
        year.leaves[node] = leaf
    if leaf != before:
        leaves.add(node)
    return (leaf is None) != (before is None)


def _ordered(network: Network, year: Year, dirty: set[str]) -> set[str]:
    """Keep depths above those of parts; returns products that a cycle has caught or let go."""
    changed = [one for one in dirty if _inner_renewed(network, year, one)]
    if not changed or (not year.cycles and all(_is_in_order(year, one) for one in changed)):
        return set()
    before = year.cycles
    year.depths, year.cycles = depths(year.inner)
    caught = year.cycles.keys() | before.keys()
    return {one for one in caught if year.cycles.get(one) != before.get(one)}


def _inner_renewed(network: Network, year: Year, product_id: str) -> bool:
    before, bill = year.inner.pop(product_id, None), live_bill(network, product_id)
    if bill is None:
        year.depths.pop(product_id, None)
        return before is not None
    inner = frozenset(_inner_parts(network, year, bill))
    year.inner[product_id] = inner
    if product_id not in year.depths and inner <= year.depths.keys():
        year.depths[product_id] = 1 + max((year.depths[one] for one in inner), default=0)
    return inner != before


def _inner_parts(network: Network, year: Year, bill: Bill) -> Iterator[str]:
    for part in bill.parts:
        face = year.faces.get(part.product_id)
        if face and face.wants_calculation and may_rest_on(network, bill.supplier_id, part):
            yield part.product_id


def _is_in_order(year: Year, product_id: str) -> bool:
    inner = year.inner.get(product_id)
    if inner is None:
        return True
    depth = year.depths.get(product_id, -1)
    return all(year.depths.get(part, depth) < depth for part in inner)


def _resolve_in_order(
    network: Network, year: Year, dirty: Iterable[str]
) -> dict[str, Recipe | None]:
    """Resolve bills, parts before users; returns those that are not what they were, None where
    there is none any more."""
    waiting = [(year.depths.get(one, 0), one) for one in dirty]
    queued = {one for _, one in waiting}
    heapq.heapify(waiting)
    restated: dict[str, Recipe | None] = {}
    while waiting:
        _, product_id = heapq.heappop(waiting)
        queued.discard(product_id)
        had = year.has_figure(product_id)
        if _recipe_renewed(network, year, product_id):
            restated[product_id] = year.recipes.get(product_id)
        if year.has_figure(product_id) == had:
            continue
        for user in network.bills.users.get(product_id, set()) - queued:
            queued.add(user)
            heapq.heappush(waiting, (year.depths.get(user, 0), user))
    return restated


def _recipe_renewed(network: Network, year: Year, product_id: str) -> bool:
    before, bill = year.recipes.pop(product_id, None), live_bill(network, product_id)
    if bill is None:
        return before is not None
    year.recipes[product_id] = _resolved(network, year, bill)
    return year.recipes[product_id] != before


def _resolved(network: Network, year: Year, bill: Bill) -> Recipe:
    cycle = year.cycles.get(bill.product_id)
    if cycle is not None:
        return without_figure(bill, Finding(Note.BILL_CYCLE, cycle))
    return resolved(bill, partial(_counted, network, year, bill.supplier_id), year.leaves)


def _counted(network: Network, year: Year, maker_id: str, part: BillPart) -> Counted | None:
    face = year.faces.get(part.product_id)
    if face is None or not may_rest_on(network, maker_id, part):
        return None
    if face.wants_calculation and year.has_figure(part.product_id) and face.calculated:
        return Counted(calculated_node(part.product_id), *face.calculated)
    return Counted(stated_node(part.product_id), *face.stated) if face.stated else None


def _arranged(year: Year, restated: Mapping[str, Recipe | None], leaves: set[str]) -> Indices:
    """Put recipes and leaves into the arrays; returns the ranks to look at."""
    recipes = [one for one in restated.values() if one is not None]
    if len(recipes) < len(restated) or not edited(year.arrays, recipes):
        nodes = {calculated_node(name): one for name, one in restated.items()}
        year.arrays = rearranged(year.arrays, nodes, year.leaves, leaves)
        return np.arange(year.arrays.graph.node_count, dtype=np.int32)
    figures: dict[str, Recipe | Leaf] = {
        calculated_node(one.bill.product_id): one for one in recipes if one.finding is None
    }
    known = year.arrays.graph.rank_of
    used = (one for one in leaves if one in known and one in year.leaves)
    figures |= {node: year.leaves[node] for node in used}
    ranks = [restate(year.arrays, node, figure) for node, figure in figures.items()]
    return moved(year.arrays, ranks)
