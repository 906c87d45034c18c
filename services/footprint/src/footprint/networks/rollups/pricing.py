"""Calculated footprints as purchases are priced with them."""

from math import isfinite

from carbon.rollup import marks
from carbon.rollup.marks import set_names
from carbon.rollup.rows import rolled_up
from carbon.scope3.category01_calculated import Calculated, CalculatedFootprint
from carbon.scope3.inputs import Purchase
from carbon.scope3.notes import Note
from footprint.networks.network import Network
from footprint.networks.rollups.advancing import built_year
from footprint.networks.rollups.judging import live_bill
from footprint.networks.rollups.recipes import calculated_node
from footprint.networks.rollups.state import Year
from footprint.routing.sharing import is_visible
from footprint.values import Bill

__all__ = ["Calculated", "calculated_for", "calculated_in_set", "known_at", "year_of"]


def year_of(network: Network, year: int) -> Year:
    """The roll-up of a year, made where it is asked for the first time."""
    held = network.roll_ups.years
    if year not in held:
        held[year] = built_year(network, year)
    return held[year]


def calculated_for(network: Network, purchase: Purchase) -> Calculated:
    """What the product's bill of materials gives in the year of the purchase."""
    bill = live_bill(network, purchase.product_id) if network.bills else None
    if bill is None or bill.supplier_id != purchase.supplier_id:
        return None
    book = network.book
    if not is_visible(book["products"][bill.product_id], book["organizations"], network.id):
        return None
    return _calculated(year_of(network, purchase.date.year), bill)


def _calculated(year: Year, bill: Bill) -> Calculated:
    finding = year.recipes[bill.product_id].finding
    if finding is not None:
        return finding.code
    rank = year.arrays.graph.rank_of[calculated_node(bill.product_id)]
    row, marked = year.arrays.state[rank], year.arrays.marks[rank]
    if not all(map(isfinite, row)):
        return Note.BILL_OUT_OF_RANGE
    return CalculatedFootprint(
        product_id=bill.product_id,
        version=bill.version,
        declared_unit=bill.declared_unit,
        mass_per_unit=bill.mass_per_unit,
        figure=rolled_up(row),
        gwp_sets=set_names(int(marked[marks.SHARED_SETS])),
        mentioned_sets=set_names(int(marked[marks.MENTIONED_SETS])),
        comes_first=bill.is_calculated_first,
    )


def calculated_in_set(calculated: Calculated, gwp_set: str) -> Calculated:
    """The footprint where all it rests on is stated in the set, else nothing."""
    if isinstance(calculated, CalculatedFootprint) and gwp_set not in calculated.gwp_sets:
        return None
    return calculated


def known_at(network: Network, product_id: str, year: int) -> int:
    """Newest `recorded_at` among what a calculated footprint rests on, in nanoseconds."""
    arrays = year_of(network, year).arrays
    return int(arrays.marks[arrays.graph.rank_of[calculated_node(product_id)], marks.NEWEST])
