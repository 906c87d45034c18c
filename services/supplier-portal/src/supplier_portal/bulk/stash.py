"""Files between checking and storing on the upload page: kept a day, in pieces, by their owner."""

import secrets
import tempfile
from datetime import datetime, timedelta
from typing import BinaryIO, cast

from bson import Binary
from starlette.concurrency import run_in_threadpool

from tierzero.i18n import _
from tierzero.problems import not_found
from tierzero.store import Database
from tierzero.tenancy import Scope, ScopedCollection

COLLECTION = "upload_pieces"
_PIECE_BYTES = 4 * 1024 * 1024
_KEPT = timedelta(days=1)


def _pieces(database: Database, scope: Scope) -> ScopedCollection:
    return ScopedCollection(database[COLLECTION], scope)


async def prepare(database: Database) -> None:
    """Create the indexes; old pieces go by themselves where the store has such indexes."""
    await database[COLLECTION].create_index([("upload", 1), ("place", 1)])
    await database[COLLECTION].create_index([("kept_until", 1)], expireAfterSeconds=0)


async def keep(
    database: Database,
    scope: Scope,
    file: BinaryIO,
    filename: str,
    now: datetime,
    kept: timedelta = _KEPT,
) -> str:
    """Store the file; returns the key by which its owner finds it again."""
    upload = secrets.token_urlsafe(16)
    await run_in_threadpool(file.seek, 0)
    place = 0
    while piece := await run_in_threadpool(file.read, _PIECE_BYTES):
        document = {
            "upload": upload,
            "place": place,
            "filename": filename,
            "content": Binary(piece),
            "kept_until": now + kept,
        }
        await _pieces(database, scope).insert_one(document)
        place += 1
    await _pieces(database, scope).delete_many({"kept_until": {"$lt": now}})
    return upload


async def fetch(database: Database, scope: Scope, upload: str) -> tuple[BinaryIO, str]:
    """The file and its name; Problem 404 where there is no such one any more."""
    file = cast(BinaryIO, tempfile.TemporaryFile())  # noqa: SIM115 - the caller closes it
    filename = ""
    cursor = _pieces(database, scope).find({"upload": upload}, sort=[("place", 1)])
    async for document in cursor:
        filename = document["filename"]
        await run_in_threadpool(file.write, document["content"])
    if not file.tell():
        file.close()
        raise not_found(_("This file is no longer kept; upload it again."), "unknown-upload")
    return file, filename


async def discard(database: Database, scope: Scope, upload: str) -> None:
    """Forget the file."""
    await _pieces(database, scope).delete_many({"upload": upload})
