"""Files that wait for their sender's decision: for a day, and for nobody else."""

from datetime import datetime, timedelta
from secrets import token_urlsafe

from bson import Binary

from tierzero.store import Database
from tierzero.tenancy import Scope, ScopedCollection

COLLECTION = "stashed_files"
_KEPT = timedelta(days=1)


async def prepare(database: Database) -> None:
    """Create the index."""
    await database[COLLECTION].create_index([("organization_id", 1), ("stashed_at", 1)])


async def put(database: Database, scope: Scope, path: str, content: bytes, now: datetime) -> str:
    """Keep a file for a page; returns the key by which it is got. Older files go."""
    files = ScopedCollection(database[COLLECTION], scope)
    await files.delete_many({"stashed_at": {"$lt": now - _KEPT}})
    key = token_urlsafe(16)
    document = {"_id": key, "path": path, "content": Binary(content), "stashed_at": now}
    await files.insert_one(document)
    return key


async def get(database: Database, scope: Scope, path: str, key: str) -> bytes | None:
    """A file kept for a page, or None."""
    files = ScopedCollection(database[COLLECTION], scope)
    found = await files.find_one({"_id": key, "path": path})
    return bytes(found["content"]) if found else None


async def drop(database: Database, scope: Scope, key: str) -> None:
    """Forget a file."""
    await ScopedCollection(database[COLLECTION], scope).delete_one({"_id": key})
