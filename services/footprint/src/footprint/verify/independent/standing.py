"""What stands for products and parts in one calendar year, for one buyer."""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from footprint.verify.independent.known import Known
from footprint.verify.independent.market import Factor, Market
from footprint.verify.independent.recipes import Bill, Part, bills_that_hold
from footprint.verify.independent.sharing import shows
from footprint.verify.independent.suppliers import Figure, figure_of

Footprints = Mapping[tuple[str, str], Sequence[Any]]


@dataclass(frozen=True)
class Makers:
    """What suppliers state, whoever looks: bills by product, footprints by (supplier, product)."""

    facts: Known
    bills: Mapping[str, Bill]
    footprints: Footprints

    def may_use(self, maker_id: str, part: Part) -> bool:
        """Whether the maker's figures may rest on the part: its own, or shared with it."""
        product = self.facts.of("Product").get(part.product_id) if part.product_id else None
        if product is None or product.supplier_id != part.supplier_id:
            return False
        if product.supplier_id == maker_id:
            return not product.fact.withdrawn
        supplier = self.facts.of("Organization").get(product.supplier_id)
        return shows(product, supplier, maker_id)


@dataclass
class Year:
    """The year's stated footprints and factors; the latter are those that the buyer may use."""

    makers: Makers
    market: Market
    number: int
    _stated: dict[str, Figure | None] = field(default_factory=dict[str, Figure | None])

    def stated(self, product_id: str) -> Figure | None:
        """The footprint that holds at some time of the year, by the order of purchases."""
        if product_id not in self._stated:
            self._stated[product_id] = self._look_up(product_id)
        return self._stated[product_id]

    def is_calculated(self, product_id: str) -> bool:
        """Whether users of the product would rest on its bill."""
        bill = self.makers.bills.get(product_id)
        return bill is not None and (bill.is_calculated_first or self.stated(product_id) is None)

    def average(self, part: Part) -> Factor | None:
        """The factor that stands in for a part of which nothing is known but its class."""
        return self.market.factor_in(part.measured, part.classification, self.number)

    def _look_up(self, product_id: str) -> Figure | None:
        product = self.makers.facts.of("Product").get(product_id)
        if product is None:
            return None
        own = self.makers.footprints.get((product.supplier_id, product_id), ())
        holding = [one for one in map(figure_of, own) if one.holds_in(self.number)]
        return max(holding, key=lambda figure: figure.rank, default=None)


def makers_of(facts: Known) -> Makers:
    """What all suppliers state."""
    footprints: dict[tuple[str, str], list[Any]] = defaultdict(list)
    for one in facts.of("Footprint").values():
        footprints[one.supplier_id, one.product_id].append(one)
    return Makers(facts, bills_that_hold(facts), footprints)
