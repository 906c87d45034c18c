"""Quotes: each version is a document of its own, inserted once and never changed."""

from collections.abc import Iterable, Sequence

from tierzero.store import Database, Document, Session
from tierzero.tenancy import Scope, ScopedCollection

from .kinds import EXCHANGE_RATES, PRICE_INDICES, QuoteKind
from .model import Quote


async def prepare(database: Database) -> None:
    """Create the indexes."""
    for kind in (EXCHANGE_RATES, PRICE_INDICES):
        await database[kind.collection].create_index([("organization_id", 1), ("quote_id", 1)])


async def insert(
    database: Database, scope: Scope, kind: QuoteKind, quotes: Iterable[Quote], session: Session
) -> None:
    """Store new versions."""
    documents = [_document(kind, quote) for quote in quotes]
    if documents:
        collection = ScopedCollection(database[kind.collection], scope)
        await collection.insert_many(documents, session=session)


async def latest(
    database: Database, scope: Scope, kind: QuoteKind, ids: Sequence[str], session: Session = None
) -> dict[str, Quote]:
    """The latest version of the owner's quotes with the ids."""
    collection = ScopedCollection(database[kind.collection], scope)
    cursor = collection.find({"quote_id": {"$in": list(ids)}}, session=session)
    return _latest(kind, [document async for document in cursor])


async def readable(database: Database, scope: Scope, kind: QuoteKind, everyone: str) -> list[Quote]:
    """The latest version of all quotes of the organization and for everybody."""
    owners = {"organization_id": {"$in": [scope.organization_id, everyone]}}
    cursor = database[kind.collection].find(owners)
    found = _latest(kind, [document async for document in cursor])
    return sorted(found.values(), key=lambda quote: (quote.entry.key, quote.owner))


def _latest(kind: QuoteKind, documents: Iterable[Document]) -> dict[str, Quote]:
    found: dict[str, Quote] = {}
    for document in documents:
        quote = _quote(kind, document)
        if quote.id not in found or found[quote.id].version < quote.version:
            found[quote.id] = quote
    return found


def _document(kind: QuoteKind, quote: Quote) -> Document:
    return {
        **quote.entry.model_dump(mode="json"),
        "_id": f"{quote.id}:{quote.version}",
        "quote_id": quote.id,
        "version": quote.version,
        "recorded_at": quote.recorded_at,
    }


def _quote(kind: QuoteKind, document: Document) -> Quote:
    entry = kind.model.model_validate({name: document[name] for name in kind.model.model_fields})
    owner = document["organization_id"]
    return Quote(entry, owner, document["version"], document["recorded_at"])
