"""Inventories in the document store, each buyer's reached through its scope only."""

from tierzero.store import Database
from tierzero.tenancy import Scope, ScopedCollection

_CURRENT = "inventories"
_REVISIONS = "inventory_revisions"


async def prepare(database: Database) -> None:
    """Create the indexes."""
    for name in (_CURRENT, _REVISIONS):
        await database[name].create_index([("organization_id", 1), ("category", 1), ("year", 1)])


def current(database: Database, scope: Scope) -> ScopedCollection:
    """The last revision of each inventory."""
    return ScopedCollection(database[_CURRENT], scope)


def revisions(database: Database, scope: Scope) -> ScopedCollection:
    """Every revision there has been."""
    return ScopedCollection(database[_REVISIONS], scope)
