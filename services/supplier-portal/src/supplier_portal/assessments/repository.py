"""The collection ``assessments``: the newest version of each verdict."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import asdict
from typing import Any

from tierzero import lists
from tierzero.lists import Count, Listing, Stretch, Turn
from tierzero.store import Database, Session
from tierzero.tenancy import Scope, ScopedCollection

from .model import Assessment, GivenReason

COLLECTION = "assessments"


def _documents(database: Database, scope: Scope) -> ScopedCollection:
    return ScopedCollection(database[COLLECTION], scope)


async def prepare(database: Database) -> None:
    """Create the indexes."""
    assessments = database[COLLECTION]
    await assessments.create_index([("organization_id", 1), ("product_id", 1), ("_id", 1)])
    by_verdict = [("organization_id", 1), ("withdrawn", 1), ("verdict", 1)]
    await assessments.create_index([*by_verdict, ("product_id", 1), ("_id", 1)])


async def versions(
    database: Database, scope: Scope, identities: Iterable[str], session: Session
) -> Mapping[str, int]:
    """Id → version of what is stored."""
    wanted = {"_id": {"$in": list(identities)}}
    cursor = _documents(database, scope).find(wanted, projection={"version": 1}, session=session)
    return {document["_id"]: document["version"] async for document in cursor}


async def insert_many(
    database: Database, scope: Scope, assessments: Sequence[Assessment], session: Session
) -> None:
    """Add verdicts that were not known yet."""
    if assessments:
        documents = [_document(assessment) for assessment in assessments]
        await _documents(database, scope).insert_many(documents, session=session)


async def replace(
    database: Database, scope: Scope, assessment: Assessment, session: Session
) -> None:
    """Put a newer version in the place of an older one."""
    await _documents(database, scope).replace_one(
        {"_id": assessment.id}, _document(assessment), session=session
    )


async def current(database: Database, scope: Scope, product_ids: Iterable[str]) -> list[Assessment]:
    """Verdicts that hold on the products."""
    found = _documents(database, scope).find_among("product_id", product_ids)
    held = [_assessment(document) async for document in found if not document["withdrawn"]]
    return sorted(held, key=lambda one: (one.product_id, one.buyer_id))


async def turned(database: Database, scope: Scope, turn: Turn, size: int) -> Stretch[Assessment]:
    """A page of the verdicts that hold, by product."""
    found = await lists.page(database, scope, _STANDING, turn, size)
    return lists.mapped(found, [_assessment(document) for document in found.items])


async def with_verdict(
    database: Database, scope: Scope, verdict: str, limit: int
) -> list[Assessment]:
    """The first of the verdicts of a kind that hold, by product."""
    found = await lists.first(database, scope, _listing(verdict), limit)
    return [_assessment(document) for document in found]


async def count(database: Database, scope: Scope, verdict: str) -> Count:
    """How many verdicts of a kind hold, as far as lists are counted."""
    return await lists.count(database, scope, _listing(verdict))


def _stands(document: Mapping[str, Any]) -> bool:
    return not document["withdrawn"]


_STANDING = Listing(COLLECTION, "product_id", looks_at=("withdrawn",), wanted=_stands)


def _listing(verdict: str) -> Listing:
    return Listing(COLLECTION, "product_id", {"withdrawn": False, "verdict": verdict})


def _document(assessment: Assessment) -> dict[str, Any]:
    content = asdict(assessment)
    return {
        "_id": content.pop("id"),
        "organization_id": content.pop("supplier_id"),
        **content,
        "reasons": [asdict(reason) for reason in assessment.reasons],
    }


def _assessment(document: Mapping[str, Any]) -> Assessment:
    names = Assessment.__dataclass_fields__.keys() - {"id", "supplier_id", "reasons"}
    return Assessment(
        id=document["_id"],
        supplier_id=document["organization_id"],
        reasons=tuple(GivenReason(**reason) for reason in document["reasons"]),
        **{name: document[name] for name in names},
    )
