"""The facts of networks as they are stored, for processes that do not write them."""

from dataclasses import dataclass, field

from footprint.bundles import Book, Bundle, enter, new_book
from footprint.journal import read
from footprint.networks.repository import stream_of
from footprint.recent import Recent
from tierzero.store import Database, Session


@dataclass
class Shelf:
    """One network's book as of an entry of its journal; read on from there when asked again."""

    sequence: int = 0
    book: Book = field(default_factory=new_book)

    @property
    def weight(self) -> int:
        """Facts in memory."""
        return 1 + sum(map(len, self.book.values()))


async def book_at(
    session: Session, database: Database, shelves: Recent[Shelf], network_id: str
) -> Book:
    """The network's facts other than activities, as of the session's transaction.

    Callers take turns: a shelf must never be ahead of the transaction that reads it.
    """
    if network_id not in shelves:
        shelves[network_id] = Shelf()
    shelf = shelves[network_id]
    stream = stream_of(network_id)
    for entry in (await read(session, database, {stream: shelf.sequence}))[stream]:
        enter(shelf.book, Bundle.FromString(entry.facts))
        shelf.sequence = entry.sequence
    shelves.settle()
    return shelf.book
