"""The collection ``evidence``: what was attached to what; entries are never removed."""

from collections.abc import Iterable, Mapping
from datetime import datetime
from typing import Any

from tierzero.store import Database, Session
from tierzero.tenancy import Scope, ScopedCollection

from .model import Evidence, Subject, SubjectKind

COLLECTION = "evidence"
SETS = "evidence_sets"
_BY_AGE = [("attached_at", 1), ("_id", 1)]


def _documents(database: Database, scope: Scope) -> ScopedCollection:
    return ScopedCollection(database[COLLECTION], scope)


async def prepare(database: Database) -> None:
    """Create the indexes."""
    await database[COLLECTION].create_index([("organization_id", 1), ("kind", 1), ("subject", 1)])
    await database[COLLECTION].create_index([("organization_id", 1), ("digest", 1)])
    await database[COLLECTION].create_index([("digest", 1), ("kind", 1)])
    await database[SETS].create_index([("organization_id", 1)])


async def hold(
    database: Database, scope: Scope, kind: SubjectKind, subject: str, session: Session
) -> None:
    """Let the session's transaction collide with every other that holds the same set of evidence.

    Without it somebody could state something about a set that somebody else is just changing.
    """
    key = {"_id": f"{scope.organization_id}:{kind.value}:{subject}"}
    sets = ScopedCollection(database[SETS], scope)
    await sets.update_one(key, {"$inc": {"held": 1}}, upsert=True, session=session)


async def find(
    database: Database, scope: Scope, identity: str, session: Session = None
) -> Evidence | None:
    """One file of the organization."""
    document = await _documents(database, scope).find_one({"_id": identity}, session=session)
    return _evidence(document) if document else None


async def owner_of(database: Database, identity: str, scope: Scope) -> str:
    """The organization that a file belongs to, for somebody who has yet to show a right to it."""
    found = await database[COLLECTION].find_one(
        {"_id": identity, "organization_id": {"$ne": scope.organization_id}},
        projection={"organization_id": 1},
    )
    return found["organization_id"] if found else ""


async def attached_to(
    database: Database,
    scope: Scope,
    kind: SubjectKind,
    ids: Iterable[str],
    session: Session = None,
) -> list[Evidence]:
    """Everything that was ever attached to things of a kind, the oldest first."""
    wanted = {"kind": kind.value, "subject": {"$in": list(ids)}}
    cursor = _documents(database, scope).find(wanted, sort=_BY_AGE, session=session)
    return [_evidence(document) async for document in cursor]


async def with_digest(
    database: Database, scope: Scope, digest: str, session: Session = None
) -> list[Evidence]:
    """Everything of the organization that is the same file."""
    cursor = _documents(database, scope).find({"digest": digest}, session=session)
    return [_evidence(document) async for document in cursor]


async def everywhere(
    database: Database, kind: SubjectKind, digests: Iterable[str]
) -> list[Evidence]:
    """Standing evidence of whatever organization that is one of these files."""
    wanted = {"digest": {"$in": list(digests)}, "kind": kind.value, "withdrawn_at": None}
    return [_evidence(document) async for document in database[COLLECTION].find(wanted)]


async def insert(database: Database, scope: Scope, evidence: Evidence, session: Session) -> None:
    """Add one."""
    await _documents(database, scope).insert_one(_document(evidence), session=session)


async def note(
    database: Database,
    scope: Scope,
    identity: str,
    change: Mapping[str, str | bool | datetime],
    session: Session,
) -> None:
    """Note a withdrawal, an erasure or another sharing; what the file is never changes."""
    update = {"$set": dict(change)}
    await _documents(database, scope).update_one({"_id": identity}, update, session=session)


def _document(evidence: Evidence) -> dict[str, Any]:
    return {
        "_id": evidence.id,
        "kind": evidence.subject.kind.value,
        "subject": evidence.subject.id,
        "part": evidence.subject.part,
        "filename": evidence.filename,
        "media_type": evidence.media_type,
        "size": evidence.size,
        "digest": evidence.digest,
        "shared": evidence.shared,
        "attached_at": evidence.attached_at,
        "attached_by": evidence.attached_by,
        "withdrawn_at": evidence.withdrawn_at,
        "withdrawn_by": evidence.withdrawn_by,
        "withdrawn_because": evidence.withdrawn_because,
        "erased_at": evidence.erased_at,
    }


def _evidence(document: Mapping[str, Any]) -> Evidence:
    subject = Subject(
        kind=SubjectKind(document["kind"]), id=document["subject"], part=document["part"]
    )
    return Evidence(
        id=document["_id"],
        owner_id=document["organization_id"],
        subject=subject,
        filename=document["filename"],
        media_type=document["media_type"],
        size=document["size"],
        digest=document["digest"],
        shared=document["shared"],
        attached_at=document["attached_at"],
        attached_by=document["attached_by"],
        withdrawn_at=document["withdrawn_at"],
        withdrawn_by=document["withdrawn_by"],
        withdrawn_because=document["withdrawn_because"],
        erased_at=document["erased_at"],
    )
