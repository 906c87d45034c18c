"""Factor sets and how much is in them, kept as factors are published."""

from collections.abc import Iterable, Mapping
from contextlib import suppress
from typing import Any

from pymongo.errors import BulkWriteError

from carbon.scope3.inputs import FactorKind
from tierzero.lists import Joined, Listing
from tierzero.store import Collection, Database, Document, Session
from tierzero.tenancy import Scope, ScopedCollection

from .documents import DIVIDER, place_of
from .model import Factor, FactorSet
from .owners import readable_scopes

COLLECTION = "factor_sets"
_SHOWN = ("organization_id", "factor_set", "version", "gwp_set", "kind", "source", "licence")


async def prepare(database: Database, factors: Collection) -> None:
    """Create the index; count once what was published before anybody counted."""
    held = database[COLLECTION]
    await held.create_index([("organization_id", 1), ("place", 1), ("_id", 1)])
    if await held.find_one({}) is not None:
        return
    found: dict[str, Document] = {}
    async for one in factors.find({}, projection=dict.fromkeys(_SHOWN, 1)):
        owner = one["organization_id"]
        identity = _id(owner, one)
        found[identity] = {**_with(found.get(identity), owner, one), "organization_id": owner}
    if found:
        with suppress(BulkWriteError):  # another process was quicker
            await held.insert_many(list(found.values()))


async def note(database: Database, owner: Scope, new: Iterable[Factor], session: Session) -> None:
    """Count factors that are published, in their transaction."""
    collection = ScopedCollection(database[COLLECTION], owner)
    changed: dict[str, Document | None] = {}
    for factor in new:
        stated = factor.entry.model_dump(mode="json")
        identity = _id(factor.owner, stated)
        if identity not in changed:
            changed[identity] = await collection.find_one({"_id": identity}, session=session)
        changed[identity] = _with(changed[identity], factor.owner, stated)
    for identity, document in changed.items():
        if document is not None:
            await collection.replace_one({"_id": identity}, document, upsert=True, session=session)


def readable(database: Database, scope: Scope) -> Joined:
    """The sets that the caller may use, each version by itself, by name."""
    return Joined(database, readable_scopes(scope), Listing(COLLECTION, "place"))


def set_from(document: Mapping[str, Any]) -> FactorSet:
    """The set that a document holds."""
    name, version = document["place"].split(DIVIDER)
    return FactorSet(
        name=name,
        version=version,
        owner=document["organization_id"],
        count=document["count"],
        gwp_sets=tuple(document["gwp_sets"]),
        kinds=tuple(FactorKind(kind) for kind in document["kinds"]),
        source=document["source"],
        licence=document["licence"],
    )


def _id(owner: str, one: Mapping[str, Any]) -> str:
    return f"{owner}|{one['factor_set']}|{one['version']}"


def _with(before: Document | None, owner: str, one: Mapping[str, Any]) -> Document:
    """The set's document with one factor more; what it says of its source, its first one said."""
    held = before or {
        "_id": _id(owner, one),
        "place": place_of(one["factor_set"], one["version"]),
        "count": 0,
        "gwp_sets": [],
        "kinds": [],
        "source": one["source"],
        "licence": one["licence"],
    }
    return {
        **held,
        "count": held["count"] + 1,
        "gwp_sets": sorted({*held["gwp_sets"], one["gwp_set"]}),
        "kinds": sorted({*held["kinds"], one["kind"]}),
    }
