"""The collection ``links`` of the register: invitations and resets, each with a hashed token."""

from datetime import datetime
from typing import Any

from tierzero.store import Database, Session
from tierzero.tenancy import Scope, ScopedCollection

from .links_model import Link

COLLECTION = "links"


def _links(database: Database, scope: Scope) -> ScopedCollection:
    return ScopedCollection(database[COLLECTION], scope)


async def prepare(database: Database) -> None:
    """Create the indexes."""
    await database[COLLECTION].create_index([("organization_id", 1), ("token_hash", 1)])
    await database[COLLECTION].create_index([("organization_id", 1), ("member_of", 1)])


async def put(database: Database, scope: Scope, link: Link, session: Session) -> None:
    """Store a link, in the place of its former state."""
    key = {"_id": link.id}
    document = {**key, **link.model_dump(exclude={"id"})}
    await _links(database, scope).replace_one(key, document, upsert=True, session=session)


async def by_token(
    database: Database, scope: Scope, token_hash: str, session: Session = None
) -> Link | None:
    """The link with a token."""
    found = await _links(database, scope).find_one({"token_hash": token_hash}, session=session)
    return _link(found) if found else None


async def find(
    database: Database, scope: Scope, member_of: str, identity: str, session: Session
) -> Link | None:
    """One link of an organization."""
    wanted = {"_id": identity, "member_of": member_of}
    found = await _links(database, scope).find_one(wanted, session=session)
    return _link(found) if found else None


async def invitations(database: Database, scope: Scope, member_of: str) -> list[Link]:
    """Invitations of an organization that nobody has taken yet, the newest first."""
    wanted = {"member_of": member_of, "kind": "invitation", "state": "open"}
    cursor = _links(database, scope).find(wanted, sort=[("made_at", -1), ("_id", 1)], limit=200)
    return [_link(document) async for document in cursor]


async def revoke_open(
    database: Database, scope: Scope, user: str, kind: str, at: datetime, session: Session
) -> None:
    """Let no earlier link of a kind open anything for a person."""
    wanted = {"user": user, "kind": kind, "state": "open"}
    change = {"$set": {"state": "revoked", "ended_at": at}}
    await _links(database, scope).update_many(wanted, change, session=session)


def _link(document: dict[str, Any]) -> Link:
    known = {name: document[name] for name in Link.model_fields if name in document}
    return Link(id=document["_id"], **known)
