"""The only place that touches the collection of targets."""

from tierzero.store import Database, Document, Session
from tierzero.tenancy import Scope, ScopedCollection

COLLECTION = "targets"


async def prepare(database: Database) -> None:
    """Create the index that allows one target for each factory and direction."""
    keys = [("organization_id", 1), ("direction", 1)]
    await database[COLLECTION].create_index(keys, unique=True)


async def every(database: Database, scope: Scope, session: Session | None = None) -> list[Document]:
    """The scope's targets, upstream last."""
    found = _scoped(database, scope).find(session=session)
    return await found.sort("direction", 1).to_list(None)


async def find(
    database: Database, scope: Scope, identifier: str, session: Session | None = None
) -> Document | None:
    """One target of the scope."""
    return await _scoped(database, scope).find_one({"_id": identifier}, session=session)


async def insert(database: Database, scope: Scope, session: Session, document: Document) -> None:
    """Keep a new target; DuplicateKeyError where the direction has one."""
    await _scoped(database, scope).insert_one(document, session=session)


async def replace(database: Database, scope: Scope, session: Session, document: Document) -> None:
    """Keep a target in the place of its former version."""
    same = {"_id": document["_id"]}
    await _scoped(database, scope).replace_one(same, document, session=session)


async def delete(database: Database, scope: Scope, session: Session, identifier: str) -> None:
    """Remove a target."""
    await _scoped(database, scope).delete_one({"_id": identifier}, session=session)


def _scoped(database: Database, scope: Scope) -> ScopedCollection:
    return ScopedCollection(database[COLLECTION], scope)
