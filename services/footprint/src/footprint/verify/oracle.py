"""Inventories by brute force: no indices, no increments, no routing; only the rules.

Each purchase is priced with every footprint its buyer may see and every factor there is, and each
total is folded anew. What the service derives step by step must come to the same bytes.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from functools import partial
from typing import Any

from carbon.inventory import InventoryLine, Key, fold, total
from carbon.scope3.activities import price_activity
from carbon.scope3.gwp_policy import footprints_in_set, refusing_other_sets, stated_in_set
from carbon.scope3.inputs import (
    EmissionFactor,
    ExchangeRate,
    FootprintValue,
    PriceIndex,
    Purchase,
    SupplierEmissions,
)
from carbon.scope3.lines import price_purchase
from carbon.scope3.results import LineResult
from footprint import values
from footprint.bundles import Book, Bundle, enter, new_book, news_of
from footprint.inventories.content import content_of
from footprint.lines.message import line_message
from footprint.lines.subject import Subject, operation_subject, purchase_subject
from footprint.moments import nanoseconds
from footprint.routing.owners import for_everybody_or
from footprint.routing.sharing import is_customer, is_visible
from footprint.verify.rolled import RolledUp, rolled_for

BuyerKey = tuple[str, int, int]


@dataclass
class Results:
    """Content of inventories by (buyer, category, year), lines by (buyer, activity id)."""

    inventories: dict[BuyerKey, bytes] = field(default_factory=dict[BuyerKey, bytes])
    lines: dict[tuple[str, str], bytes] = field(default_factory=dict[tuple[str, str], bytes])
    roll_ups: dict[tuple[str, int, str], bytes] = field(
        default_factory=dict[tuple[str, int, str], bytes]
    )
    """Calculated footprints that a buyer is shown, by (buyer, year, product id)."""


@dataclass(frozen=True)
class _World:
    """Everything known that holds for one buyer, as values."""

    book: Book
    footprints: list[FootprintValue]
    factors: list[EmissionFactor]
    rates: list[ExchangeRate]
    indices: list[PriceIndex]
    emissions: list[SupplierEmissions]
    policies: dict[str, values.Policy]
    rolled: RolledUp


def latest(bundles: Iterable[Bundle]) -> Book:
    """The newest version of each fact, activities included."""
    book = new_book()
    for bundle in bundles:
        enter(book, news_of(book, bundle))
    return book


def recompute(book: Book) -> Results:
    """All lines and inventories that follow from the facts."""
    results = Results()
    known_at: dict[tuple[str, Key], int] = {}
    lines: dict[str, list[InventoryLine]] = {}
    activities = _present(book["activities"])
    worlds = {one: _world(book, one) for one in {stated.buyer_id for stated in activities}}
    for buyer_id, world in worlds.items():
        results.roll_ups |= world.rolled.shown(buyer_id)
    for activity in activities:
        line = _line(worlds[activity.buyer_id], results, activity, known_at)
        lines.setdefault(activity.buyer_id, []).append(line)
    for buyer_id, own in lines.items():
        reasons = worlds[buyer_id].policies.get(buyer_id, values.Policy()).exclusions
        totals = fold(own)
        for year in {key.year for key in totals}:
            for category in reasons:
                key = Key(category, year)
                totals.setdefault(key, total(key, []))
        for key, stated in totals.items():
            newest, reason = known_at.get((buyer_id, key), 0), reasons.get(key.category, "")
            content = content_of(buyer_id, stated, newest, reason)
            results.inventories[buyer_id, key.category, key.year] = content
    return results


def _present(facts: Mapping[str, Any]) -> list[Any]:
    return [fact for fact in facts.values() if not fact.fact.withdrawn]


def _world(book: Book, buyer_id: str) -> _World:
    factors, rates, indices = (
        for_everybody_or(buyer_id, _present(book[kind]))
        for kind in ("factors", "exchange_rates", "price_indices")
    )
    footprints = [*map(values.footprint_value_from_message, book["footprints"].values())]
    average = [*map(values.emission_factor_from_message, factors)]
    return _World(
        book=book,
        rolled=rolled_for(book, buyer_id, footprints, average),
        footprints=footprints,
        factors=average,
        rates=[*map(values.exchange_rate_from_message, rates)],
        indices=[*map(values.price_index_from_message, indices)],
        emissions=[
            *map(values.supplier_emissions_from_message, _present(book["supplier_emissions"]))
        ],
        policies={
            one.buyer_id: values.policy_from_message(one) for one in _present(book["policies"])
        },
    )


def _line(
    world: _World, results: Results, activity: Any, known_at: dict[tuple[str, Key], int]
) -> InventoryLine:
    subject, result = _priced(world, activity)
    newest = _newest(world, activity, result, subject.year)
    message = line_message(activity, subject, result, newest)
    identity = activity.fact.id
    results.lines[activity.buyer_id, identity] = message.SerializeToString(deterministic=True)
    place = activity.buyer_id, Key(activity.category, subject.year)
    known_at[place] = max(newest, known_at.get(place, 0))
    return InventoryLine(
        activity_id=identity,
        category=activity.category,
        year=subject.year,
        supplier_id=subject.supplier_id,
        method=result.method,
        emissions_mg=result.emissions_mg,
        gwp_set=result.gwp_set,
    )


def _priced(world: _World, activity: Any) -> tuple[Subject, LineResult]:
    policy = world.policies.get(activity.buyer_id, values.Policy())
    refuses = policy.other_gwp_sets is values.OtherGwpSets.REFUSED
    if activity.WhichOneof("detail") == "purchase":
        purchase = values.purchase_from_message(activity)
        seen = _seen(world, activity.buyer_id, purchase.supplier_id)
        result = _price_purchase(seen, purchase, policy.gwp_set)
        own = _in_set(seen, policy.gwp_set)
        again = partial(_price_purchase, own, purchase, policy.gwp_set, in_set_only=True)
        line = refusing_other_sets(result, again) if refuses else result
        return purchase_subject(activity, purchase), line
    operation = values.activity_from_message(activity)
    known = world.factors, world.rates, world.indices
    result = price_activity(operation, *known, policy.gwp_set)
    own = _in_set(world, policy.gwp_set)
    again = partial(price_activity, operation, own.factors, own.rates, own.indices, policy.gwp_set)
    line = refusing_other_sets(result, again) if refuses else result
    return operation_subject(operation, line), line


def _price_purchase(
    seen: _World, purchase: Purchase, gwp_set: str, *, in_set_only: bool = False
) -> LineResult:
    return price_purchase(
        purchase,
        seen.footprints,
        seen.factors,
        seen.rates,
        seen.indices,
        gwp_set,
        seen.emissions,
        seen.rolled.priced(purchase, gwp_set if in_set_only else ""),
    )


def _seen(world: _World, buyer_id: str, supplier_id: str) -> _World:
    """What the buyer may see of the supplier."""
    own = [one for one in world.footprints if one.supplier_id == supplier_id]
    supplier = world.book["organizations"].get(supplier_id)
    stated = world.emissions if is_customer(supplier, buyer_id) else []
    return replace(
        world,
        footprints=[one for one in own if _may_see(world, one, buyer_id)],
        emissions=[one for one in stated if one.supplier_id == supplier_id],
    )


def _in_set(world: _World, gwp_set: str) -> _World:
    """What is stated in the set."""
    return replace(
        world,
        footprints=footprints_in_set(world.footprints, gwp_set),
        factors=stated_in_set(world.factors, gwp_set),
        emissions=stated_in_set(world.emissions, gwp_set),
    )


def _may_see(world: _World, footprint: FootprintValue, buyer_id: str) -> bool:
    product = world.book["products"].get(footprint.product_id)
    is_owned = product is not None and product.supplier_id == footprint.supplier_id
    return is_owned and is_visible(product, world.book["organizations"], buyer_id)


def _newest(world: _World, activity: Any, result: LineResult, year: int) -> int:
    kinds = ("footprints", "factors", "exchange_rates", "price_indices", "supplier_emissions")
    facts, book = [activity], world.book
    for source in result.sources:
        facts += [book[kind][source.id] for kind in kinds if source.id in book[kind]]
    known = [nanoseconds(one.fact.recorded_at) for one in facts]
    return max(*known, world.rolled.newest(result, year), 0)
