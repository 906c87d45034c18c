"""The quotes that hold, by currencies and year: one's own and those for everybody."""

from typing import Any

from procurement.factors.service import readable_scopes
from tierzero import lists
from tierzero.lists import Joined, Listing, words_of
from tierzero.store import Collection, Database, Document
from tierzero.tenancy import Scope

from .kinds import QuoteKind
from .model import Entry

_LATEST = [("organization_id", 1), ("latest", 1), ("place", 1), ("_id", 1)]
_WORDS = [("organization_id", 1), ("words", 1)]


def derived_of(entry: Entry) -> Document:
    """What is stored for the sake of the list's order and of finding by words."""
    about = entry.key[1:]
    return {"place": "/".join(about), "words": words_of(" ".join(about), entry.source)}


async def prepare(quotes: Collection, kind: QuoteKind) -> None:
    """Create the indexes, and the derived fields of quotes that were stored without them."""
    indexes = (await quotes.index_information()).values()
    if not any([*map(tuple, one["key"])] == _LATEST for one in indexes):
        await _derive(quotes, kind)
    await quotes.create_index(_LATEST)
    await quotes.create_index(_WORDS)


def readable(database: Database, scope: Scope, kind: QuoteKind, words: str) -> Joined:
    """The latest version of each quote that the caller may use and that the words find."""
    listing = Listing(kind.collection, "place", {"latest": True})
    return Joined(database, readable_scopes(scope), listing, lists.typed_words(words))


async def _derive(quotes: Collection, kind: QuoteKind) -> None:
    latest: dict[str, int] = {}
    async for one in quotes.find({}, projection={"quote_id": 1, "version": 1}):
        latest[one["quote_id"]] = max(one["version"], latest.get(one["quote_id"], 0))
    async for one in quotes.find({"place": {"$exists": False}}):
        stated: dict[str, Any] = {name: one[name] for name in kind.model.model_fields}
        derived = derived_of(kind.model.model_validate(stated))
        holds = one["version"] == latest[one["quote_id"]]
        await quotes.update_one({"_id": one["_id"]}, {"$set": {**derived, "latest": holds}})
