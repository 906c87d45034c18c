"""The state of one stream of the router: the fold of its journal."""

from collections.abc import Iterable
from dataclasses import dataclass, field

from footprint.bundles import Book, Bundle, enter, new_book
from footprint.journal import Entry
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
    footprints_of: dict[str, set[str]] = field(default_factory=dict[str, set[str]])
    """Product id → ids of its footprints."""
    entries_since_snapshot: int = 0

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
        facts = Bundle.FromString(entry.facts)
        enter(stream.book, facts)
        for footprint in facts.footprints:
            known = stream.footprints_of.setdefault(footprint.product_id, set())
            known.add(footprint.fact.id)
        _enlist(stream, entry.members)
        stream.entries_since_snapshot += entry.sequence == stream.sequence + 1
        stream.sequence = entry.sequence


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
