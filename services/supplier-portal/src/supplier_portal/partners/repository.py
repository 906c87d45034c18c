"""The collection ``partners``, a part of the register."""

from datetime import datetime
from typing import Any

from tierzero.store import Database, Session
from tierzero.tenancy import Scope, ScopedCollection

from .model import Partner

COLLECTION = "partners"


def _documents(database: Database, scope: Scope) -> ScopedCollection:
    return ScopedCollection(database[COLLECTION], scope)


async def prepare(database: Database) -> None:
    """Create the indexes."""
    await database[COLLECTION].create_index([("organization_id", 1), ("base_url", 1)])


async def find(
    database: Database, scope: Scope, identity: str, session: Session = None
) -> tuple[Partner, str] | None:
    """A partner with its secret as it is stored."""
    document = await _documents(database, scope).find_one({"_id": identity}, session=session)
    return (_partner(document), document["secret"]) if document else None


async def every(database: Database, scope: Scope) -> list[Partner]:
    """All partners."""
    cursor = _documents(database, scope).find({}, sort=[("base_url", 1), ("_id", 1)])
    return [_partner(document) async for document in cursor]


async def put(
    database: Database, scope: Scope, partner: Partner, secret: str, at: datetime, session: Session
) -> None:
    """Store a partner in the place of what was stored."""
    document = {**partner.model_dump(exclude={"organization_id"}), "secret": secret, "at": at}
    key = {"_id": partner.organization_id}
    await _documents(database, scope).replace_one(
        key, {**key, **document}, upsert=True, session=session
    )


async def remove(database: Database, scope: Scope, identity: str, session: Session) -> None:
    """Forget a partner."""
    await _documents(database, scope).delete_one({"_id": identity}, session=session)


def _partner(document: dict[str, Any]) -> Partner:
    known = {name: document[name] for name in Partner.model_fields if name in document}
    return Partner(**{**known, "organization_id": document["_id"]})
