"""Footprints that arrive cost nothing but their place until a purchase rests on them.

Asking a message for a field costs as much as the work that is done with it, so ids are asked for
once.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Any

from footprint.bundles import Bundle
from footprint.columns.layout import END, START
from footprint.columns.rows import routed_rows
from footprint.networks.network import Network


@dataclass(frozen=True)
class Unread:
    """Footprints that are news, and what they are about."""

    news: Bundle

    @cached_property
    def headers(self) -> Sequence[Any]:
        """Of each what it says about itself."""
        return [one.fact for one in self.news.footprints]

    @cached_property
    def ids(self) -> Sequence[str]:
        """Of each its id."""
        return [one.id for one in self.headers]

    @cached_property
    def products(self) -> Sequence[str]:
        """Of each its product."""
        return [one.product_id for one in self.news.footprints]

    @cached_property
    def suppliers(self) -> Sequence[str]:
        """Of each its supplier."""
        return [one.supplier_id for one in self.news.footprints]

    @cached_property
    def serialized(self) -> bytes:
        """All news, of other kinds too, as they are written into the journal."""
        return self.news.SerializeToString()

    @cached_property
    def contents(self) -> Mapping[str, bytes]:
        """The footprints by id, serialized."""
        rows = routed_rows(self.serialized)
        starts, ends = rows.table[[START, END]].tolist()
        pieces = map(rows.read.__getitem__, map(slice, starts, ends))
        return dict(zip(self.ids, pieces, strict=True))


def former_products(network: Network, unread: Unread) -> Mapping[str, str]:
    """By id the product that a footprint was of before, where it is of another now.

    Owners do not move footprints, but where one did, the result must not depend on when it is
    learnt.
    """
    known = network.book["footprints"]
    found: dict[str, str] = {}
    for identity, product_id in zip(unread.ids, unread.products, strict=True):
        former = known.get(identity)
        if former is not None and former.product_id != product_id:
            found[identity] = former.product_id
    return found


def affected_by_footprints(network: Network, unread: Unread) -> set[int]:
    """Slots of the footprints' products, and of those they were of before."""
    bought = network.by_product
    # Not by subscript, which would leave an empty set for each product that nobody buys.
    products = {*unread.products, *former_products(network, unread).values()}
    return set().union(*(bought[one] for one in products if one in bought))


def enter_footprints(network: Network, unread: Unread) -> None:
    """Give each its place, and take it from its former one."""
    for identity, product_id in former_products(network, unread).items():
        network.footprints[product_id].pop(identity)
    network.book["footprints"].update(zip(unread.ids, unread.news.footprints, strict=True))
    held = network.footprints
    for product_id, identity, fact in zip(
        unread.products, unread.ids, unread.news.footprints, strict=True
    ):
        held[product_id][identity] = fact
    for supplier_id, product_id in {*zip(unread.suppliers, unread.products, strict=True)}:
        network.products_of[supplier_id].add(product_id)
