"""Roll-ups as messages are absorbed: brought up to date, shown, and what of it must be written."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

from carbon.rollup.sparse import Indices
from footprint.networks.network import Network
from footprint.networks.rollups.advancing import advance
from footprint.networks.rollups.pricing import year_of
from footprint.networks.rollups.sheet import Sheet, put
from footprint.networks.rollups.showing import look
from footprint.networks.rollups.state import Year
from footprint.networks.rollups.touching import Touched
from footprint.values.purchases import PURCHASE_CATEGORIES

Changed = dict[int, set[int]]
"""Year → places of its sheet that are not what they were."""


@dataclass(frozen=True)
class YearChange:
    """What changed on the sheet of a year."""

    sheet: Sheet
    places: list[int] = field(default_factory=list[int])


def roll_up(network: Network, touched: Touched) -> Changed:
    """Bring the years of purchases up to date after facts have entered."""
    if not (network.bills or network.roll_ups.sheets):
        return {}
    if touched.is_everything:
        network.roll_ups.years.clear()
    return {year: _roll_up_year(network, year, touched) for year in _years(network)}


def affected_slots(network: Network, changed: Mapping[int, Iterable[int]]) -> set[int]:
    """Slots of purchases whose calculated footprint changed."""
    return {
        index
        for year, places in changed.items()
        for place in places
        for index in network.by_product.get(network.roll_ups.sheets[year].product_ids[place], ())
        if network.slots[index].year == year
    }


def settled(network: Network, changed: Changed) -> list[YearChange]:
    """After purchases have been taken in: years and suppliers that are new or gone, too."""
    if not (network.bills or network.roll_ups.sheets):
        return []
    years = _years(network)
    for year in years:
        places = _look_at_suppliers(network, year)
        changed[year] = changed.get(year, set()) | places
    for year in network.roll_ups.sheets.keys() - years:
        changed[year] = _emptied(network, year)
    for year in network.roll_ups.years.keys() - years:
        del network.roll_ups.years[year]
    return [_revised(network, year, places) for year, places in sorted(changed.items()) if places]


def _years(network: Network) -> set[int]:
    return {
        key.year
        for key, totals in network.totals.items()
        if key.category in PURCHASE_CATEGORIES and totals.line_count
    }


def _sheet(network: Network, year: int) -> Sheet:
    return network.roll_ups.sheets.setdefault(year, Sheet(year))


def _roll_up_year(network: Network, number: int, touched: Touched) -> set[int]:
    if number not in network.roll_ups.years:
        return _look_at_everything(network, number)
    if not touched:
        return set()
    year, sheet = year_of(network, number), _sheet(network, number)
    moved = advance(network, year, touched)
    products = moved.products | (touched.shared & network.bills.of_product.keys())
    if touched.shared:
        products |= {sheet.product_ids[place] for place in sheet.findings}
    return look(network, year, sheet, products, moved.ranks)


def _look_at_everything(network: Network, number: int) -> set[int]:
    year, sheet = year_of(network, number), _sheet(network, number)
    sheet.suppliers, sheet.is_complete = _bought_from(network), True
    products = network.bills.of_product.keys() | sheet.place_of.keys()
    return look(network, year, sheet, products, _no_ranks(year))


def _look_at_suppliers(network: Network, number: int) -> set[int]:
    """Products of suppliers from which the buyer has begun or ceased to buy."""
    sheet, bought_from = _sheet(network, number), _bought_from(network)
    if not sheet.is_complete:
        return _look_at_everything(network, number)
    others = bought_from ^ sheet.suppliers
    if not others:
        return set()
    sheet.suppliers = bought_from
    products = {name for one in others for name in network.bills.of_supplier.get(one, ())}
    products |= {sheet.product_ids[place] for place in sheet.findings}
    return look(network, year_of(network, number), sheet, products, _no_ranks_of(network, number))


def _bought_from(network: Network) -> frozenset[str]:
    suppliers = network.bills.of_supplier
    return frozenset(one for one in suppliers if network.by_supplier.get(one))


def _no_ranks_of(network: Network, number: int) -> Indices:
    return _no_ranks(year_of(network, number))


def _no_ranks(year: Year) -> Indices:
    return year.arrays.scratch.changed[:0]


def _emptied(network: Network, year: int) -> set[int]:
    """A year without purchases shows nothing."""
    sheet = network.roll_ups.sheets[year]
    sheet.is_complete = False
    places = {put(sheet, name, None) for name in sheet.product_ids}
    return {place for place in places if place is not None}


def _revised(network: Network, year: int, places: Iterable[int]) -> YearChange:
    sheet = network.roll_ups.sheets[year]
    sheet.revision += 1
    return YearChange(sheet, sorted(places))
