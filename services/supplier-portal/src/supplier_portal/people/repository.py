"""The collections ``members`` (each organization's own) and ``credentials`` (the register's)."""

from datetime import datetime
from typing import Any

from tierzero.store import Database, Session
from tierzero.tenancy import Scope, ScopedCollection

from .model import Credential, Member

MEMBERS = "members"
CREDENTIALS = "credentials"


def _members(database: Database, scope: Scope) -> ScopedCollection:
    return ScopedCollection(database[MEMBERS], scope)


def key_of(kind: str, identity: str) -> str:
    """People and programs are named apart."""
    return f"{kind}:{identity}"


async def prepare(database: Database) -> None:
    """Create the indexes."""
    await database[MEMBERS].create_index([("organization_id", 1), ("kind", 1), ("name", 1)])
    await database[CREDENTIALS].create_index([("organization_id", 1), ("member_of", 1)])


async def credential(
    database: Database, scope: Scope, kind: str, identity: str, session: Session = None
) -> Credential | None:
    """What the register knows of a sign-in name or client id."""
    documents = ScopedCollection(database[CREDENTIALS], scope)
    found = await documents.find_one({"_id": key_of(kind, identity)}, session=session)
    if found is None:
        return None
    return Credential(
        id=found["_id"], member_of=found["member_of"], secret_hash=found["secret_hash"]
    )


async def put_credential(
    database: Database, scope: Scope, member: Member, secret_hash: str, session: Session
) -> None:
    """Enter a secret for a member, in the place of the former one."""
    document = {"member_of": member.organization_id, "secret_hash": secret_hash}
    key = {"_id": key_of(member.kind, member.id)}
    documents = ScopedCollection(database[CREDENTIALS], scope)
    await documents.replace_one(key, {**key, **document}, upsert=True, session=session)


async def find(
    database: Database, scope: Scope, kind: str, identity: str, session: Session = None
) -> Member | None:
    """One member of the organization."""
    document = await _members(database, scope).find_one(
        {"_id": key_of(kind, identity)}, session=session
    )
    return _member(document) if document else None


async def every(database: Database, scope: Scope) -> list[Member]:
    """All members of the organization, by name."""
    cursor = _members(database, scope).find({}, sort=[("name", 1), ("_id", 1)])
    return [_member(document) async for document in cursor]


async def put(
    database: Database, scope: Scope, member: Member, at: datetime, session: Session
) -> None:
    """Store a member, in the place of a former version."""
    key = {"_id": key_of(member.kind, member.id)}
    content = member.model_dump(exclude={"id", "organization_id"})
    document = {**key, **content, "member_id": member.id, "recorded_at": at}
    await _members(database, scope).replace_one(key, document, upsert=True, session=session)


def _member(document: dict[str, Any]) -> Member:
    return Member(
        kind=document["kind"],
        id=document["member_id"],
        organization_id=document["organization_id"],
        name=document["name"],
        roles=document["roles"],
        scopes=document["scopes"],
        language=document["language"],
    )
