"""Routing what a supplier states: its organization, products and footprints."""

from collections import ChainMap
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from footprint.bundles import Book, Bundle, enter, is_empty, new_book, news_of
from footprint.routing.names import by_stream, stream_names, supplier_of
from footprint.routing.plan import Plan, Streams, required
from footprint.routing.sharing import is_customer, is_visible, organization_for, product_for
from footprint.routing.stream import Stream
from tierzero.supplier_portal.v1.product_pb2 import SHARING_ALL_CUSTOMERS

Facts = Mapping[str, Mapping[str, Any]]


@dataclass(frozen=True)
class _Step:
    """A supplier's stream and the facts about to enter it."""

    stream: Stream
    news: Bundle
    before: Book
    after: Facts


def plan_supply(streams: Streams, bundle: Bundle) -> Plan:
    """Enter what is news, and tell each network of the supplier what it may see of it."""
    plan = Plan()
    # All at once: each missing stream that is asked for alone lets planning begin anew.
    own = required(streams, stream_names(bundle))
    sorted_facts = by_stream(bundle)
    for stream in own:
        news = news_of(stream.book, sorted_facts[stream.name])
        if is_empty(news):
            continue
        plan.enter(stream, news)
        if not stream.members:
            continue
        step = _step(stream, news)
        for network_id in sorted(stream.members):
            view = _change_for(step, network_id)
            if not is_empty(view):
                plan.forward(network_id, view)
    return plan


def view_for(stream: Stream, network_id: str) -> Bundle:
    """All that a network which joins the supplier's stream may see."""
    view = Bundle()
    book = stream.book
    for organization in book["organizations"].values():
        view.organizations.append(organization_for(organization, network_id))
    for product in book["products"].values():
        if is_visible(product, book["organizations"], network_id):
            _show(view, stream, book, product.fact.id, network_id)
    if _is_customer(stream.name, book, network_id):
        view.supplier_emissions.extend(book["supplier_emissions"].values())
    return view


def _step(stream: Stream, news: Bundle) -> _Step:
    fresh = new_book()
    enter(fresh, news)
    after = {kind: ChainMap(fresh[kind], stream.book[kind]) for kind in fresh}
    return _Step(stream, news, stream.book, after)


def _change_for(step: _Step, network_id: str) -> Bundle:
    view = Bundle()
    for organization in step.news.organizations:
        view.organizations.append(organization_for(organization, network_id))
    stated = {product.fact.id for product in step.news.products}
    for product_id in stated | _reconsidered(step):
        _add_product(view, step, product_id, network_id, product_id in stated)
    view.footprints.extend(_shown(step, network_id))
    view.supplier_emissions.extend(_emissions_for(step, network_id))
    return view


def _shown(step: _Step, network_id: str) -> Iterator[Any]:
    """News of footprints whose product the network may see; each product is asked about once."""
    visible: dict[str, bool] = {}
    for footprint in step.news.footprints:
        product_id = footprint.product_id
        if product_id not in visible:
            visible[product_id] = _visible(step.after, product_id, network_id)
        if visible[product_id]:
            yield footprint


def _emissions_for(step: _Step, network_id: str) -> Iterable[Any]:
    """Of the supplier's own emissions what is news to a customer: all of it to a new one."""
    name = step.stream.name
    if not _is_customer(name, step.after, network_id):
        return ()
    was = _is_customer(name, step.before, network_id)
    return step.news.supplier_emissions if was else step.after["supplier_emissions"].values()


def _is_customer(stream_name: str, facts: Facts, network_id: str) -> bool:
    return is_customer(facts["organizations"].get(supplier_of(stream_name)), network_id)


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
    was = _visible(step.before, product_id, network_id)
    now = _visible(step.after, product_id, network_id)
    product = step.after["products"][product_id]
    if now and not was:
        _show(view, step.stream, step.after, product_id, network_id)
    elif (now or was) and is_stated:
        view.products.append(product_for(product, network_id))


def _show(view: Bundle, stream: Stream, facts: Facts, product_id: str, network_id: str) -> None:
    view.products.append(product_for(facts["products"][product_id], network_id))
    for footprint_id in sorted(stream.footprints_of.get(product_id, ())):
        footprint = facts["footprints"][footprint_id]
        if footprint.product_id == product_id:
            view.footprints.append(footprint)


def _visible(facts: Facts, product_id: str, network_id: str) -> bool:
    product = facts["products"].get(product_id)
    return is_visible(product, facts["organizations"], network_id)
