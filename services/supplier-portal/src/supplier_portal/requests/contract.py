"""Requests as the bus states them, and as it states questions and part numbers to the portal."""

from collections.abc import Iterable
from datetime import UTC, datetime
from typing import Any

from supplier_portal.facts import fact_header
from tierzero.agents import Unusable
from tierzero.common.v1.part_number_pb2 import PartNumber as PartNumberFact
from tierzero.facts.part_numbers import (
    PartNumber,
    Speaker,
    part_number_from_message,
    part_number_to_message,
)
from tierzero.procurement.v1.footprint_request_pb2 import FootprintRequest as Question
from tierzero.supplier_portal.v1 import footprint_request_state_pb2 as contract

from .model import FootprintRequest, IncomingRequest, Origin, State, Wanted

_ORIGINS = {
    Origin.PROCUREMENT: contract.FOOTPRINT_REQUEST_ORIGIN_PROCUREMENT,
    Origin.PACT: contract.FOOTPRINT_REQUEST_ORIGIN_PACT,
}
_STATUSES = {
    State.QUEUED: contract.FOOTPRINT_REQUEST_STATUS_QUEUED,
    State.ACCEPTED: contract.FOOTPRINT_REQUEST_STATUS_ACCEPTED,
    State.EXPIRED: contract.FOOTPRINT_REQUEST_STATUS_EXPIRED,
    State.ANSWERED: contract.FOOTPRINT_REQUEST_STATUS_ANSWERED,
    State.DECLINED: contract.FOOTPRINT_REQUEST_STATUS_DECLINED,
    State.WITHDRAWN: contract.FOOTPRINT_REQUEST_STATUS_WITHDRAWN,
}


def envelope_of(
    request: FootprintRequest | None = None,
    reminders: Iterable[contract.FootprintRequestReminder] = (),
    part_numbers: Iterable[PartNumber] = (),
) -> contract.FootprintRequestStatesStated:
    """What one transaction has to tell."""
    return contract.FootprintRequestStatesStated(
        facts=[state_fact(request)] if request else [],
        reminders=reminders,
        part_numbers=map(part_number_to_message, part_numbers),
    )


def state_fact(request: FootprintRequest) -> contract.FootprintRequestState:
    """Where a request stands."""
    assert request.changed_at is not None
    question = request.question
    fact = contract.FootprintRequestState(
        fact=fact_header(request.id, request.version, request.changed_at, request.supplier_id),
        supplier_id=request.supplier_id,
        asker_id=request.asker_id,
        origin=_ORIGINS[question.origin],
        event_id=question.event_id,
        status=_STATUSES[request.state],
        footprint_ids=request.footprint_ids,
        reason_code=request.reason_code,
        reason=request.reason,
        automatic=request.automatic,
    )
    fact.deadline.FromDatetime(question.due_at)
    fact.changed_at.FromDatetime(request.changed_at)
    if request.promised_until:
        fact.promised_until.FromDatetime(request.promised_until)
    return fact


def reminder_fact(
    request: FootprintRequest, days: int, now: datetime
) -> contract.FootprintRequestReminder:
    """The time of an open request runs out."""
    identity = f"{request.id}:{request.due_at.isoformat()}:{days}"
    fact = contract.FootprintRequestReminder(
        fact=fact_header(identity, 1, now, request.supplier_id),
        request_id=request.id,
        supplier_id=request.supplier_id,
        asker_id=request.asker_id,
        origin=_ORIGINS[request.question.origin],
        event_id=request.question.event_id,
        days_before=days,
    )
    fact.due_at.FromDatetime(request.due_at)
    return fact


def question_of(fact: Question) -> IncomingRequest:
    """The question that procurement states; Unusable where it names nobody."""
    _refuse_nameless(fact, "supplier_id", "buyer_id")
    period = fact.reference_period
    return IncomingRequest(
        supplier_id=fact.supplier_id,
        sender_id=fact.buyer_id,
        origin=Origin.PROCUREMENT,
        event_id=fact.fact.id,
        wanted=Wanted(
            product_ids=tuple(fact.product_ids),
            product_classifications=tuple(fact.product_classifications),
            geographies=tuple(fact.geographies),
            part_numbers=(fact.part_number,) if fact.part_number else (),
            period_start=_moment(period, "start"),
            period_end=_moment(period, "end"),
        ),
        asked_at=fact.asked_at.ToDatetime(UTC),
        deadline=_moment(fact, "deadline"),
        comment=fact.comment,
        description=fact.description,
        version=fact.fact.version,
        withdrawn=fact.fact.withdrawn,
        reminded_at=_moment(fact, "reminded_at"),
    )


def stated_part_number(fact: PartNumberFact) -> PartNumber:
    """What a buyer says its part number means; Unusable where it names nobody."""
    try:
        return part_number_from_message(fact, Speaker.BUYER)
    except ValueError as error:
        raise Unusable("missing-attribute", str(error)) from error


def _moment(message: Any, name: str) -> datetime | None:
    return getattr(message, name).ToDatetime(UTC) if message.HasField(name) else None


def _refuse_nameless(fact: Any, *names: str) -> None:
    missing = [name for name in names if not getattr(fact, name)]
    if missing:
        raise Unusable("missing-attribute", f"fact {fact.fact.id} states no {missing[0]}")
