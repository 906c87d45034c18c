"""Looking at what has moved: what of it the buyer is shown otherwise than before."""

from collections.abc import Iterable
from math import isfinite

import numpy as np

from carbon.rollup import columns
from carbon.rollup.marks import Marks
from carbon.rollup.sparse import Indices
from carbon.scope3.notes import Note
from footprint.networks.network import Network
from footprint.networks.rollups.figures import put_figures
from footprint.networks.rollups.judging import is_shown, live_bill
from footprint.networks.rollups.recipes import Finding, Recipe, calculated_node
from footprint.networks.rollups.sheet import Sheet, Shown, put
from footprint.networks.rollups.state import Year
from tierzero.facts import declared_unit_to_message


def look(
    network: Network, year: Year, sheet: Sheet, products: Iterable[str], ranks: Indices
) -> Marks:
    """Show products as they are now, and nodes of these ranks; the places that changed."""
    beyond = {place for place, one in sheet.findings.items() if _is_out_of_range(one)}
    names = {*products, *(sheet.product_ids[place] for place in beyond)}
    named = _put_all(network, year, sheet, names)
    # What a product's own look has shown is no change any more, so no place comes twice.
    return np.concatenate((named, _look_wide(network, year, sheet, ranks)))


def _put_all(network: Network, year: Year, sheet: Sheet, names: Iterable[str]) -> Marks:
    # In the order of names, so that new ones come to the same places wherever this is done again.
    places = (put(sheet, name, shown(network, year, name)) for name in sorted(names))
    return np.array([place for place in places if place is not None], np.int64)


def _look_wide(network: Network, year: Year, sheet: Sheet, ranks: Indices) -> Marks:
    changed, beyond = put_figures(
        sheet, _places(year, sheet), ranks, year.arrays.state, year.arrays.marks
    )
    if not len(beyond):
        return changed
    names = [sheet.product_ids[place] for place in beyond.tolist()]
    return np.concatenate((changed, _put_all(network, year, sheet, names)))


def _places(year: Year, sheet: Sheet) -> Marks:
    held, keys = year.places, year.arrays.graph.keys
    if held.keys is keys and held.layout == sheet.layout:
        return held.by_rank
    by_rank = np.full(len(keys), -1, np.int64)
    for place, product_id in enumerate(sheet.product_ids):
        if sheet.has_figure(place):
            by_rank[year.arrays.graph.rank_of[calculated_node(product_id)]] = place
    held.keys, held.layout, held.by_rank = keys, sheet.layout, by_rank
    return by_rank


def shown(network: Network, year: Year, product_id: str) -> Shown | None:
    """What the buyer is shown of a product with a bill of materials, if anything."""
    bill = live_bill(network, product_id)
    if bill is None or not is_shown(network, product_id):
        return None
    recipe, unit = year.recipes[product_id], declared_unit_to_message(bill.declared_unit)
    finding = _finding(year, recipe)
    if finding is not None:
        masked = Finding(finding.code, tuple(_masked(network, finding)))
        return Shown(np.zeros(columns.WIDTH), (bill.version, unit, 0, 0, 0), masked)
    rank = year.arrays.graph.rank_of[calculated_node(product_id)]
    marked = (int(one) for one in year.arrays.marks[rank])
    return Shown(year.arrays.state[rank], (bill.version, unit, *marked))


def _finding(year: Year, recipe: Recipe) -> Finding | None:
    if recipe.finding is not None:
        return recipe.finding
    arrays = year.arrays
    row = arrays.state[arrays.graph.rank_of[calculated_node(recipe.bill.product_id)]]
    return None if all(map(isfinite, row)) else Finding(Note.BILL_OUT_OF_RANGE, ())


def _masked(network: Network, finding: Finding) -> Iterable[str]:
    """Products that the buyer may not know of stay without name."""
    return (name if is_shown(network, name) else "" for name in finding.product_ids)


def _is_out_of_range(finding: Finding) -> bool:
    return finding.code is Note.BILL_OUT_OF_RANGE
