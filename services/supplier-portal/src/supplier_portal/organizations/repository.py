"""The collection ``organizations``, a part of the register."""

from collections.abc import Iterable
from datetime import datetime
from typing import Any

from tierzero.store import Database, Session
from tierzero.tenancy import Scope, ScopedCollection

from .model import Organization

COLLECTION = "organizations"


def _documents(database: Database, scope: Scope) -> ScopedCollection:
    return ScopedCollection(database[COLLECTION], scope)


async def prepare(database: Database) -> None:
    """Create the indexes."""
    await database[COLLECTION].create_index([("organization_id", 1), ("name", 1)])
    await database[COLLECTION].create_index([("organization_id", 1), ("customer_ids", 1)])


async def find(
    database: Database, scope: Scope, identity: str, session: Session = None
) -> Organization | None:
    """One organization of the register."""
    document = await _documents(database, scope).find_one({"_id": identity}, session=session)
    return _organization(document) if document else None


async def find_many(
    database: Database, scope: Scope, identities: Iterable[str]
) -> list[Organization]:
    """Those of the organizations that the register knows."""
    cursor = _documents(database, scope).find({"_id": {"$in": list(identities)}})
    return [_organization(document) async for document in cursor]


async def suppliers_of(database: Database, scope: Scope, customer_id: str) -> list[Organization]:
    """Organizations of the register that name a customer, by name."""
    cursor = _documents(database, scope).find(
        {"customer_ids": customer_id}, sort=[("name", 1), ("_id", 1)]
    )
    return [_organization(document) async for document in cursor]


async def every(database: Database, scope: Scope) -> list[Organization]:
    """All organizations by name."""
    cursor = _documents(database, scope).find({}, sort=[("name", 1), ("_id", 1)])
    return [_organization(document) async for document in cursor]


async def insert(
    database: Database, scope: Scope, organization: Organization, at: datetime, session: Session
) -> None:
    """Add one."""
    await _documents(database, scope).insert_one(_document(organization, at), session=session)


async def replace(
    database: Database, scope: Scope, organization: Organization, at: datetime, session: Session
) -> None:
    """Put a newer version in the place of an older one."""
    await _documents(database, scope).replace_one(
        {"_id": organization.id}, _document(organization, at), session=session
    )


def _document(organization: Organization, at: datetime) -> dict[str, Any]:
    return {
        "_id": organization.id,
        **organization.model_dump(exclude={"id"}),
        "recorded_at": at,
    }


def _organization(document: dict[str, Any]) -> Organization:
    known = {name: document[name] for name in Organization.model_fields if name in document}
    return Organization.model_construct(id=document["_id"], **known)
