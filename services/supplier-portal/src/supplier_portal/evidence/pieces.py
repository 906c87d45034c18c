"""The collection ``evidence_pieces``: the bytes of files, each once per organization and digest."""

import hashlib
from collections.abc import AsyncIterator
from typing import BinaryIO

from bson import Binary
from pymongo.errors import PyMongoError
from starlette.concurrency import run_in_threadpool

from tierzero.store import Database, is_duplicate
from tierzero.tenancy import Scope, ScopedCollection

COLLECTION = "evidence_pieces"
PIECE_BYTES = 1024 * 1024


def _pieces(database: Database, scope: Scope) -> ScopedCollection:
    return ScopedCollection(database[COLLECTION], scope)


async def prepare(database: Database) -> None:
    """Create the indexes."""
    await database[COLLECTION].create_index([("organization_id", 1), ("digest", 1), ("place", 1)])


def digest_of(file: BinaryIO) -> str:
    """SHA-256 of a file, read in pieces."""
    file.seek(0)
    found = hashlib.sha256()
    while piece := file.read(PIECE_BYTES):
        found.update(piece)
    return found.hexdigest()


async def keep(database: Database, scope: Scope, file: BinaryIO, digest: str) -> None:
    """Store the bytes; what is there already, also from an upload that was cut off, stays."""
    await run_in_threadpool(file.seek, 0)
    found = _pieces(database, scope).find({"digest": digest}, projection={"place": 1})
    kept = {document["place"] async for document in found}
    place = 0
    while piece := await run_in_threadpool(file.read, PIECE_BYTES):
        if place not in kept:
            await _insert(database, scope, digest, place, piece)
        place += 1


async def _insert(database: Database, scope: Scope, digest: str, place: int, piece: bytes) -> None:
    # The id leaves no room for two: whoever comes second has the same bytes in hand.
    identity = f"{scope.organization_id}:{digest}:{place}"
    document = {"_id": identity, "digest": digest, "place": place, "content": Binary(piece)}
    try:
        await _pieces(database, scope).insert_one(document)
    except PyMongoError as error:
        if not is_duplicate(error):
            raise


async def read(database: Database, scope: Scope, digest: str) -> AsyncIterator[bytes]:
    """The bytes, piece by piece."""
    cursor = _pieces(database, scope).find({"digest": digest}, sort=[("place", 1)])
    async for document in cursor:
        yield bytes(document["content"])


async def erase(database: Database, scope: Scope, digest: str) -> None:
    """Remove the bytes."""
    await _pieces(database, scope).delete_many({"digest": digest})
