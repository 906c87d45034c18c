"""Roll-ups in the document store, each buyer's reached through its scope only."""

from tierzero.store import Database
from tierzero.tenancy import Scope, ScopedCollection

_PAGES = "roll_up_pages"


async def prepare(database: Database) -> None:
    """Create the indexes."""
    await database[_PAGES].create_index([("organization_id", 1), ("year", 1), ("page", 1)])
    await database[_PAGES].create_index([("organization_id", 1), ("product_id", 1)])


def roll_up_pages(database: Database, scope: Scope) -> ScopedCollection:
    """The pages of a buyer's roll-ups, all years."""
    return ScopedCollection(database[_PAGES], scope)
