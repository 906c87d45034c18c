"""Snapshots of streams in the document store: what is large is written before it counts.

A snapshot of one small piece is one document. Any other is parts of a new generation, each written
by itself, and then one small document that points to them: a transaction over all would hold all of
them in the store's cache (SecantusDB refuses more than 256 MB), and a crash in between leaves the
former snapshot. Parts that nothing points to are removed with the next snapshot of their stream.
"""

from collections.abc import Collection, Iterable, Iterator, Sequence
from datetime import timedelta
from uuid import uuid4

from bson import Binary

from footprint.journal.entry import Entry
from tierzero.identity import utc_now
from tierzero.store import Database, Document, Session, Store

_POINTERS = "journal_snapshots"
_PARTS = "journal_snapshot_parts"
_PART_BYTES = 4_000_000
"""Well below the 16 MB that a document may have."""
_ABANDONED = timedelta(hours=1)
"""A part this old that nothing points to is not being written any more."""


async def prepare(database: Database) -> None:
    """Create the indexes."""
    await database[_POINTERS].create_index([("stream", 1), ("part", 1)])
    await database[_PARTS].create_index([("stream", 1)])


async def snapshots(
    session: Session, database: Database, streams: Collection[str], *, is_filed: bool
) -> Iterable[Entry]:
    """The snapshots of streams that have one; with what is filed beside the facts where asked for.

    One of whose parts any is missing counts as none: all entries are still there.
    """
    if not streams:
        return ()
    found = database[_POINTERS].find({"stream": {"$in": [*streams]}}, session=session)
    documents: dict[str, list[Document]] = {}
    async for document in found.sort([("stream", 1), ("part", 1)]):
        documents.setdefault(document["stream"], []).append(document)
    entries = [await _entry(session, database, one, is_filed) for one in documents.values()]
    return [one for one in entries if one is not None]


async def _entry(
    session: Session, database: Database, documents: Sequence[Document], is_filed: bool
) -> Entry | None:
    pointer = documents[0]
    place = pointer["stream"], pointer["sequence"]
    members = tuple(pointer["members"])
    if "generation" not in pointer:
        # Serialized messages merge when they are joined.
        return Entry(*place, b"".join(bytes(one["facts"]) for one in documents), members)
    kinds = ("facts", "filed") if is_filed else ("facts",)
    wanted = [name for kind in kinds for name in _names(pointer, kind)]
    parts = database[_PARTS].find({"_id": {"$in": wanted}}, session=session)
    data = {part["_id"]: part["data"] async for part in parts}
    if len(data) < len(wanted):
        return None
    facts, filed = (
        b"".join(data[name] for name in _names(pointer, kind) if name in data)
        for kind in ("facts", "filed")
    )
    return Entry(*place, facts, members, filed)


def _names(pointer: Document, kind: str) -> list[str]:
    stem = f"{pointer['stream']}|{pointer['generation']}|{kind}"
    return [f"{stem}|{part:06}" for part in range(pointer[kind + "_parts"])]


async def write_snapshot(
    store: Store,
    stream: str,
    sequence: int,
    facts: Sequence[bytes],
    members: Sequence[str],
    filed: bytes = b"",
) -> None:
    """Let readers start at the entry of that number. An older snapshot does no harm: all entries
    since are still there."""
    pointer: Document = {
        "_id": f"{stream}|{0:06}",
        "stream": stream,
        "part": 0,
        "sequence": sequence,
        "members": list(members),
    }
    pieces = [*_pieces(facts)]
    if len(pieces) == 1 and not filed:
        pointer["facts"] = Binary(pieces[0])
    else:
        # Without facts: a worker of a former release fails at it instead of beginning with none.
        pointer |= await _write_parts(store.database, stream, pieces, [*_slices(filed)])
    former = await _point(store, stream, pointer)
    await _tidy(store.database, stream, former, pointer.get("generation", ""))


async def _write_parts(
    database: Database, stream: str, facts: Sequence[bytes], filed: Sequence[bytes]
) -> Document:
    """Write a generation; returns what points to it."""
    pointing: Document = {
        "generation": uuid4().hex,
        "facts_parts": len(facts),
        "filed_parts": len(filed),
    }
    now = utc_now()
    for kind, pieces in (("facts", facts), ("filed", filed)):
        names = _names({**pointing, "stream": stream}, kind)
        for name, piece in zip(names, pieces, strict=True):
            document = {"_id": name, "stream": stream, "generation": pointing["generation"]}
            await database[_PARTS].insert_one({**document, "at": now, "data": Binary(piece)})
    return pointing


async def _point(store: Store, stream: str, pointer: Document) -> Sequence[str]:
    """Exchange the pointer, and the parts of a former release that lie beside it; returns the
    generations that were pointed to."""
    pointed: list[str] = []

    async def replace(session: Session) -> None:
        own = store.database[_POINTERS]
        former = own.find({"stream": stream}, {"generation": 1}, session=session)
        pointed[:] = [one["generation"] async for one in former if "generation" in one]
        await own.delete_many({"stream": stream}, session=session)
        await own.insert_one(pointer, session=session)

    await store.in_transaction(replace)
    return pointed


async def _tidy(database: Database, stream: str, former: Sequence[str], present: str) -> None:
    """Remove the generations before and what a crash has left. What another worker may be writing
    at this moment is young and stays."""
    parts = database[_PARTS]
    abandoned = {"generation": {"$ne": present}, "at": {"$lt": utc_now() - _ABANDONED}}
    either = [{"generation": {"$in": [*former]}}, abandoned]
    found = await parts.find({"stream": stream, "$or": either}, {"_id": 1}).to_list(None)
    for part in found:
        await parts.delete_one({"_id": part["_id"]})


def _pieces(facts: Sequence[bytes]) -> Iterator[bytes]:
    """Whole chunks joined to parts; one that is larger than a part is cut."""
    piece: list[bytes] = []
    size = 0
    for one in facts:
        if piece and size + len(one) > _PART_BYTES:
            yield b"".join(piece)
            piece, size = [], 0
        piece.append(one)
        size += len(one)
    yield b"".join(piece)


def _slices(data: bytes) -> Iterator[bytes]:
    for start in range(0, len(data), _PART_BYTES):
        yield data[start : start + _PART_BYTES]
