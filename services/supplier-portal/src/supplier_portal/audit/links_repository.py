"""The collection ``audit_links``: links are added and read, never changed or removed."""

from collections.abc import AsyncIterator, Sequence
from dataclasses import asdict
from typing import Any

from tierzero.store import Database
from tierzero.tenancy import Scope, ScopedCollection

from .links import Link

COLLECTION = "audit_links"


async def prepare(database: Database) -> None:
    """Create the indexes."""
    links = database[COLLECTION]
    await links.create_index([("organization_id", 1), ("number", 1)])
    await links.create_index([("organization_id", 1), ("ids", 1)])


async def append(database: Database, scope: Scope, link: Link) -> None:
    """Add a link; DuplicateKeyError where another process has added that one."""
    document = {"_id": f"{link.organization_id}:{link.number}", **asdict(link)}
    await ScopedCollection(database[COLLECTION], scope).insert_one(document)


async def newest(database: Database, scope: Scope, reached: int = 0) -> Link | None:
    """The last link of the organization, of whose links there are at least ``reached``.

    The embedded store reads the range to its end: what is known keeps it short.
    """
    links = ScopedCollection(database[COLLECTION], scope)
    found = await links.find_one({"number": {"$gte": reached}}, sort=[("number", -1)])
    return _link(found) if found else None


async def every(database: Database, scope: Scope) -> AsyncIterator[Link]:
    """All links of the organization, in their order."""
    cursor = ScopedCollection(database[COLLECTION], scope).find({}, sort=[("number", 1)])
    async for document in cursor:
        yield _link(document)


async def held(database: Database, scope: Scope, ids: Sequence[Any]) -> set[Any]:
    """Those of some entries that a link holds."""
    links = ScopedCollection(database[COLLECTION], scope)
    cursor = links.find({"ids": {"$in": list(ids)}}, projection={"ids": 1})
    return {one async for document in cursor for one in document["ids"]} & set(ids)


def _link(document: dict[str, Any]) -> Link:
    fields = {name: document[name] for name in Link.__dataclass_fields__}
    fields |= {"ids": tuple(fields["ids"]), "digests": tuple(fields["digests"])}
    return Link(**fields)
