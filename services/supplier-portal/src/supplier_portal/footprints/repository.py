"""The collection ``footprints``."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Any, NamedTuple

from carbon.footprint.model import FootprintStatus
from tierzero.lists import Position
from tierzero.store import Database, Session
from tierzero.tenancy import SHOWN_FIELD, Audience, Scope, ScopedCollection, ShownCollection

from .documents import document_of, issued_of
from .model import IssuedFootprint

COLLECTION = "footprints"
_NEWEST_FIRST = [("recorded_at", -1), ("_id", -1)]


@dataclass(frozen=True)
class Criteria:
    """Which footprints are wanted; what is empty does not matter."""

    status: str = ""
    product_id: str = ""
    batch_id: str = ""
    valid_on: datetime | None = None
    expiring_before: datetime | None = None
    shown_to: tuple[str, ...] | None = None
    """Marks of an audience, any of which the footprint carries."""
    valid_after: datetime | None = None
    """Not expired at the moment, whenever its reference period began."""

    def filter(self) -> dict[str, Any]:
        """As the store's filter."""
        named = {"status": self.status, "product_id": self.product_id, "batch_id": self.batch_id}
        filter_: dict[str, Any] = {name: value for name, value in named.items() if value}
        if self.shown_to is not None:
            filter_[SHOWN_FIELD] = {"$in": list(self.shown_to)}
        if self.valid_on:
            filter_ |= {"reference_period_start": {"$lte": self.valid_on}}
        bounds = {"$gt": self.valid_on or self.valid_after, "$lt": self.expiring_before}
        if expiry := {operator: moment for operator, moment in bounds.items() if moment}:
            filter_["expires_at"] = expiry
        return filter_


class Held(NamedTuple):
    """A footprint of a series: its id, the digest of what it states, and whether it is in force."""

    id: str
    digest: str
    is_active: bool


def _documents(database: Database, scope: Scope) -> ScopedCollection:
    return ScopedCollection(database[COLLECTION], scope)


async def prepare(database: Database) -> None:
    """Create the indexes."""
    footprints = database[COLLECTION]
    await footprints.create_index([("organization_id", 1), ("recorded_at", -1), ("_id", -1)])
    of_product = [("organization_id", 1), ("product_id", 1)]
    await footprints.create_index([*of_product, ("recorded_at", -1), ("_id", -1)])
    by_status = [("organization_id", 1), ("status", 1)]
    await footprints.create_index([*by_status, ("recorded_at", -1), ("_id", -1)])
    await footprints.create_index([*by_status, ("expires_at", 1), ("_id", 1)])
    await footprints.create_index([(SHOWN_FIELD, 1), ("recorded_at", -1), ("_id", -1)])
    await footprints.create_index([("announce_at", 1)])
    # A series names its product and with it the supplier; alone it is the quicker index.
    await footprints.create_index([("series", 1)])
    await footprints.create_index([("preceding_ids", 1)])


async def find(
    database: Database, scope: Scope, identity: str, session: Session = None
) -> IssuedFootprint | None:
    """One footprint of the supplier."""
    document = await _documents(database, scope).find_one({"_id": identity}, session=session)
    if document is None:
        return None
    [found] = await _with_successors(database, scope, [issued_of(document)], session)
    return found


async def find_many(
    database: Database, scope: Scope, identities: Iterable[str], session: Session = None
) -> list[IssuedFootprint]:
    """Those that exist of the ids."""
    found = _documents(database, scope).find_among("_id", identities, session=session)
    return [issued_of(document) async for document in found]


async def of_series(
    database: Database, scope: Scope, series: Iterable[str], session: Session
) -> Mapping[str, list[Held]]:
    """Series → its footprints, those that have ended, too."""
    shown = {"series": 1, "digest": 1, "status": 1}
    found: dict[str, list[Held]] = {}
    async for document in _documents(database, scope).find_among(
        "series", series, projection=shown, session=session
    ):
        is_active = document["status"] == FootprintStatus.ACTIVE.value
        held = Held(document["_id"], document["digest"], is_active)
        found.setdefault(document["series"], []).append(held)
    return found


async def of_product(
    database: Database, scope: Scope, criteria: Criteria, limit: int
) -> list[IssuedFootprint]:
    """The newest footprints of a product, which the criteria name."""
    cursor = _documents(database, scope).find(criteria.filter(), sort=_NEWEST_FIRST, limit=limit)
    return await issued_from(database, scope, [document async for document in cursor])


async def places(
    database: Database, scope: Scope, key: str, criteria: Criteria, product_ids: Iterable[str]
) -> list[Position]:
    """Where footprints of some products stand in the list by a field."""
    found = _documents(database, scope).find_among(
        "product_id", product_ids, projection={key: 1, "status": 1}
    )
    wanted = criteria.status
    return [Position(one[key], one["_id"]) async for one in found if one["status"] == wanted]


async def issued_from(
    database: Database, scope: Scope, documents: Iterable[Mapping[str, Any]]
) -> list[IssuedFootprint]:
    """The footprints of documents, ended ones with the id of what took their place."""
    found = [issued_of(document) for document in documents]
    return await _with_successors(database, scope, found, None)


def _following(criteria: Criteria, after: IssuedFootprint | None) -> dict[str, Any]:
    filter_ = criteria.filter()
    if after:
        earlier = {"recorded_at": {"$lt": after.recorded_at}}
        same = {"recorded_at": after.recorded_at, "_id": {"$lt": after.id}}
        filter_["$or"] = [earlier, same]
    return filter_


async def shown_page(
    database: Database,
    audience: Audience,
    criteria: Criteria,
    *,
    after: IssuedFootprint | None = None,
    limit: int = 100,
) -> list[IssuedFootprint]:
    """Footprints that their owners show to an audience, the newest first, after one of them."""
    filter_ = _following(criteria, after)
    shown = ShownCollection(database[COLLECTION], audience)
    cursor = shown.find(filter_, sort=_NEWEST_FIRST, limit=limit)
    return [issued_of(document) async for document in cursor]


async def find_shown(
    database: Database, audience: Audience, identity: str
) -> IssuedFootprint | None:
    """One footprint, where its owner shows it to the audience."""
    document = await ShownCollection(database[COLLECTION], audience).find_one({"_id": identity})
    return issued_of(document) if document else None


async def insert_many(
    database: Database,
    scope: Scope,
    footprints: Sequence[IssuedFootprint],
    marks: Mapping[str, Sequence[str]],
    session: Session,
) -> None:
    """Add footprints, marked for whom each product is; DuplicateKeyError where an id is used."""
    documents = [
        {**document_of(one), SHOWN_FIELD: list(marks.get(one.product_id, ()))} for one in footprints
    ]
    await _documents(database, scope).insert_many(documents, session=session)


async def deprecate(
    database: Database, scope: Scope, identities: Sequence[str], at: datetime, session: Session
) -> None:
    """Store deprecations; all else of an issued footprint stays as it is."""
    change = {"status": FootprintStatus.DEPRECATED.value, "changed_at": at, "announce_at": None}
    await _documents(database, scope).update_many(
        {"_id": {"$in": list(identities)}},
        {"$set": change, "$inc": {"version": 1}},
        session=session,
    )


async def _with_successors(
    database: Database, scope: Scope, found: list[IssuedFootprint], session: Session
) -> list[IssuedFootprint]:
    """The same footprints, ended ones with the id of the one that took their place."""
    ended = [one.id for one in found if one.status is FootprintStatus.DEPRECATED]
    if not ended:
        return found
    cursor = _documents(database, scope).find(
        {"preceding_ids": {"$in": ended}}, projection={"preceding_ids": 1}, session=session
    )
    successors: dict[str, str] = {}
    async for document in cursor:
        successors |= dict.fromkeys(document["preceding_ids"], document["_id"])
    return [replace(one, superseded_by=successors.get(one.id)) for one in found]
