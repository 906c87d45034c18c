"""What of a supplier's stream a network gets to know."""

from collections import ChainMap
from collections.abc import Mapping
from typing import Any

from footprint.bundles import Bundle, enter, is_empty, new_book
from footprint.routing.names import supplier_of
from footprint.routing.sharing import could_be_visible, is_customer, is_usable_by, is_visible
from footprint.routing.stream import Stream

Facts = Mapping[str, Mapping[str, Any]]


def facts_after(stream: Stream, news: Bundle) -> Facts:
    """The stream's newest facts when the news will have entered it."""
    if is_empty(news):
        return stream.book
    fresh = new_book()
    enter(fresh, news)
    return {kind: ChainMap(fresh[kind], stream.book[kind]) for kind in fresh}


def gets(stream: Stream, facts: Facts, product_id: str, network_id: str) -> bool:
    """Whether the network gets the product's facts: it may see them, or a maker whose bill of
    materials it holds may."""
    product, organizations = facts["products"].get(product_id), facts["organizations"]
    if network_id in stream.buyers and is_visible(product, organizations, network_id):
        return True
    makers = stream.interior.get(network_id, {}).get(product_id, ())
    return any(is_usable_by(product, organizations, maker) for maker in makers)


def could_get(stream: Stream, facts: Facts, product_id: str, network_id: str) -> bool:
    """Whether the network would get the product's facts for some list of the supplier's customers.

    A network may hold such a version, and must learn of the one that follows it: the customers can
    change after that, and then the old version would be seen.
    """
    product = facts["products"].get(product_id)
    makers = stream.interior.get(network_id, {}).get(product_id, ())
    if any(product is not None and product.supplier_id == maker for maker in makers):
        return True
    is_buyer = network_id in stream.buyers and could_be_visible(product, network_id)
    return is_buyer or any(could_be_visible(product, maker) for maker in makers)


def buys_as_customer(stream: Stream, facts: Facts, network_id: str) -> bool:
    """Whether the network buys here and the supplier counts its buyer among its customers."""
    supplier = facts["organizations"].get(supplier_of(stream.name))
    return network_id in stream.buyers and is_customer(supplier, network_id)


def add_product(view: Bundle, stream: Stream, facts: Facts, product_id: str) -> None:
    """Add all there is of a product: itself, its footprints, its bill of materials."""
    view.products.append(facts["products"][product_id])
    view.footprints.extend(stream.shelf.of_product(product_id))
    bill = facts["bills_of_materials"].get(product_id)
    if bill is not None:
        view.bills_of_materials.append(bill)


def view_for_buyer(stream: Stream, network_id: str) -> Bundle:
    """All that a network which starts to buy from the supplier gets to know."""
    view, book = Bundle(), stream.book
    view.organizations.extend(book["organizations"].values())
    for product in book["products"].values():
        if is_visible(product, book["organizations"], network_id):
            add_product(view, stream, book, product.fact.id)
    if is_customer(book["organizations"].get(supplier_of(stream.name)), network_id):
        view.supplier_emissions.extend(book["supplier_emissions"].values())
    return view


def view_for_maker(stream: Stream, news: Bundle, product_id: str, maker_id: str) -> Bundle:
    """What a network gets to know of a part of the maker's product, with news about to enter."""
    view, facts = Bundle(), facts_after(stream, news)
    view.organizations.extend(facts["organizations"].values())
    if is_usable_by(facts["products"].get(product_id), facts["organizations"], maker_id):
        add_product(view, stream, facts, product_id)
    return view
