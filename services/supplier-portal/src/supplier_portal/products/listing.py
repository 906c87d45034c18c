"""Products by number, and those that are found by words."""

from collections.abc import Mapping, Sequence
from typing import Any

from tierzero import lists
from tierzero.lists import Count, Listing, Position, Stretch, TooRare, Turn
from tierzero.lists.words import is_found, typed_words
from tierzero.store import Database
from tierzero.tenancy import Scope, ScopedCollection

from .model import Product, Sharing
from .repository import COLLECTION, product_of

PATIENCE = 1_000
"""What is not a page among so many products is rare: then its words find it sooner."""

_LAST = chr(0x10FFFF)
_BY_NUMBER = Listing(COLLECTION, "number")


async def turned(
    database: Database, scope: Scope, words: str, turn: Turn, size: int
) -> Stretch[Product]:
    """A page of the products that are found by words, by number; without words, of all."""
    typed = typed_words(words)
    try:
        found = await lists.page(database, scope, _found_by(typed), turn, size)
    except TooRare:
        places = await _places(database, scope, typed)
        found = await lists.page_among(database, scope, _BY_NUMBER, places, turn, size)
    return lists.mapped(found, [product_of(document) for document in found.items])


async def first(database: Database, scope: Scope, words: str, limit: int) -> list[Product]:
    """The first products by number."""
    return list((await turned(database, scope, words, Turn(), limit)).items)


async def numbers(database: Database, scope: Scope, limit: int) -> list[str]:
    """The first product numbers, in order."""
    return [place.value for place in await lists.positions(database, scope, _BY_NUMBER, limit)]


async def count(database: Database, scope: Scope) -> Count:
    """How many products there are."""
    return await lists.count(database, scope, _BY_NUMBER)


async def any_shared(database: Database, scope: Scope) -> bool:
    """Whether any of the first products is shared with anybody."""
    shared = Listing(
        COLLECTION, "number", looks_at=("sharing",), wanted=_is_shared, patience=PATIENCE
    )
    try:
        return bool(await lists.positions(database, scope, shared, 1))
    except TooRare:
        return False


def _found_by(typed: Sequence[str]) -> Listing:
    if not typed:
        return _BY_NUMBER

    def wanted(document: Mapping[str, Any]) -> bool:
        return is_found(document["words"], typed)

    return Listing(COLLECTION, "number", looks_at=("words",), wanted=wanted, patience=PATIENCE)


async def _places(database: Database, scope: Scope, typed: Sequence[str]) -> list[Position]:
    """All products that are found, by the word that most likely is the rarest."""
    rarest = max(typed, key=len)
    bounds = {"words": {"$gte": rarest, "$lt": rarest + _LAST}}
    shown = {"number": 1, "words": 1}
    cursor = ScopedCollection(database[COLLECTION], scope).find(bounds, projection=shown)
    return [
        Position(one["number"], one["_id"]) async for one in cursor if is_found(one["words"], typed)
    ]


def _is_shared(document: Mapping[str, Any]) -> bool:
    return document["sharing"] != Sharing.NOBODY.value
