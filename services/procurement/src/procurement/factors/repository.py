"""Factors: inserted once, read for ever."""

from collections.abc import Iterable, Sequence

from tierzero.store import Database, Session
from tierzero.tenancy import Scope, ScopedCollection

from . import listing, sets
from .documents import document_of, factor_from
from .listing import FACTORS as COLLECTION
from .model import Factor


async def prepare(database: Database) -> None:
    """Create the indexes."""
    factors = database[COLLECTION]
    await factors.create_index([("organization_id", 1), ("factor_set", 1), ("version", 1)])
    await listing.prepare(factors)
    await sets.prepare(database, factors)


async def insert(
    database: Database, scope: Scope, factors: Iterable[Factor], session: Session
) -> None:
    """Store factors that are not there yet, and count them in their sets."""
    new = list(factors)
    if new:
        documents = [document_of(factor) for factor in new]
        await ScopedCollection(database[COLLECTION], scope).insert_many(documents, session=session)
        await sets.note(database, scope, new, session)


async def held(
    database: Database, scope: Scope, factors: Sequence[Factor], session: Session = None
) -> dict[str, Factor]:
    """Those of the factors that the owner has published, by id, as they are published.

    Sought set by set: a set is mostly imported whole.
    """
    ids = {factor.id for factor in factors}
    collection = ScopedCollection(database[COLLECTION], scope)
    found: dict[str, Factor] = {}
    for name, version in sorted({(one.entry.factor_set, one.entry.version) for one in factors}):
        chosen = {"factor_set": name, "version": version}
        async for document in collection.find(chosen, session=session):
            if document["_id"] in ids:
                found[document["_id"]] = factor_from(document)
    return found
