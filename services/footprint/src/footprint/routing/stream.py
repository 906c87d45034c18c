"""The state of one stream of the router: the fold of its journal."""

from collections.abc import Iterable
from dataclasses import dataclass, field

from footprint.bundles import Book, Bundle, count, enter, new_book
from footprint.journal import Entry
from footprint.journal.snapshots import Since
from footprint.routing.names import interior_of


@dataclass
class Stream:
    """Newest facts, and the members that get each fact: networks, or what a network has joined.

    Changed in place by `fold` only, after the entry is durable.
    """

    name: str
    sequence: int = 0
    book: Book = field(default_factory=new_book)
    members: set[str] = field(default_factory=set[str])
    buyers: set[str] = field(default_factory=set[str])
    """Of the members those that are networks which buy here, or need the stream as a whole."""
    interior: dict[str, dict[str, set[str]]] = field(default_factory=dict[str, dict[str, set[str]]])
    """Network → product → makers whose bills of materials name it."""
    footprints_of: dict[str, tuple[str, ...]] = field(default_factory=dict[str, tuple[str, ...]])
    """Product id → ids of its footprints."""
    since_snapshot: Since = field(default_factory=Since)

    @property
    def networks(self) -> set[str]:
        """All networks that get anything of the stream."""
        return self.buyers | self.interior.keys()

    @property
    def weight(self) -> int:
        """Facts and members in memory."""
        return 1 + len(self.members) + sum(map(len, self.book.values()))


def fold(stream: Stream, entries: Iterable[Entry]) -> None:
    """Apply entries in their order."""
    for entry in entries:
        step(stream, entry, Bundle.FromString(entry.facts))


def step(stream: Stream, entry: Entry, facts: Bundle) -> None:
    """Apply one entry whose facts are at hand."""
    enter(stream.book, facts)
    for footprint in facts.footprints:
        _note(stream.footprints_of, footprint.product_id, footprint.fact.id)
    _enlist(stream, entry.members)
    if entry.sequence == stream.sequence + 1:
        stream.since_snapshot.add(count(facts))
    stream.sequence = entry.sequence


def _note(footprints_of: dict[str, tuple[str, ...]], product_id: str, footprint_id: str) -> None:
    # Tuples, because nearly all products have one footprint or a few: a set takes four times as
    # much room.
    known = footprints_of.get(product_id, ())
    if footprint_id not in known:
        footprints_of[product_id] = (*known, footprint_id)


def next_entry(stream: Stream, facts: Bundle | None = None, members: Iterable[str] = ()) -> Entry:
    """The entry that would follow the stream's last."""
    serialized = facts.SerializeToString() if facts is not None else b""
    return Entry(stream.name, stream.sequence + 1, serialized, tuple(sorted(members)))


def _enlist(stream: Stream, members: Iterable[str]) -> None:
    stream.members.update(members)
    for member in members:
        interior = interior_of(member)
        if interior is None:
            stream.buyers.add(member)
        else:
            network_id, product_id, maker_id = interior
            needed = stream.interior.setdefault(network_id, {})
            needed.setdefault(product_id, set()).add(maker_id)
