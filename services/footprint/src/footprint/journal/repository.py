"""Journals in the document store. The id of an entry is its stream and number, so that of two
writers who both want to write the next entry one fails.

Streams carry facts of several owners and are addressed by name only; what leaves them is decided by
`footprint.routing.sharing`. Entries are never deleted: their numbers are the guard.
"""

from collections.abc import Iterable, Mapping, Sequence

from bson import Binary
from pymongo.errors import BulkWriteError, DuplicateKeyError

from footprint.journal.entry import Entry, Overtaken
from tierzero.store import Database, Document, Session, Store

_ENTRIES = "journal"
_SNAPSHOTS = "journal_snapshots"
_DUPLICATE_KEY = 11000
_PART_BYTES = 4_000_000
"""Well below the 16 MB that a document may have."""


async def prepare(database: Database) -> None:
    """Create the indexes."""
    await database[_ENTRIES].create_index([("stream", 1), ("sequence", 1)])
    await database[_SNAPSHOTS].create_index([("stream", 1), ("part", 1)])


async def append(session: Session, database: Database, entries: Sequence[Entry]) -> None:
    """Append within the session's transaction; raises Overtaken where a number is taken."""
    documents = [
        {
            "_id": f"{entry.stream}|{entry.sequence:012}",
            "stream": entry.stream,
            "sequence": entry.sequence,
            "facts": Binary(entry.facts),
            "members": list(entry.members),
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
    session: Session, database: Database, known: Mapping[str, int]
) -> dict[str, list[Entry]]:
    """What happened in streams since the numbers known (0: nothing is), in order.

    The session's transaction makes it one cut, also while snapshots are replaced.
    """
    entries: dict[str, list[Entry]] = {stream: [] for stream in known}
    unknown = [stream for stream, sequence in known.items() if sequence == 0]
    for snapshot in await _snapshots(session, database, unknown):
        entries[snapshot.stream].append(snapshot)
    fresh = [stream for stream in unknown if not entries[stream]]
    filters: list[Document] = [{"stream": {"$in": fresh}}] if fresh else []
    for stream, sequence in known.items():
        last = entries[stream][-1].sequence if entries[stream] else sequence
        if last:
            filters.append({"stream": stream, "sequence": {"$gt": last}})
    for filter_ in filters:
        found = database[_ENTRIES].find(filter_, session=session)
        async for document in found.sort([("stream", 1), ("sequence", 1)]):
            entries[document["stream"]].append(_entry(document))
    return entries


def _entry(document: Document) -> Entry:
    members = tuple(document["members"])
    return Entry(document["stream"], document["sequence"], bytes(document["facts"]), members)


async def _snapshots(session: Session, database: Database, streams: list[str]) -> Iterable[Entry]:
    parts: dict[str, Entry] = {}
    if not streams:
        return ()
    found = database[_SNAPSHOTS].find({"stream": {"$in": streams}}, session=session)
    async for document in found.sort([("stream", 1), ("part", 1)]):
        part = _entry(document)
        before = parts.get(part.stream)
        # Serialized messages merge when they are joined.
        facts = before.facts + part.facts if before else part.facts
        members = before.members if before else part.members
        parts[part.stream] = Entry(part.stream, part.sequence, facts, members)
    return parts.values()


async def write_snapshot(
    store: Store, stream: str, sequence: int, facts: Sequence[bytes], members: Sequence[str]
) -> None:
    """Let readers start at the entry of that number. An older snapshot does no harm: all entries
    since are still there."""
    documents = [
        {
            "_id": f"{stream}|{part:06}",
            "stream": stream,
            "part": part,
            "sequence": sequence,
            "facts": Binary(piece),
            "members": list(members) if part == 0 else [],
        }
        for part, piece in enumerate(_pieces(facts))
    ]

    async def replace(session: Session) -> None:
        await store.database[_SNAPSHOTS].delete_many({"stream": stream}, session=session)
        await store.database[_SNAPSHOTS].insert_many(documents, session=session)

    await store.in_transaction(replace)


def _pieces(facts: Sequence[bytes]) -> Iterable[bytes]:
    piece: list[bytes] = []
    size = 0
    for one in facts:
        if piece and size + len(one) > _PART_BYTES:
            yield b"".join(piece)
            piece, size = [], 0
        piece.append(one)
        size += len(one)
    yield b"".join(piece)
