"""Every line and every inventory, from the facts."""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from fractions import Fraction
from typing import Any

from footprint.verify.independent.activities import price_activity
from footprint.verify.independent.gases import DEFAULT_SET
from footprint.verify.independent.known import Known, known
from footprint.verify.independent.market import Market, market_of
from footprint.verify.independent.moments import moment_of
from footprint.verify.independent.numbers import PER_KILOGRAM
from footprint.verify.independent.outcome import Outcome, Undecided
from footprint.verify.independent.purchases import Bought, bought, price_purchase
from footprint.verify.independent.rolled import Rolled, RolledUp
from footprint.verify.independent.sharing import shows
from footprint.verify.independent.standing import Makers, makers_of
from footprint.verify.independent.suppliers import Shelf, footprints_by_supplier
from tierzero.footprint.v1.inventory_pb2 import METHOD_UNRESOLVED
from tierzero.procurement.v1.inventory_policy_pb2 import OTHER_GWP_SETS_REFUSED

LineKey = tuple[str, str]
InventoryKey = tuple[str, int, int]


@dataclass(frozen=True)
class Line:
    """An activity's emissions in milligrams, without any rounding; 0 where it has no figure."""

    milligrams: Fraction
    method: Any
    inventory: InventoryKey
    off: Fraction = Fraction(0)
    """The most that float64 may be off, in milligrams, before the line is rounded."""
    is_undecided: bool = False
    """Too large for any claim: it is neither right nor wrong."""


@dataclass
class Recomputed:
    """Lines by (buyer, activity id), inventories by (buyer, category, year)."""

    lines: dict[LineKey, Line] = field(default_factory=dict[LineKey, Line])

    @property
    def inventories(self) -> Mapping[InventoryKey, Sequence[Line]]:
        """The lines of each inventory that has any."""
        found: dict[InventoryKey, list[Line]] = defaultdict(list)
        for line in self.lines.values():
            found[line.inventory].append(line)
        return found


@dataclass(frozen=True)
class _Buyer:
    """What one buyer's activities are priced with."""

    market: Market
    shelf: Shelf
    rolled: RolledUp
    refuses_other_sets: bool


def recompute(facts: Iterable[Any]) -> Recomputed:
    """Price every activity that holds, each buyer's with what that buyer may use."""
    everything, result = known(facts), Recomputed()
    footprints, makers = footprints_by_supplier(everything), makers_of(everything)
    products, buyers = _bought(everything), dict[str, _Buyer]()
    for activity in everything.present("Activity"):
        name = activity.buyer_id
        if name not in buyers:
            buyers[name] = _buyer(makers, Shelf(everything, name, footprints), products[name])
        result.lines[name, activity.fact.id] = _line(activity, buyers[name])
    return result


def _bought(facts: Known) -> Mapping[str, Mapping[int, set[str]]]:
    """Buyer → year → products bought."""
    found: dict[str, dict[int, set[str]]] = defaultdict(lambda: defaultdict(set))
    for activity in facts.present("Activity"):
        if activity.WhichOneof("detail") == "purchase":
            year = moment_of(activity, "date").year
            found[activity.buyer_id][year].add(activity.purchase.product_id)
    return found


def _buyer(makers: Makers, shelf: Shelf, products: Mapping[int, set[str]]) -> _Buyer:
    facts = makers.facts
    stated = facts.of("InventoryPolicy").get(shelf.buyer_id)
    policy = None if stated is None or stated.fact.withdrawn else stated
    gwp_set = policy.gwp_set if policy else DEFAULT_SET
    refuses = policy is not None and policy.other_gwp_sets == OTHER_GWP_SETS_REFUSED
    market = market_of(facts, shelf.buyer_id, gwp_set)
    return _Buyer(market, shelf, RolledUp(makers, market, products), refuses)


def _line(activity: Any, buyer: _Buyer) -> Line:
    year = moment_of(activity, "date").year
    place = activity.buyer_id, activity.category, year
    try:
        outcome = _outcome(activity, buyer)
    except Undecided:
        return Line(Fraction(0), METHOD_UNRESOLVED, place, is_undecided=True)
    if outcome is None:
        return Line(Fraction(0), METHOD_UNRESOLVED, place)
    milligrams, off = outcome.kilograms * PER_KILOGRAM, outcome.off * PER_KILOGRAM
    return Line(milligrams, outcome.method, place, off)


def _outcome(activity: Any, buyer: _Buyer) -> Outcome | None:
    outcome = _priced(activity, buyer, buyer.market, in_set="")
    if outcome is None or not outcome.is_foreign or not buyer.refuses_other_sets:
        return outcome
    own = buyer.market.in_own_set()
    return _priced(activity, buyer, own, in_set=own.gwp_set)


def _priced(activity: Any, buyer: _Buyer, market: Market, in_set: str) -> Outcome | None:
    if activity.WhichOneof("detail") != "purchase":
        return price_activity(activity, market)
    one = bought(activity)
    supplier = buyer.shelf.supplier(one.supplier_id)
    one = replace(one, calculated=_calculated(one, buyer, in_set))
    return price_purchase(one, supplier.in_set(in_set) if in_set else supplier, market)


def _calculated(one: Bought, buyer: _Buyer, in_set: str) -> Rolled | None:
    """What the bill of the product gives, where its maker is the supplier and shows it."""
    facts = buyer.shelf.facts
    product = facts.of("Product").get(one.product_id)
    maker = facts.of("Organization").get(one.supplier_id)
    if product is None or product.supplier_id != one.supplier_id:
        return None
    if not shows(product, maker, buyer.shelf.buyer_id):
        return None
    found = buyer.rolled.figure(one.product_id, one.date.year)
    return None if found is not None and in_set and found.is_foreign else found
