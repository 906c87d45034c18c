"""One buyer's calculated footprints in all years of its purchases, for lines and for the buyer."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np

from carbon.scope3.category01_calculated import Calculated, CalculatedFootprint
from carbon.scope3.inputs import EmissionFactor, FootprintValue, Purchase
from carbon.scope3.results import LineResult, SourceKind
from footprint import values
from footprint.bundles import Book
from footprint.networks.rollups.messages import roll_up_message
from footprint.networks.rollups.recipes import Finding
from footprint.routing.sharing import is_visible
from footprint.verify.rolling import Known, RolledYear, calculated, newest, rolled_year
from tierzero.facts import declared_unit_to_message


@dataclass(frozen=True)
class RolledUp:
    """By year; `bought_from` are suppliers of present purchases."""

    book: Book
    buyer_id: str
    years: Mapping[int, RolledYear]
    bought_from: frozenset[str]

    def priced(self, purchase: Purchase, gwp_set: str) -> Calculated:
        """What the purchase can be priced with; with a set only what is stated in it."""
        rolled = self.years[purchase.date.year]
        bill = rolled.known.bills.get(purchase.product_id)
        if bill is None or bill.supplier_id != purchase.supplier_id:
            return None
        if not self._visible(purchase.product_id):
            return None
        found = calculated(rolled, purchase.product_id)
        in_other = isinstance(found, CalculatedFootprint) and gwp_set not in found.gwp_sets
        return None if gwp_set and in_other else found

    def newest(self, result: LineResult, year: int) -> int:
        """Newest `recorded_at` behind a line's calculated footprint; 0 where it has none."""
        kind = SourceKind.CALCULATED_FOOTPRINT
        names = [source.id for source in result.sources if source.kind is kind]
        return max((newest(self.years[year], name) for name in names), default=0)

    def shown(self, buyer_id: str) -> dict[tuple[str, int, str], bytes]:
        """What the buyer is shown."""
        return {
            (buyer_id, year, product_id): self._message(rolled, product_id)
            for year, rolled in self.years.items()
            for product_id in rolled.recipes
            if self._is_shown(product_id)
        }

    def _message(self, rolled: RolledYear, product_id: str) -> bytes:
        bill, finding = rolled.known.bills[product_id], rolled.finding(product_id)
        unit = declared_unit_to_message(bill.declared_unit)
        marks, row = [0, 0, 0], np.zeros(8)
        if finding is None:
            marks, row = rolled.marks(product_id), np.array(rolled.row(product_id))
        else:
            names = (one if self._is_shown(one) else "" for one in finding.product_ids)
            finding = Finding(finding.code, tuple(names))
        stated = bill.version, unit, *marks
        message = roll_up_message(rolled.year, product_id, row, stated, finding)
        return message.SerializeToString(deterministic=True)

    def _is_shown(self, product_id: str) -> bool:
        product = self.book["products"].get(product_id)
        is_bought = product is not None and product.supplier_id in self.bought_from
        return is_bought and self._visible(product_id)

    def _visible(self, product_id: str) -> bool:
        product = self.book["products"].get(product_id)
        return is_visible(product, self.book["organizations"], self.buyer_id)


def rolled_for(
    book: Book,
    buyer_id: str,
    footprints: Sequence[FootprintValue],
    factors: Sequence[EmissionFactor],
) -> RolledUp:
    """Roll up all years in which the buyer bought something."""
    known = Known(book, _bills(book), footprints, factors, _gwp_set(book, buyer_id))
    bought = [one for one in book["activities"].values() if _is_purchase(one, buyer_id)]
    years = {values.purchase_from_message(one).date.year for one in bought}
    return RolledUp(
        book,
        buyer_id,
        {year: rolled_year(known, year) for year in years},
        frozenset(one.purchase.supplier_id for one in bought),
    )


def _gwp_set(book: Book, buyer_id: str) -> str:
    policy = book["policies"].get(buyer_id)
    if policy is None or policy.fact.withdrawn:
        return values.Policy().gwp_set
    return values.policy_from_message(policy).gwp_set


def _bills(book: Book) -> dict[str, values.Bill]:
    stated = (one for one in book["bills_of_materials"].values() if not one.fact.withdrawn)
    bills = map(values.bill_from_message, stated)
    return {bill.product_id: bill for bill in bills if _is_owned(book, bill)}


def _is_owned(book: Book, bill: values.Bill) -> bool:
    product = book["products"].get(bill.product_id)
    return product is not None and product.supplier_id == bill.supplier_id


def _is_purchase(activity: Any, buyer_id: str) -> bool:
    is_present = activity.buyer_id == buyer_id and not activity.fact.withdrawn
    return is_present and activity.WhichOneof("detail") == "purchase"
