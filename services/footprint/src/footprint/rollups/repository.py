"""Roll-ups in the document store, each buyer's reached through its scope only.

A page is two documents of one id: the names of its products, by which it is found, and their
figures. Names rarely change, and there is an index over them, which a wide change of figures must
not touch.
"""

from collections.abc import Iterable

from tierzero.store import Database, Document
from tierzero.tenancy import Scope, ScopedCollection

_PAGES = "roll_up_pages"
_FIGURES = "roll_up_figures"


async def prepare(database: Database) -> None:
    """Create the indexes."""
    await database[_PAGES].create_index([("organization_id", 1), ("year", 1), ("page", 1)])
    await database[_PAGES].create_index([("organization_id", 1), ("product_id", 1)])
    await database[_FIGURES].create_index([("organization_id", 1)])


def roll_up_pages(database: Database, scope: Scope) -> ScopedCollection:
    """The names on a buyer's pages, all years."""
    return ScopedCollection(database[_PAGES], scope)


def roll_up_figures(database: Database, scope: Scope) -> ScopedCollection:
    """The figures on a buyer's pages, all years."""
    return ScopedCollection(database[_FIGURES], scope)


def whole_pages(pages: Iterable[Document], figures: Iterable[Document]) -> list[Document]:
    """Pages with their figures, in the order of the pages."""
    figures_of = {one["_id"]: one for one in figures}
    return [{**page, **figures_of.get(page["_id"], {})} for page in pages]
