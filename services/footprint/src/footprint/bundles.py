"""Facts of several kinds together, and which of them are news.

A bundle is the envelope that travels to networks; a book holds the newest version of each fact.
"""

from collections.abc import Iterator, Mapping
from typing import Any

from tierzero.footprint.v1.network_pb2 import NetworkFactsRouted

Bundle = NetworkFactsRouted
Book = dict[str, dict[str, Any]]

ACTIVITIES = "activities"
KINDS = (
    "products",
    "footprints",
    "organizations",
    "factors",
    "exchange_rates",
    "price_indices",
    "policies",
    "supplier_emissions",
    "bills_of_materials",
    ACTIVITIES,
)
"""Fields of a bundle that hold facts; also the keys of a book."""

_FACTS_IN_PART = 500
_BYTES_IN_PART = 500_000


def new_book() -> Book:
    """A book without facts."""
    return {kind: {} for kind in KINDS}


def facts_in(bundle: Bundle) -> Iterator[tuple[str, Any]]:
    """Every fact with its kind."""
    for kind in KINDS:
        for fact in getattr(bundle, kind):
            yield kind, fact


def count(bundle: Bundle) -> int:
    """How many facts the bundle holds."""
    return sum(len(getattr(bundle, kind)) for kind in KINDS)


def is_empty(bundle: Bundle) -> bool:
    """Whether the bundle holds no fact."""
    return count(bundle) == 0


def news_of(book: Mapping[str, Mapping[str, Any]], bundle: Bundle) -> Bundle:
    """The facts that are newer than the book's, each in its highest version."""
    newest: dict[tuple[str, str], Any] = {}
    for kind, fact in facts_in(bundle):
        header = fact.fact
        known = newest.get((kind, header.id)) or book[kind].get(header.id)
        if known is None or known.fact.version < header.version:
            newest[kind, header.id] = fact
    return bundle_of((kind, fact) for (kind, _), fact in newest.items())


def bundle_of(facts: Iterator[tuple[str, Any]]) -> Bundle:
    """Facts, each with its kind, as one bundle."""
    bundle = Bundle()
    for kind, fact in facts:
        getattr(bundle, kind).append(fact)
    return bundle


def enter(book: Book, bundle: Bundle) -> None:
    """Put facts that are news into the book."""
    for kind, fact in facts_in(bundle):
        book[kind][fact.fact.id] = fact


def whole(book: Book) -> Bundle:
    """Everything in the book."""
    return bundle_of((kind, fact) for kind in KINDS for fact in book[kind].values())


def in_parts(bundle: Bundle) -> Iterator[Bundle]:
    """The facts in bundles that each fit well into one message of the broker."""
    part, size = Bundle(), 0
    for kind, fact in facts_in(bundle):
        weight = fact.ByteSize()
        if size and (size + weight > _BYTES_IN_PART or count(part) == _FACTS_IN_PART):
            yield part
            part, size = Bundle(), 0
        getattr(part, kind).append(fact)
        size += weight
    if size:
        yield part


def serialized(book: Book) -> list[bytes]:
    """Everything in the book as serialized bundles, which merge when they are joined."""
    return [part.SerializeToString() for part in in_parts(whole(book))]
