"""Initiatives page after page: one's own by name or by the nearest target, and those of others."""

from collections.abc import Mapping
from typing import Any

from tierzero import lists
from tierzero.lists import Joined, Listing, Position, Stretch, Turn, chosen_among, words_of
from tierzero.store import Collection, Database, Document
from tierzero.tenancy import Scope

COLLECTION = "initiatives"
_BY_NAME = Listing(COLLECTION, "name")
_BY_TARGET = Listing(COLLECTION, "target")
_SOME_DAY = 9999
"""Of an initiative without a target year: after all others."""


def derived_of(stated: Mapping[str, Any]) -> Document:
    """What is stored for the sake of the orders and of finding by words."""
    year = stated.get("target_year") or _SOME_DAY
    return {"words": words_of("", stated["name"]), "target": f"{year:04} {stated['name']}"}


async def prepare(initiatives: Collection) -> None:
    """Create the indexes, and the derived fields of what was stored without them."""
    owned, shown = ("organization_id", 1), ("name", "target_year")

    def words(one: Mapping[str, Any]) -> list[str]:
        return derived_of(one)["words"]

    def target(one: Mapping[str, Any]) -> str:
        return derived_of(one)["target"]

    await initiatives.create_index([owned, ("name", 1), ("_id", 1)])
    await lists.index_derived(initiatives, "words", [owned, ("words", 1)], shown, words)
    by_target = [owned, ("target", 1), ("_id", 1)]
    await lists.index_derived(initiatives, "target", by_target, shown, target)


def own(database: Database, scope: Scope, words: str) -> Joined:
    """The organization's initiatives that the words find, by name; without words, all."""
    return Joined(database, [scope], _BY_NAME, lists.typed_words(words))


async def nearest(database: Database, scope: Scope, limit: int) -> list[Document]:
    """The organization's initiatives with the nearest targets."""
    return await lists.first(database, scope, _BY_TARGET, limit)


async def offered(
    database: Database, filter_: Mapping[str, Any], turn: Turn, size: int
) -> Stretch[Document]:
    """A page, by name, of initiatives of whatever owner; the filter says to whom they are shown.

    Their places are found by the index of shares and sorted: somebody's joint initiatives are few.
    """
    cursor = database[COLLECTION].find(filter_, projection={"name": 1})
    places = sorted(
        [Position(one["name"], one["_id"]) async for one in cursor], key=lambda one: one.key
    )
    chosen = chosen_among(places, turn, size)
    ids = [place.id for place in chosen.items]
    wanted = database[COLLECTION].find({"_id": {"$in": ids}})
    found = {one["_id"]: one async for one in wanted}
    return lists.mapped(chosen, [found[one] for one in ids if one in found])
