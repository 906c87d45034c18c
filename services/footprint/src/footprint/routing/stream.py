"""The state of one stream of the router: the fold of its journal."""

from collections.abc import Iterable
from dataclasses import dataclass, field

from footprint.bundles import Book, Bundle, count, enter, new_book
from footprint.columns.rows import Rows, routed_rows
from footprint.journal import Entry
from footprint.journal.snapshots import Since
from footprint.routing.names import interior_of
from footprint.routing.shelf import Shelf


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
    shelf: Shelf = field(default_factory=Shelf)
    """Footprints; there are none of them in the book."""
    since_snapshot: Since = field(default_factory=Since)

    @property
    def networks(self) -> set[str]:
        """All networks that get anything of the stream."""
        return self.buyers | self.interior.keys()

    @property
    def weight(self) -> int:
        """Facts and members in memory; several footprints are as heavy as one of the others."""
        return 1 + len(self.members) + self.facts - len(self.shelf) * 3 // 4

    @property
    def facts(self) -> int:
        """Facts of all kinds."""
        return len(self.shelf) + sum(map(len, self.book.values()))


def fold(stream: Stream, entries: Iterable[Entry]) -> None:
    """Apply entries in their order."""
    for entry in entries:
        facts = Bundle.FromString(entry.facts)
        stated = routed_rows(entry.facts) if facts.footprints else None
        facts.ClearField("footprints")
        step(stream, entry, facts, stated)


def step(stream: Stream, entry: Entry, facts: Bundle | None, stated: Rows | None = None) -> None:
    """Apply one entry whose facts are at hand: footprints in columns, all others in a bundle."""
    if facts is not None:
        enter(stream.book, facts)
    if stated is not None:
        stream.shelf.put(stated)
    _enlist(stream, entry.members)
    if entry.sequence == stream.sequence + 1:
        stream.since_snapshot.add((count(facts) if facts else 0) + len(stated or ()))
    stream.sequence = entry.sequence


def next_entry(
    stream: Stream,
    facts: Bundle | None = None,
    stated: Rows | None = None,
    members: Iterable[str] = (),
) -> Entry:
    """The entry that would follow the stream's last."""
    serialized = facts.SerializeToString() if facts is not None else b""
    if stated is not None:
        serialized += stated.envelope
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
