"""The collection ``assessments``: the newest version of each verdict."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import asdict
from typing import Any

from tierzero.store import Database, Session
from tierzero.tenancy import Scope, ScopedCollection

from .model import Assessment, GivenReason

COLLECTION = "assessments"


def _documents(database: Database, scope: Scope) -> ScopedCollection:
    return ScopedCollection(database[COLLECTION], scope)


async def prepare(database: Database) -> None:
    """Create the indexes."""
    await database[COLLECTION].create_index([("organization_id", 1), ("product_id", 1)])


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


async def current(
    database: Database, scope: Scope, product_ids: Iterable[str] | None = None
) -> list[Assessment]:
    """Verdicts that hold: on all products, or on those named."""
    filter_: dict[str, Any] = {"withdrawn": False}
    if product_ids is not None:
        filter_["product_id"] = {"$in": list(product_ids)}
    cursor = _documents(database, scope).find(filter_, sort=[("product_id", 1), ("buyer_id", 1)])
    return [_assessment(document) async for document in cursor]


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
