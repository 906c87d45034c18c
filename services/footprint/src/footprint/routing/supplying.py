"""Routing what a supplier states: its organization, products, bills of materials and own emissions.

Of its footprints see `footprint.routing.stating`.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from footprint.bundles import Book, Bundle, is_empty, news_of
from footprint.routing.joining import Told, spread
from footprint.routing.names import by_stream, stream_names
from footprint.routing.plan import Plan, Streams, required
from footprint.routing.stream import Stream
from footprint.routing.viewing import (
    Facts,
    add_product,
    buys_as_customer,
    could_get,
    facts_after,
    gets,
)
from tierzero.supplier_portal.v1.product_pb2 import SHARING_ALL_CUSTOMERS


@dataclass(frozen=True)
class _Step:
    """A supplier's stream and the facts about to enter it."""

    stream: Stream
    news: Bundle
    before: Book
    after: Facts


def plan_supply(streams: Streams, bundle: Bundle) -> Plan:
    """Enter what is news, and tell each network of the supplier what it gets to know of it."""
    plan = Plan()
    steps = list(_steps(plan, streams, bundle))
    told = [bill for step in steps for bill in _tell(plan, step)]
    spread(plan, streams, told)
    return plan


def _steps(plan: Plan, streams: Streams, bundle: Bundle) -> Iterable[_Step]:
    # All at once: each missing stream that is asked for alone lets planning begin anew.
    own = required(streams, stream_names(bundle))
    sorted_facts = by_stream(bundle)
    for stream in own:
        news = news_of(stream.book, sorted_facts[stream.name])
        if is_empty(news):
            continue
        plan.enter(stream, news)
        if stream.networks:
            yield _Step(stream, news, stream.book, facts_after(stream, news))


def _tell(plan: Plan, step: _Step) -> Iterable[Told]:
    for network_id in sorted(step.stream.networks):
        view = _change_for(step, network_id)
        if not is_empty(view):
            plan.forward(network_id, view)
        yield from ((network_id, bill) for bill in view.bills_of_materials)


def _change_for(step: _Step, network_id: str) -> Bundle:
    view = Bundle()
    view.organizations.extend(step.news.organizations)
    stated = {product.fact.id for product in step.news.products}
    for product_id in stated | _reconsidered(step):
        _add_product(view, step, product_id, network_id, product_id in stated)
    for bill in step.news.bills_of_materials:
        if gets(step.stream, step.after, bill.product_id, network_id):
            view.bills_of_materials.append(bill)
    view.supplier_emissions.extend(_emissions_for(step, network_id))
    return view


def _emissions_for(step: _Step, network_id: str) -> Iterable[Any]:
    """Of the supplier's own emissions what is news to a customer: all of it to a new one."""
    if not buys_as_customer(step.stream, step.after, network_id):
        return ()
    was = buys_as_customer(step.stream, step.before, network_id)
    return step.news.supplier_emissions if was else step.after["supplier_emissions"].values()


def _reconsidered(step: _Step) -> set[str]:
    """Products whose visibility rests on the customers, where these are news."""
    if not step.news.organizations:
        return set()
    return {
        identity
        for identity, product in step.before["products"].items()
        if product.sharing == SHARING_ALL_CUSTOMERS
    }


def _add_product(
    view: Bundle, step: _Step, product_id: str, network_id: str, is_stated: bool
) -> None:
    was = gets(step.stream, step.before, product_id, network_id)
    now = gets(step.stream, step.after, product_id, network_id)
    if now and not was:
        add_product(view, step.stream, step.after, product_id)
    elif is_stated and _is_told(step, product_id, network_id):
        view.products.append(step.after["products"][product_id])


def _is_told(step: _Step, product_id: str, network_id: str) -> bool:
    states = (step.before, step.after)
    return any(could_get(step.stream, facts, product_id, network_id) for facts in states)
