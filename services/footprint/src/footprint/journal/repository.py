"""Journals in the document store. The id of an entry is its stream and number, so that of two
writers who both want to write the next entry one fails.

Streams carry facts of several owners and are addressed by name only; what leaves them is decided by
`footprint.routing.sharing`. Entries are never deleted: their numbers are the guard.
"""

from collections import Counter
from collections.abc import AsyncIterator, Iterable, Iterator, Mapping, Sequence
from itertools import islice

from bson import Binary
from pymongo.errors import BulkWriteError, DuplicateKeyError

from footprint.journal import stored
from footprint.journal.entry import Entry, Overtaken
from tierzero.store import Database, Document, Session

_ENTRIES = "journal"
_DUPLICATE_KEY = 11000
_FORMER_INDEX = "stream_1_sequence_1"
_IDS_AT_ONCE = 1_000
_FIRST_ENTRIES, _MOST_ENTRIES = 8, 256
"""How many entries of a stream are asked for first, and at most at once."""


async def prepare(database: Database) -> None:
    """Create the indexes; entries need none but that of their ids."""
    if _FORMER_INDEX in await database[_ENTRIES].index_information():
        await database[_ENTRIES].drop_index(_FORMER_INDEX)
    await stored.prepare(database)


async def append(session: Session, database: Database, entries: Sequence[Entry]) -> None:
    """Append within the session's transaction; raises Overtaken where a number is taken."""
    documents = [
        {
            "_id": _place(entry.stream, entry.sequence),
            "stream": entry.stream,
            "sequence": entry.sequence,
            "facts": Binary(entry.facts),
            "members": list(entry.members),
            **({"is_owing": True} if entry.is_owing else {}),
        }
        for entry in entries
    ]
    if not documents:
        return
    try:
        await database[_ENTRIES].insert_many(documents, session=session)
    except DuplicateKeyError as error:
        raise Overtaken from error
    except BulkWriteError as error:
        codes = {one["code"] for one in (error.details or {}).get("writeErrors", ())}
        if codes == {_DUPLICATE_KEY}:
            raise Overtaken from error
        raise


async def read(
    session: Session, database: Database, known: Mapping[str, int], *, is_filed: bool = False
) -> dict[str, list[Entry]]:
    """What happened in streams since the numbers known (0: nothing is), in order.

    What is filed beside the facts of a snapshot is read only where asked for. The session's
    transaction makes it one cut, also while snapshots are replaced.
    """
    entries: dict[str, list[Entry]] = {stream: [] for stream in known}
    unknown = [stream for stream, sequence in known.items() if sequence == 0]
    begun = await _begun(session, database, unknown)
    for snapshot in await stored.snapshots(session, database, begun, is_filed=is_filed):
        entries[snapshot.stream].append(snapshot)
    last = {
        stream: entries[stream][-1].sequence if entries[stream] else sequence
        for stream, sequence in known.items()
        if sequence or stream in begun
    }
    async for entry in _entries_after(session, database, last):
        entries[entry.stream].append(entry)
    return entries


async def _begun(session: Session, database: Database, streams: Iterable[str]) -> set[str]:
    """Those of the streams that have any entry. Nearly all that the router asks for are new, and
    of a new one there is neither entry nor snapshot to be looked for."""
    names = {_place(stream, 1): stream for stream in streams}
    found: set[str] = set()
    for ids in _portions(names):
        first = database[_ENTRIES].find({"_id": {"$in": ids}}, {"_id": 1}, session=session)
        found.update([names[document["_id"]] async for document in first])
    return found


async def _entries_after(
    session: Session, database: Database, last: Mapping[str, int]
) -> AsyncIterator[Entry]:
    """Entries in the order of their numbers, stream by stream or mixed.

    They are asked for by the ids that they would have: as numbers have no gaps, a stream ends where
    one is missing, and no index beside that of the ids has to be written with each entry.
    """
    ends, width = dict(last), _FIRST_ENTRIES
    while ends:
        wanted = [
            _place(name, end + one) for name, end in ends.items() for one in range(1, width + 1)
        ]
        found: list[Entry] = []
        for ids in _portions(wanted):
            documents = database[_ENTRIES].find({"_id": {"$in": ids}}, session=session)
            found += [_entry(document) async for document in documents]
        for entry in sorted(found, key=lambda one: one.sequence):
            yield entry
        counts = Counter(entry.stream for entry in found)
        ends = {name: ends[name] + width for name, count in counts.items() if count == width}
        width = min(2 * width, _MOST_ENTRIES)


def _place(stream: str, sequence: int) -> str:
    return f"{stream}|{sequence:012}"


def _portions(ids: Iterable[str]) -> Iterator[list[str]]:
    remaining = iter(ids)
    return iter(lambda: list(islice(remaining, _IDS_AT_ONCE)), [])


def _entry(document: Document) -> Entry:
    return Entry(
        document["stream"],
        document["sequence"],
        bytes(document["facts"]),
        tuple(document["members"]),
        is_owing=document.get("is_owing", False),
    )
