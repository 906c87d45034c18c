"""Facts of several kinds together, and which of them are news.

A bundle is the envelope that travels to networks; a book holds the newest version of each fact.
"""

from collections.abc import Collection, Iterable, Iterator, Mapping, MutableMapping, Sequence
from typing import Any

from tierzero.footprint.v1.network_pb2 import NetworkFactsRouted

Bundle = NetworkFactsRouted
Book = dict[str, MutableMapping[str, Any]]

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

OTHERS = tuple(kind for kind in KINDS if kind != "footprints")
"""All kinds of facts but the one of which there are many."""

_FACTS_IN_PART = 5_000
_BYTES_IN_PART = 750_000


def new_book() -> Book:
    """A book without facts."""
    return {kind: {} for kind in KINDS}


def facts_in(bundle: Bundle, kinds: Sequence[str] = KINDS) -> Iterator[tuple[str, Any]]:
    """Every fact with its kind."""
    for kind in kinds:
        for fact in getattr(bundle, kind):
            yield kind, fact


def count(bundle: Bundle) -> int:
    """How many facts the bundle holds."""
    return sum(len(getattr(bundle, kind)) for kind in KINDS)


def is_empty(bundle: Bundle) -> bool:
    """Whether the bundle holds no fact."""
    return count(bundle) == 0


def news_of(book: Mapping[str, Mapping[str, Any]], bundle: Bundle) -> Bundle:
    """The facts that are newer than the book's, each in its highest version.

    Where all are, that is the bundle itself.
    """
    newest = {kind: _newest(book[kind], getattr(bundle, kind)) for kind in KINDS}
    if sum(map(len, newest.values())) == count(bundle):
        return bundle
    news = Bundle()
    for kind, facts in newest.items():
        getattr(news, kind).extend(facts)
    return news


def without(bundle: Bundle, kind: str) -> Bundle:
    """The facts of all other kinds; the bundle itself where it has none of that kind."""
    if not getattr(bundle, kind):
        return bundle
    rest = Bundle()
    for other in KINDS:
        if other != kind:
            getattr(rest, other).extend(getattr(bundle, other))
    return rest


def _newest(known: Mapping[str, Any], facts: Iterable[Any]) -> Collection[Any]:
    versions: dict[str, int] = {}
    newest: dict[str, Any] = {}
    for fact in facts:
        header = fact.fact
        identity, version = header.id, header.version
        before = versions.get(identity)
        if before is None:
            held = known.get(identity)
            before = -1 if held is None else held.fact.version
        if version > before:
            versions[identity] = version
            newest[identity] = fact
    return newest.values()


def bundle_of(facts: Iterator[tuple[str, Any]]) -> Bundle:
    """Facts, each with its kind, as one bundle."""
    bundle = Bundle()
    for kind, fact in facts:
        getattr(bundle, kind).append(fact)
    return bundle


def enter(book: Book, bundle: Bundle, kinds: Sequence[str] = KINDS) -> None:
    """Put facts that are news into the book."""
    for kind in kinds:
        book[kind].update((fact.fact.id, fact) for fact in getattr(bundle, kind))


def whole(book: Book) -> Bundle:
    """Everything in the book."""
    return bundle_of((kind, fact) for kind in KINDS for fact in book[kind].values())


def in_parts(bundle: Bundle) -> Iterator[Bundle]:
    """The facts in bundles that each fit well into one message of the broker."""
    facts = count(bundle)
    if not facts:
        return
    if facts == 1 or (bundle.ByteSize() <= _BYTES_IN_PART and facts <= _FACTS_IN_PART):
        yield bundle
        return
    for half in _halves(bundle, facts // 2):
        yield from in_parts(half)


def _halves(bundle: Bundle, first: int) -> tuple[Bundle, Bundle]:
    """The first so many facts, and the others."""
    halves = Bundle(), Bundle()
    for kind in KINDS:
        facts = getattr(bundle, kind)
        getattr(halves[0], kind).extend(facts[:first])
        getattr(halves[1], kind).extend(facts[first:])
        first = max(0, first - len(facts))
    return halves


def serialized(book: Book) -> list[bytes]:
    """Everything in the book as serialized bundles, which merge when they are joined."""
    return [part.SerializeToString() for part in in_parts(whole(book))]
