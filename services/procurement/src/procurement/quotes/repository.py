"""Quotes: each version is a document of its own; what it states never changes."""

from collections.abc import Iterable, Sequence

from tierzero.store import Database, Document, Session
from tierzero.tenancy import Scope, ScopedCollection

from . import listing
from .kinds import EXCHANGE_RATES, PRICE_INDICES, QuoteKind
from .model import Quote


async def prepare(database: Database) -> None:
    """Create the indexes."""
    for kind in (EXCHANGE_RATES, PRICE_INDICES):
        quotes = database[kind.collection]
        await quotes.create_index([("organization_id", 1), ("quote_id", 1)])
        await listing.prepare(quotes, kind)


async def insert(
    database: Database, scope: Scope, kind: QuoteKind, quotes: Iterable[Quote], session: Session
) -> None:
    """Store new versions; those before them are marked as no longer the latest."""
    new = list(quotes)
    if not new:
        return
    collection = ScopedCollection(database[kind.collection], scope)
    for quote in new:
        if quote.version > 1:
            before = {"_id": _id(quote.id, quote.version - 1)}
            mark = {"$set": {"latest": False}}
            await collection.update_one(before, mark, session=session)
    await collection.insert_many([_document(quote) for quote in new], session=session)


async def latest(
    database: Database, scope: Scope, kind: QuoteKind, ids: Sequence[str], session: Session = None
) -> dict[str, Quote]:
    """The latest version of the owner's quotes with the ids."""
    collection = ScopedCollection(database[kind.collection], scope)
    cursor = collection.find({"quote_id": {"$in": list(ids)}}, session=session)
    return _latest(kind, [document async for document in cursor])


def _latest(kind: QuoteKind, documents: Iterable[Document]) -> dict[str, Quote]:
    found: dict[str, Quote] = {}
    for document in documents:
        quote = quote_from(kind, document)
        if quote.id not in found or found[quote.id].version < quote.version:
            found[quote.id] = quote
    return found


def _id(quote_id: str, version: int) -> str:
    return f"{quote_id}:{version}"


def _document(quote: Quote) -> Document:
    return {
        **quote.entry.model_dump(mode="json"),
        "_id": _id(quote.id, quote.version),
        "quote_id": quote.id,
        "version": quote.version,
        "latest": True,
        "recorded_at": quote.recorded_at,
        **listing.derived_of(quote.entry),
    }


def quote_from(kind: QuoteKind, document: Document) -> Quote:
    """The quote that a document holds."""
    entry = kind.model.model_validate({name: document[name] for name in kind.model.model_fields})
    owner = document["organization_id"]
    return Quote(entry, owner, document["version"], document["recorded_at"])
