"""The collections ``drafts`` and ``settings`` of each organization."""

from collections.abc import Sequence
from dataclasses import asdict
from typing import Any

from tierzero import lists
from tierzero.lists import Count, Listing, Stretch, Turn
from tierzero.store import Database, Session
from tierzero.tenancy import Scope, ScopedCollection

from .model import ApprovalSettings, Draft, State

COLLECTION, SETTINGS = "drafts", "settings"


def _drafts(database: Database, scope: Scope) -> ScopedCollection:
    return ScopedCollection(database[COLLECTION], scope)


async def prepare(database: Database) -> None:
    """Create the indexes."""
    await database[COLLECTION].create_index(
        [("organization_id", 1), ("state", 1), ("changed_at", -1), ("_id", -1)]
    )
    await database[COLLECTION].create_index([("organization_id", 1), ("subject", 1)])
    await database[SETTINGS].create_index([("organization_id", 1)])


async def put(database: Database, scope: Scope, draft: Draft, session: Session) -> None:
    """Store a draft in the place of its former state."""
    key = {"_id": draft.id}
    content = {name: value for name, value in asdict(draft).items() if name != "id"}
    document = {**key, **content, "state": draft.state.value}
    await _drafts(database, scope).replace_one(key, document, upsert=True, session=session)


async def find(
    database: Database, scope: Scope, identity: str, session: Session = None
) -> Draft | None:
    """One draft of the organization."""
    found = await _drafts(database, scope).find_one({"_id": identity}, session=session)
    return _draft(found) if found else None


async def pending_with(
    database: Database, scope: Scope, subject: str, session: Session
) -> Draft | None:
    """The draft of a thing that waits for approval already."""
    wanted = {"subject": subject, "state": {"$in": [State.PENDING.value, State.ISSUING.value]}}
    found = await _drafts(database, scope).find_one(wanted, session=session)
    return _draft(found) if found else None


async def turned(
    database: Database, scope: Scope, states: Sequence[State], turn: Turn, size: int
) -> Stretch[Draft]:
    """A page of the drafts in one of the states, the newest first."""
    found = await lists.page(database, scope, _listing(states), turn, size)
    return lists.mapped(found, [_draft(document) for document in found.items])


async def count(database: Database, scope: Scope, states: Sequence[State]) -> Count:
    """How many there are in one of the states, as far as lists are counted."""
    return await lists.count(database, scope, _listing(states))


async def settings(database: Database, scope: Scope, session: Session = None) -> ApprovalSettings:
    """What the organization has decided, or what holds without a decision."""
    documents = ScopedCollection(database[SETTINGS], scope)
    found = await documents.find_one({"_id": scope.organization_id}, session=session)
    known = ApprovalSettings.model_fields
    return ApprovalSettings(**{name: found[name] for name in known if found and name in found})


async def put_settings(
    database: Database, scope: Scope, decided: ApprovalSettings, session: Session
) -> None:
    """Store what the organization decides."""
    key = {"_id": scope.organization_id}
    documents = ScopedCollection(database[SETTINGS], scope)
    content = {**key, **decided.model_dump()}
    await documents.replace_one(key, content, upsert=True, session=session)


def _listing(states: Sequence[State]) -> Listing:
    among = ("state", tuple(state.value for state in states))
    return Listing(COLLECTION, "changed_at", descending=True, among=among)


def _draft(document: dict[str, Any]) -> Draft:
    known = {name: document[name] for name in Draft.__dataclass_fields__ if name in document}
    return Draft(**{**known, "id": document["_id"], "state": State(document["state"])})
