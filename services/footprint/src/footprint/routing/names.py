"""The streams of the router, and which of them a fact belongs to or a purchase needs."""

from collections.abc import Callable, Iterable, Iterator, Mapping
from operator import attrgetter
from typing import Any

from carbon.classifications import covering, normal_form
from carbon.scope3.activities import currency_of, mentioned_classes
from footprint.bundles import Bundle
from footprint.values import activity_from_message
from tierzero.procurement.v1.activity_pb2 import Activity
from tierzero.procurement.v1.factor_pb2 import FACTOR_KIND_SPEND_BASED, EmissionFactor
from tierzero.supplier_portal.v1.bill_of_materials_pb2 import BillOfMaterials

_BETWEEN = "\x1f"
"""Separates the names in an interior member: no printable text contains it."""


def supplier_stream(supplier_id: str) -> str:
    """What one supplier states: organization, products, footprints, bills, own emissions."""
    return f"supplier:{supplier_id}"


def supplier_of(stream_name: str) -> str:
    """Whose stream it is."""
    return stream_name.removeprefix("supplier:")


def interior_member(network_id: str, product_id: str, maker_id: str) -> str:
    """A member of a supplier's stream: the network needs the product because the maker's bill of
    materials names it. What the network's buyer may see of it does not matter for that."""
    return _BETWEEN.join((network_id, product_id, maker_id))


def interior_of(member: str) -> tuple[str, str, str] | None:
    """Network, product and maker of an interior member; None for a network that buys."""
    names = member.split(_BETWEEN)
    return (names[0], names[1], names[2]) if len(names) == 3 else None


def class_stream(classification: str) -> str:
    """Emission factors for exactly one class, by its normal form."""
    return f"class:{classification}"


def money_stream(currency: str) -> str:
    """Exchange rates that have the currency on either side, and its price indices."""
    return f"money:{currency}"


def membership_stream(network_id: str) -> str:
    """Which streams a network has joined."""
    return f"membership:{network_id}"


def needs_of_activities(activities: Iterable[Activity]) -> set[str]:
    """Streams whose facts can price the activities."""
    return {name for activity in activities for name in _needs(activity)}


def _needs(activity: Activity) -> Iterator[str]:
    if activity.fact.withdrawn:
        return
    supplier_id, classes, currency = _mentioned(activity)
    if supplier_id:
        yield supplier_stream(supplier_id)
    for classification in classes:
        yield from map(class_stream, covering(classification))
    if currency:
        yield money_stream(currency)


def _mentioned(activity: Activity) -> tuple[str, Iterable[str], str]:
    """Supplier, classes and currency of an activity; empty where it has none."""
    if activity.WhichOneof("detail") == "purchase":
        bought = activity.purchase
        currency = bought.currency if bought.amount else ""
        return bought.supplier_id, bought.classifications, currency
    detail = activity_from_message(activity).detail
    return "", mentioned_classes(detail), currency_of(detail)


def classes_of_bill(bill: BillOfMaterials) -> set[str]:
    """Streams of the factors that can stand in for parts of the bill."""
    if bill.fact.withdrawn:
        return set()
    return {class_stream(name) for part in bill.parts for name in covering(part.classification)}


def needs_of_factors(factors: Iterable[EmissionFactor]) -> set[str]:
    """Streams without which factors cannot be applied: those of the money they are stated in."""
    return {money_stream(one.unit) for one in factors if one.kind == FACTOR_KIND_SPEND_BASED}


def stream_names(bundle: Bundle) -> set[str]:
    """The streams that any of the facts belongs to."""
    return {
        name
        for kind, (owner_of, names_of) in _STREAMS_OF.items()
        for owner in set(map(owner_of, getattr(bundle, kind)))
        for name in names_of(owner)
    }


def by_stream(bundle: Bundle) -> dict[str, Bundle]:
    """The bundle's facts sorted into their streams."""
    streams: dict[str, Bundle] = {}
    for kind, (owner_of, names_of) in _STREAMS_OF.items():
        by_owner: dict[Any, list[Any]] = {}
        for fact in getattr(bundle, kind):
            by_owner.setdefault(owner_of(fact), []).append(fact)
        for owner, facts in by_owner.items():
            for name in names_of(owner):
                getattr(streams.setdefault(name, Bundle()), kind).extend(facts)
    return streams


def _of_supplier(supplier_id: str) -> Iterable[str]:
    return (supplier_stream(supplier_id),)


def _of_class(classification: str) -> Iterable[str]:
    return (class_stream(normal_form(classification)),)


def _of_currency(currency: str) -> Iterable[str]:
    return (money_stream(currency),)


def _of_currencies(currencies: tuple[str, str]) -> Iterable[str]:
    return sorted(set(map(money_stream, currencies)))


_STREAMS_OF: Mapping[str, tuple[Callable[[Any], Any], Callable[[Any], Iterable[str]]]] = {
    "products": (attrgetter("supplier_id"), _of_supplier),
    "footprints": (attrgetter("supplier_id"), _of_supplier),
    "bills_of_materials": (attrgetter("supplier_id"), _of_supplier),
    "organizations": (attrgetter("fact.id"), _of_supplier),
    "factors": (attrgetter("classification"), _of_class),
    "exchange_rates": (attrgetter("base", "currency"), _of_currencies),
    "price_indices": (attrgetter("currency"), _of_currency),
    "supplier_emissions": (attrgetter("supplier_id"), _of_supplier),
}
"""What a fact's streams are named after, and the streams of that; many facts share one name."""
