"""Roll-ups as messages are absorbed: brought up to date, shown, and what of it must be written."""

from dataclasses import dataclass

import numpy as np

from carbon.rollup.marks import Marks
from carbon.rollup.sparse import Indices
from footprint.networks.network import Network
from footprint.networks.rollups.advancing import advance
from footprint.networks.rollups.figures import taken_out
from footprint.networks.rollups.pricing import year_of
from footprint.networks.rollups.sheet import Sheet, put
from footprint.networks.rollups.showing import look
from footprint.networks.rollups.touching import Touched
from footprint.values.purchases import PURCHASE_CATEGORIES

Changed = dict[int, Marks]
"""Year → places of its sheet that are not what they were, each once."""


_NO_RANKS: Indices = np.zeros(0, np.int32)
_NOWHERE: Marks = np.zeros(0, np.int64)


@dataclass(frozen=True)
class YearChange:
    """What changed on the sheet of a year."""

    sheet: Sheet
    places: Marks
    """Rising."""
    columns: Marks
    """Bits of the columns that changed at each of the places."""
    first_new: int
    """The first place that was not on the roster before."""
    on_roster: int
    """The first place that is not on it now."""


def roll_up(network: Network, touched: Touched) -> Changed:
    """Bring the years of purchases up to date after facts have entered."""
    if not (network.bills or network.roll_ups.sheets):
        return {}
    if touched.is_everything:
        network.roll_ups.years.clear()
    return {year: _roll_up_year(network, year, touched) for year in _years(network)}


def resumed(network: Network, touched: Touched) -> None:
    """Go on with years that were rolled up before, after facts have entered and purchases and
    sheets have been read: all that facts change is on the sheets already."""
    held = network.roll_ups.years
    if touched.is_everything:
        held.clear()
    for number in held.keys() - _years(network):
        del held[number]
    for number, year in held.items():
        if touched:
            advance(network, year, touched)
        sheet = _sheet(network, number)
        if sheet.on_roster == len(sheet.product_ids):
            sheet.suppliers, sheet.is_complete = _bought_from(network), True


def outstanding(network: Network) -> list[YearChange]:
    """What facts have changed and sheets that were read do not show, because their writing was
    interrupted."""
    changed = {year: _look_at_everything(network, year) for year in _years(network)}
    return settled(network, changed)


def affected_slots(network: Network, changed: Changed) -> set[int]:
    """Slots of purchases whose calculated footprint changed."""
    return {
        index
        for year, places in changed.items()
        for product_id in _bought(network, network.roll_ups.sheets[year], places)
        for index in network.by_product[product_id]
        if network.slots[index].year == year
    }


def _bought(network: Network, sheet: Sheet, places: Marks) -> list[str]:
    """Products at the places of which there are purchases: found from the shorter side."""
    if len(places) <= len(network.by_product):
        names = (sheet.product_ids[place] for place in places.tolist())
        return [name for name in names if name in network.by_product]
    changed = np.zeros(len(sheet.product_ids), np.bool_)
    changed[places] = True
    known = ((name, sheet.place_of.get(name)) for name in network.by_product)
    return [name for name, place in known if place is not None and changed[place]]


def settled(network: Network, changed: Changed) -> list[YearChange]:
    """After purchases have been taken in: years and suppliers that are new or gone, too."""
    if not (network.bills or network.roll_ups.sheets):
        return []
    years = _years(network)
    for year in years:
        further = _look_at_suppliers(network, year)
        changed[year] = _joined(changed.get(year, _NOWHERE), further)
    for year in network.roll_ups.sheets.keys() - years:
        changed[year] = _emptied(network, year)
    for year in network.roll_ups.years.keys() - years:
        del network.roll_ups.years[year]
    moved = {year: places for year, places in sorted(changed.items()) if len(places)}
    return [_revised(network, year, places) for year, places in moved.items()]


def _joined(one: Marks, other: Marks) -> Marks:
    if not len(one) or not len(other):
        return one if len(one) else other
    return np.union1d(one, other)


def _years(network: Network) -> set[int]:
    return {
        key.year
        for key, totals in network.totals.items()
        if key.category in PURCHASE_CATEGORIES and totals.line_count
    }


def _sheet(network: Network, year: int) -> Sheet:
    return network.roll_ups.sheets.setdefault(year, Sheet(year))


def _roll_up_year(network: Network, number: int, touched: Touched) -> Marks:
    if number not in network.roll_ups.years:
        return _look_at_everything(network, number)
    if not touched:
        return _NOWHERE
    year, sheet = year_of(network, number), _sheet(network, number)
    moved = advance(network, year, touched)
    products = moved.products | (touched.shared & network.bills.of_product.keys())
    if touched.shared:
        products |= {sheet.product_ids[place] for place in sheet.findings}
    return look(network, year, sheet, products, moved.ranks)


def _look_at_everything(network: Network, number: int) -> Marks:
    year, sheet = year_of(network, number), _sheet(network, number)
    sheet.suppliers, sheet.is_complete = _bought_from(network), True
    products = network.bills.of_product.keys() | sheet.place_of.keys()
    return look(network, year, sheet, products, _NO_RANKS)


def _look_at_suppliers(network: Network, number: int) -> Marks:
    """Products of suppliers from which the buyer has begun or ceased to buy."""
    sheet, bought_from = _sheet(network, number), _bought_from(network)
    if not sheet.is_complete:
        return _look_at_everything(network, number)
    others = bought_from ^ sheet.suppliers
    if not others:
        return _NOWHERE
    sheet.suppliers = bought_from
    products = {name for one in others for name in network.bills.of_supplier.get(one, ())}
    products |= {sheet.product_ids[place] for place in sheet.findings}
    return look(network, year_of(network, number), sheet, products, _NO_RANKS)


def _bought_from(network: Network) -> frozenset[str]:
    known = network.bills.of_supplier.keys() | network.bills.supplied.keys()
    return frozenset(one for one in known if network.by_supplier.get(one))


def _emptied(network: Network, year: int) -> Marks:
    """A year without purchases shows nothing."""
    sheet = network.roll_ups.sheets[year]
    sheet.is_complete = False
    places = [put(sheet, name, None) for name in sheet.product_ids]
    return np.array([place for place in places if place is not None], np.int64)


def _revised(network: Network, year: int, places: Marks) -> YearChange:
    sheet = network.roll_ups.sheets[year]
    sheet.revision += 1
    return stated(sheet, places)


def stated(sheet: Sheet, places: Marks) -> YearChange:
    """What is to be stated of the places, each of which is given once; from now on it is."""
    before, sheet.on_roster = sheet.on_roster, len(sheet.product_ids)
    rising, columns = taken_out(places, sheet.unstated, sheet.on_roster)
    return YearChange(sheet, rising, columns, before, sheet.on_roster)
