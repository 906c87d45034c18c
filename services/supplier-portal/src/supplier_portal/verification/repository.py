"""The collections ``verification_requests`` and ``verification_statements``.

Both belong to the supplier. A verifier reads by who was asked: its own id then enters the filter
as "asked" instead of "owned by".
"""

from collections.abc import Iterable, Mapping
from typing import Any

from supplier_portal.evidence.service import SubjectKind
from tierzero.store import Database, Session
from tierzero.tenancy import Scope, ScopedCollection

from .model import RequestState, Subject, VerificationRequest
from .statements import Verified, document_of, verified_of

REQUESTS = "verification_requests"
STATEMENTS = "verification_statements"
_NEWEST_FIRST = [("asked_at", -1), ("_id", -1)]


async def prepare(database: Database) -> None:
    """Create the indexes."""
    requests, statements = database[REQUESTS], database[STATEMENTS]
    await requests.create_index([("organization_id", 1), ("asked_at", -1)])
    await requests.create_index([("verifier_id", 1), ("asked_at", -1)])
    await statements.create_index([("organization_id", 1), ("kind", 1), ("subject", 1)])
    await statements.create_index([("organization_id", 1), ("product_id", 1)])
    await statements.create_index([("verifier_id", 1), ("recorded_at", -1)])


def _requests(database: Database, scope: Scope) -> ScopedCollection:
    return ScopedCollection(database[REQUESTS], scope)


def _statements(database: Database, scope: Scope) -> ScopedCollection:
    return ScopedCollection(database[STATEMENTS], scope)


async def find_request(
    database: Database, scope: Scope, identity: str, session: Session = None
) -> VerificationRequest | None:
    """A request of the supplier."""
    document = await _requests(database, scope).find_one({"_id": identity}, session=session)
    return _request(document) if document else None


async def requests_of(
    database: Database, scope: Scope, subject: Subject | None = None
) -> list[VerificationRequest]:
    """The supplier's requests, the newest first; about one thing where it is named."""
    wanted = {"subjects": subject.content()} if subject else {}
    cursor = _requests(database, scope).find(wanted, sort=_NEWEST_FIRST)
    return [_request(document) async for document in cursor]


async def asked(
    database: Database, scope: Scope, identity: str, session: Session = None
) -> VerificationRequest | None:
    """A request to the scope's organization."""
    mine = {"_id": identity, **_asking(scope)}
    document = await database[REQUESTS].find_one(mine, session=session)
    return _request(document) if document else None


async def queue(database: Database, scope: Scope) -> list[VerificationRequest]:
    """All requests to the scope's organization that were not taken back, the newest first."""
    cursor = database[REQUESTS].find(_asking(scope), sort=_NEWEST_FIRST)
    return [_request(document) async for document in cursor]


async def was_asked(database: Database, scope: Scope, owner_id: str, subject: Subject) -> bool:
    """Whether an owner has asked the scope's organization about a thing."""
    wanted = {**_asking(scope), "organization_id": owner_id, "subjects": subject.content()}
    return await database[REQUESTS].find_one(wanted, projection={"_id": 1}) is not None


def _asking(scope: Scope) -> dict[str, Any]:
    return {
        "verifier_id": scope.organization_id,
        "state": {"$ne": RequestState.WITHDRAWN.value},
    }


async def insert_request(
    database: Database, scope: Scope, request: VerificationRequest, session: Session
) -> None:
    """Add a request."""
    await _requests(database, scope).insert_one(_request_document(request), session=session)


async def replace_request(
    database: Database, scope: Scope, request: VerificationRequest, session: Session
) -> None:
    """Note how a request ended."""
    document = _request_document(request)
    await _requests(database, scope).replace_one({"_id": request.id}, document, session=session)


async def insert_statements(
    database: Database, scope: Scope, stated: Iterable[Verified], session: Session
) -> None:
    """Add versions of statements."""
    documents = [document_of(one) for one in stated]
    if documents:
        await _statements(database, scope).insert_many(documents, session=session)


async def versions_about(
    database: Database,
    scope: Scope,
    kind: SubjectKind,
    ids: Iterable[str],
    session: Session = None,
) -> list[Verified]:
    """Every version of every statement on things of the supplier, in order."""
    wanted = {"kind": kind.value, "subject": {"$in": list(ids)}}
    return await _found(_statements(database, scope).find(wanted, session=session))


async def about_products(
    database: Database, scope: Scope, product_ids: Iterable[str]
) -> list[Verified]:
    """Every version of every statement on footprints of the supplier's products, in order."""
    wanted = {"product_id": {"$in": list(product_ids)}}
    return await _found(_statements(database, scope).find(wanted))


async def versions_of(
    database: Database, scope: Scope, identity: str, session: Session = None
) -> list[Verified]:
    """Every version of a statement that the scope's organization made."""
    wanted = {"verifier_id": scope.organization_id, "statement": identity}
    return await _found(database[STATEMENTS].find(wanted, session=session))


async def made_in(database: Database, scope: Scope, request_id: str) -> list[Verified]:
    """Every version of the statements that the scope's organization made on a request."""
    wanted = {"verifier_id": scope.organization_id, "request_id": request_id}
    return await _found(database[STATEMENTS].find(wanted))


async def rests_on(database: Database, scope: Scope, part: str, digest: str, subject: str) -> bool:
    """Whether a statement of any state names a file as its evidence."""
    wanted = {"subject": subject}
    async for document in _statements(database, scope).find(wanted, projection={"evidence": 1}):
        if any(one[:2] == [part, digest] for one in document["evidence"]):
            return True
    return False


async def _found(cursor: Any) -> list[Verified]:
    found = [verified_of(document) async for document in cursor]
    return sorted(found, key=lambda one: (one.completed_at, one.id, one.version))


def _request_document(request: VerificationRequest) -> dict[str, Any]:
    return {
        "_id": request.id,
        "verifier_id": request.verifier_id,
        "subjects": [one.content() for one in request.subjects],
        "message": request.message,
        "state": request.state.value,
        "asked_at": request.asked_at,
        "asked_by": request.asked_by,
        "answered_at": request.answered_at,
        "answered_by": request.answered_by,
        "findings": request.findings,
    }


def _request(document: Mapping[str, Any]) -> VerificationRequest:
    subjects = (Subject(SubjectKind(one["kind"]), one["id"]) for one in document["subjects"])
    return VerificationRequest(
        id=document["_id"],
        supplier_id=document["organization_id"],
        verifier_id=document["verifier_id"],
        subjects=tuple(subjects),
        message=document["message"],
        state=RequestState(document["state"]),
        asked_at=document["asked_at"],
        asked_by=document["asked_by"],
        answered_at=document["answered_at"],
        answered_by=document["answered_by"],
        findings=document["findings"],
    )
