"""Factors: inserted once, read for ever."""

from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from carbon.scope3.inputs import FactorKind
from tierzero.store import Database, Session
from tierzero.tenancy import Scope, ScopedCollection

from .documents import document_of, factor_from
from .model import EVERYONE, Factor, FactorSet

COLLECTION = "factors"


async def prepare(database: Database) -> None:
    """Create the indexes."""
    factors = database[COLLECTION]
    await factors.create_index([("organization_id", 1), ("factor_set", 1), ("version", 1)])


async def insert(
    database: Database, scope: Scope, factors: Iterable[Factor], session: Session
) -> None:
    """Store factors that are not there yet."""
    documents = [document_of(factor) for factor in factors]
    if documents:
        await ScopedCollection(database[COLLECTION], scope).insert_many(documents, session=session)


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


async def readable(
    database: Database, scope: Scope, chosen: Mapping[str, Any], skip: int, limit: int
) -> list[Factor]:
    """The organization's own factors and those for everybody, by set and class."""
    order = [("factor_set", 1), ("version", 1), ("classification", 1), ("_id", 1)]
    cursor = database[COLLECTION].find(
        {**chosen, **_readable_by(scope)}, sort=order, skip=skip, limit=limit
    )
    return [factor_from(document) async for document in cursor]


async def count(database: Database, scope: Scope, chosen: Mapping[str, Any]) -> int:
    """How many readable factors match."""
    return await database[COLLECTION].count_documents({**chosen, **_readable_by(scope)})


async def sets(database: Database, scope: Scope) -> list[FactorSet]:
    """The readable sets, each version by itself."""
    key = {name: f"${name}" for name in ("organization_id", "factor_set", "version")}
    grouped: list[dict[str, Any]] = [
        {"$match": _readable_by(scope)},
        {
            "$group": {
                "_id": key,
                "count": {"$sum": 1},
                "gwp_sets": {"$addToSet": "$gwp_set"},
                "kinds": {"$addToSet": "$kind"},
                "source": {"$first": "$source"},
                "licence": {"$first": "$licence"},
            }
        },
    ]
    found = database[COLLECTION].aggregate(grouped)
    cursor = await found if hasattr(found, "__await__") else found
    return sorted(
        [_set_of(row) async for row in cursor], key=lambda one: (one.owner, one.name, one.version)
    )


def _readable_by(scope: Scope) -> dict[str, Any]:
    return {"organization_id": {"$in": [scope.organization_id, EVERYONE]}}


def _set_of(row: Mapping[str, Any]) -> FactorSet:
    key = row["_id"]
    return FactorSet(
        name=key["factor_set"],
        version=key["version"],
        owner=key["organization_id"],
        count=row["count"],
        gwp_sets=tuple(sorted(row["gwp_sets"])),
        kinds=tuple(FactorKind(kind) for kind in sorted(row["kinds"])),
        source=row["source"],
        licence=row["licence"],
    )
