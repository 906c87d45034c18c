"""The collections ``members`` (each organization's own) and ``credentials`` (the register's)."""

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from tierzero.store import Database, Session
from tierzero.tenancy import Scope, ScopedCollection

from .model import Credential, Member, StoredSecret

MEMBERS = "members"
CREDENTIALS = "credentials"
_RELEASE = 1
"""Of the meaning of permissions in a stored member; raised when one is split."""


def _members(database: Database, scope: Scope) -> ScopedCollection:
    return ScopedCollection(database[MEMBERS], scope)


def key_of(kind: str, identity: str) -> str:
    """People and programs are named apart."""
    return f"{kind}:{identity}"


async def prepare(database: Database) -> None:
    """Create the indexes."""
    await database[MEMBERS].create_index([("organization_id", 1), ("kind", 1), ("name", 1)])
    await database[MEMBERS].create_index([("generation_since", 1)])
    await _give_programs_what_writing_meant(database)
    await database[CREDENTIALS].create_index([("organization_id", 1), ("member_of", 1)])


async def _give_programs_what_writing_meant(database: Database) -> None:
    """Once: before preparing and issuing were apart, ``footprints:write`` meant both."""
    older = {"kind": "program", "scopes": "footprints:write", "release": {"$exists": False}}
    change = {"$addToSet": {"scopes": "footprints:issue"}, "$set": {"release": _RELEASE}}
    await database[MEMBERS].update_many(older, change)


async def credential(
    database: Database, scope: Scope, kind: str, identity: str, session: Session = None
) -> Credential | None:
    """What the register knows of a sign-in name or client id."""
    documents = ScopedCollection(database[CREDENTIALS], scope)
    found = await documents.find_one({"_id": key_of(kind, identity)}, session=session)
    return _credential(found) if found else None


async def credentials_of(database: Database, scope: Scope, member_of: str) -> list[Credential]:
    """What the register knows of the members of an organization."""
    documents = ScopedCollection(database[CREDENTIALS], scope)
    return [_credential(one) async for one in documents.find({"member_of": member_of})]


async def put_credential(
    database: Database, scope: Scope, credential: Credential, session: Session
) -> None:
    """Store what somebody is known by, in the place of what was before."""
    key = {"_id": credential.id}
    document = {**key, **credential.model_dump(exclude={"id"})}
    documents = ScopedCollection(database[CREDENTIALS], scope)
    await documents.replace_one(key, document, upsert=True, session=session)


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
    document = {**key, **content, "member_id": member.id, "recorded_at": at, "release": _RELEASE}
    await _members(database, scope).replace_one(key, document, upsert=True, session=session)


async def generations(database: Database, since: datetime) -> Mapping[str, int]:
    """Member → generation of all, of every organization, whose generation is newer than that.

    Unscoped, as tokens are verified before anybody's organization is looked at; it tells no more
    than that somebody's sessions were ended.
    """
    cursor = database[MEMBERS].find(
        {"generation_since": {"$gte": since}}, projection={"generation": 1}
    )
    return {document["_id"]: document["generation"] async for document in cursor}


async def note_use(database: Database, scope: Scope, member: Member, at: datetime) -> None:
    """Note when a member was last let in; not a change that anybody makes, so not audited."""
    key = {"_id": key_of(member.kind, member.id)}
    await _members(database, scope).update_one(key, {"$set": {"last_used": at}})


def _credential(document: dict[str, Any]) -> Credential:
    # Before there could be several, the one secret stood alone.
    secrets = document.get("secrets")
    if secrets is None:
        secrets = [{"hash": document["secret_hash"]}]
    return Credential(
        id=document["_id"],
        member_of=document["member_of"],
        secrets=tuple(StoredSecret(**secret) for secret in secrets),
    )


def _member(document: dict[str, Any]) -> Member:
    return Member(
        kind=document["kind"],
        id=document["member_id"],
        organization_id=document["organization_id"],
        name=document["name"],
        roles=document["roles"],
        scopes=document["scopes"],
        language=document["language"],
        active=document.get("active", True),
        generation=document.get("generation", 0),
        generation_since=document.get("generation_since"),
        last_used=document.get("last_used"),
    )
