"""Inventories by brute force: no indices, no increments, no routing; only the rules.

Each purchase is priced with every footprint its buyer may see and every factor there is, and each
total is folded anew. What the service derives step by step must come to the same bytes.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any

from carbon.inventory import InventoryLine, Key, fold
from carbon.scope3.inputs import EmissionFactor, ExchangeRate, FootprintValue, PriceIndex
from carbon.scope3.lines import price_purchase
from carbon.scope3.results import LineResult
from footprint import values
from footprint.bundles import Book, Bundle, enter, new_book, news_of
from footprint.inventories.content import content_of
from footprint.lines.message import line_message
from footprint.moments import nanoseconds
from footprint.networks.network import GWP_SET
from footprint.routing.sharing import is_visible

BuyerKey = tuple[str, int, int]


@dataclass
class Results:
    """Content of inventories by (buyer, category, year), lines by (buyer, activity id)."""

    inventories: dict[BuyerKey, bytes] = field(default_factory=dict[BuyerKey, bytes])
    lines: dict[tuple[str, str], bytes] = field(default_factory=dict[tuple[str, str], bytes])


@dataclass(frozen=True)
class _World:
    """Everything known, as values."""

    book: Book
    footprints: list[FootprintValue]
    factors: list[EmissionFactor]
    rates: list[ExchangeRate]
    indices: list[PriceIndex]


def latest(bundles: Iterable[Bundle]) -> Book:
    """The newest version of each fact, activities included."""
    book = new_book()
    for bundle in bundles:
        enter(book, news_of(book, bundle))
    return book


def recompute(book: Book) -> Results:
    """All lines and inventories that follow from the facts."""
    world = _world(book)
    results = Results()
    known_at: dict[tuple[str, Key], int] = {}
    lines: dict[str, list[InventoryLine]] = {}
    for activity in _present(book["activities"]):
        line = _line(world, results, activity, known_at)
        lines.setdefault(activity.buyer_id, []).append(line)
    for buyer_id, own in lines.items():
        for key, total in fold(own).items():
            content = content_of(buyer_id, total, known_at[buyer_id, key])
            results.inventories[buyer_id, key.category, key.year] = content
    return results


def _present(facts: Mapping[str, Any]) -> list[Any]:
    return [fact for fact in facts.values() if not fact.fact.withdrawn]


def _world(book: Book) -> _World:
    return _World(
        book=book,
        footprints=[*map(values.footprint_value_from_message, book["footprints"].values())],
        factors=[*map(values.emission_factor_from_message, _present(book["factors"]))],
        rates=[*map(values.exchange_rate_from_message, _present(book["exchange_rates"]))],
        indices=[*map(values.price_index_from_message, _present(book["price_indices"]))],
    )


def _line(
    world: _World, results: Results, activity: Any, known_at: dict[tuple[str, Key], int]
) -> InventoryLine:
    purchase = values.purchase_from_message(activity)
    visible = [
        one
        for one in world.footprints
        if one.supplier_id == purchase.supplier_id and _may_see(world, one, activity.buyer_id)
    ]
    result = price_purchase(purchase, visible, world.factors, world.rates, world.indices, GWP_SET)
    newest = _newest(world.book, activity, result)
    message = line_message(activity, purchase, result, newest)
    results.lines[activity.buyer_id, purchase.id] = message.SerializeToString(deterministic=True)
    place = activity.buyer_id, Key(activity.category, purchase.date.year)
    known_at[place] = max(newest, known_at.get(place, 0))
    return InventoryLine(
        activity_id=purchase.id,
        category=activity.category,
        year=purchase.date.year,
        supplier_id=purchase.supplier_id,
        method=result.method,
        emissions_mg=result.emissions_mg,
        gwp_set=result.gwp_set,
    )


def _may_see(world: _World, footprint: FootprintValue, buyer_id: str) -> bool:
    product = world.book["products"].get(footprint.product_id)
    is_owned = product is not None and product.supplier_id == footprint.supplier_id
    return is_owned and is_visible(product, world.book["organizations"], buyer_id)


def _newest(book: Book, activity: Any, result: LineResult) -> int:
    kinds = ("footprints", "factors", "exchange_rates", "price_indices")
    facts = [activity]
    for source in result.sources:
        facts += [book[kind][source.id] for kind in kinds if source.id in book[kind]]
    return max(nanoseconds(one.fact.recorded_at) for one in facts)
