"""Writing a request with its follow-up, audit entry and events: all of it or nothing."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Any

from supplier_portal.audit import service as audit
from supplier_portal.footprints import service as footprints
from supplier_portal.portal import Portal
from supplier_portal.sharing import service as sharing
from tierzero import outbox
from tierzero.facts.part_numbers import PartNumber
from tierzero.store import Session
from tierzero.tenancy import Scope
from tierzero.topics import FOOTPRINT_REQUEST_STATES

from . import part_number_repository, repository
from .contract import envelope_of, reminder_fact
from .model import FootprintRequest
from .states import is_followed_up


@dataclass(frozen=True)
class Change:
    """A request before and after, and what is told beside it."""

    before: FootprintRequest | None
    after: FootprintRequest
    reminder_days: int | None = None
    part_numbers: Sequence[PartNumber] = field(default=())


async def store(portal: Portal, scope: Scope, session: Session, change: Change) -> None:
    """Write a change; DuplicateKeyError where the request or its follow-up is there already."""
    before, after, database = change.before, change.after, portal.database
    write = repository.replace if before else repository.insert
    await write(database, scope, after, session)
    if is_followed_up(after) and not (before and is_followed_up(before)):
        await repository.insert_follow_up(database, scope, after, session)
        await _disclose(portal, scope, session, after)
    await part_number_repository.keep(database, scope, change.part_numbers, session)
    await _note(portal, scope, session, change)
    await _tell(portal, session, change)


async def _disclose(
    portal: Portal, scope: Scope, session: Session, request: FootprintRequest
) -> None:
    found = await footprints.find_many(portal.database, scope, request.footprint_ids, session)
    for issued in found:
        way = sharing.Way.REQUEST
        await sharing.disclosed(portal, scope, session, issued, request.asker_id, way)


async def _note(portal: Portal, scope: Scope, session: Session, change: Change) -> None:
    before, after = change.before, change.after
    entries = [mapping_change(one) for one in change.part_numbers]
    if before is None or before.version != after.version:
        action = f"request.{after.state.value}"
        shown = content_of(before) if before else None
        entries.append(audit.Change(action, after.id, shown, content_of(after), label_of(after)))
    await audit.record(portal, scope, session, *entries)


async def _tell(portal: Portal, session: Session, change: Change) -> None:
    before, after = change.before, change.after
    told = after if before is None or before.version != after.version else None
    days = change.reminder_days
    reminders = [] if days is None else [reminder_fact(after, days, portal.clock())]
    envelope = envelope_of(told, reminders, change.part_numbers)
    if envelope.ByteSize():
        await outbox.append_envelope(
            session, portal.database, FOOTPRINT_REQUEST_STATES, after.supplier_id, envelope
        )


def mapping_change(statement: PartNumber) -> audit.Change:
    """A mapping as the audit log keeps it."""
    content: dict[str, Any] = {
        "customer_id": statement.buyer_id,
        "part_number": statement.part_number,
        "product_id": statement.product_id,
        "stated_by": statement.speaker.value,
    }
    return audit.Change("part_number.stated", statement.id, None, content, statement.part_number)


def label_of(request: FootprintRequest) -> str:
    """How people call a request."""
    question = request.question
    names = (*question.wanted.part_numbers, *question.wanted.product_ids)
    return question.description or next(iter(names), question.event_id)


def content_of(request: FootprintRequest) -> dict[str, Any]:
    """What the audit log keeps of a request."""
    return {
        "state": request.state.value,
        "due_at": request.due_at.isoformat(),
        "footprint_ids": list(request.footprint_ids),
        "reason_code": request.reason_code,
        "reason": request.reason,
        "automatic": request.automatic,
    }
