"""What the supplier portal tells of requests that were asked here, and of part numbers."""

from collections import defaultdict
from datetime import UTC, datetime
from typing import Any

from procurement.fields import in_utc
from tierzero.agents import Consumer, Delivery, Unusable
from tierzero.facts.part_numbers import Speaker, part_number_from_message
from tierzero.supplier_portal.v1 import footprint_request_state_pb2 as contract
from tierzero.tenancy import scope_of_worker
from tierzero.topics import FOOTPRINT_REQUEST_STATES

from .model import Reminder, State, Told, newer_told
from .service import FootprintRequests

WORKER = "procurement.worker"
_PREFIX = "FOOTPRINT_REQUEST_STATUS_"


def consumer(requests: FootprintRequests) -> Consumer:
    """Keeps the newest state of each request; requests of PACT partners are none of ours."""

    async def handle(delivery: Delivery) -> None:
        await _learn_part_numbers(requests, delivery.envelope.part_numbers)
        await _learn_reminders(requests, delivery.envelope.reminders)
        by_buyer: dict[str, dict[str, Told]] = defaultdict(dict)
        for fact in delivery.facts:
            if fact.origin != contract.FOOTPRINT_REQUEST_ORIGIN_PROCUREMENT:
                continue
            _refuse_nameless(fact)
            held = by_buyer[fact.asker_id].get(fact.event_id)
            by_buyer[fact.asker_id][fact.event_id] = newer_told(held, told_of(fact))
        for buyer_id, stated in by_buyer.items():
            unknown = await requests.learn(scope_of_worker(buyer_id, WORKER), stated)
            if unknown:
                raise Unusable("unknown-request", f"nobody has asked request {unknown[0]}")

    return Consumer(FOOTPRINT_REQUEST_STATES, handle)


def told_of(fact: contract.FootprintRequestState) -> Told:
    """What a fact tells; a status of a later contract counts as queued, which stays open."""
    return Told(
        version=fact.fact.version,
        state=_state(fact.status),
        changed_at=fact.changed_at.ToDatetime(UTC),
        footprint_ids=tuple(fact.footprint_ids),
        reason_code=fact.reason_code,
        reason=fact.reason,
        promised_until=_moment(fact, "promised_until"),
        automatic=fact.automatic,
    )


async def _learn_part_numbers(requests: FootprintRequests, messages: Any) -> None:
    by_buyer: dict[str, list[Any]] = defaultdict(list)
    for message in messages:
        try:
            statement = part_number_from_message(message, Speaker.SUPPLIER)
        except ValueError as error:
            raise Unusable("missing-attribute", str(error)) from error
        by_buyer[statement.buyer_id].append(statement)
    for buyer_id, stated in by_buyer.items():
        await requests.part_numbers.learn(scope_of_worker(buyer_id, WORKER), stated)


async def _learn_reminders(requests: FootprintRequests, messages: Any) -> None:
    """Reminders of PACT partners' requests are none of ours, nor those of requests unknown here."""
    by_buyer: dict[str, dict[str, set[Reminder]]] = defaultdict(lambda: defaultdict(set))
    for fact in messages:
        if fact.origin == contract.FOOTPRINT_REQUEST_ORIGIN_PROCUREMENT:
            by_buyer[fact.asker_id][fact.event_id].add(reminder_of(fact))
    for buyer_id, stated in by_buyer.items():
        await requests.learn_reminders(scope_of_worker(buyer_id, WORKER), stated)


def reminder_of(fact: contract.FootprintRequestReminder) -> Reminder:
    """What a reminder says."""
    # To the millisecond, as they are kept: the same reminder again must be the same.
    at = in_utc(fact.fact.recorded_at.ToDatetime(UTC))
    return Reminder(at, in_utc(fact.due_at.ToDatetime(UTC)), fact.days_before)


def _state(number: int) -> State:
    known = contract.FootprintRequestStatus.values()
    if number not in known or not number:
        return State.QUEUED
    name = contract.FootprintRequestStatus.Name(contract.FootprintRequestStatus.ValueType(number))
    return State(name.removeprefix(_PREFIX).lower())


def _moment(fact: Any, name: str) -> datetime | None:
    return getattr(fact, name).ToDatetime(UTC) if fact.HasField(name) else None


def _refuse_nameless(fact: contract.FootprintRequestState) -> None:
    for name in ("asker_id", "event_id", "supplier_id"):
        if not getattr(fact, name):
            raise Unusable("missing-attribute", f"state {fact.fact.id} names no {name}")
