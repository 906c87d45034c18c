"""A request as a document of its buyer, as a fact, and as JSON."""

from dataclasses import asdict
from typing import Any

from carbon.footprint.writing import format_time
from tierzero.facts.part_numbers import PartNumber, spelt
from tierzero.lists import urgency
from tierzero.procurement.v1.footprint_request_pb2 import FootprintRequest as Fact
from tierzero.store import Document

from .model import Asked, FootprintRequest, Reminder, State, Told

_MOMENTS = ("deadline", "asked_at", "reminded_at")


def document_of(request: FootprintRequest) -> Document:
    """What is stored; ``slot`` is unique: no second open request for the same."""
    asked = request.asked
    return {
        "_id": request.id,
        "asked": _plain(asdict(asked)),
        "told": _plain(asdict(request.told)) if request.told else None,
        "supplier_id": asked.supplier_id,
        "state": request.state.value,
        "is_open": request.is_open,
        "due_at": request.due_at,
        "urgency": urgency(request.is_open, request.due_at),
        "subject": subject_of(asked.supplier_id, asked.product_id),
        "asked_at": asked.asked_at,
        "reminders": [asdict(one) for one in sorted(request.reminders)],
        "slot": slot_of(asked) if request.is_open else request.id,
    }


def request_from(document: Document) -> FootprintRequest:
    """The request that a document holds."""
    asked = {name: _unlisted(value) for name, value in document["asked"].items()}
    reminders = frozenset(Reminder(**one) for one in document.get("reminders", ()))
    if document["told"] is None:
        return FootprintRequest(Asked(**asked), None, reminders)
    told = {name: _unlisted(value) for name, value in document["told"].items()}
    state = State(told["state"])
    return FootprintRequest(Asked(**asked), Told(**{**told, "state": state}), reminders)


def subject_of(supplier_id: str, product_id: str) -> str:
    """Of whom and for what footprints are asked."""
    return f"{supplier_id}|{product_id}"


def slot_of(asked: Asked) -> str:
    """What is asked for, of whom: the same while it is open is the same request."""
    subject = asked.product_id or spelt(asked.part_number)
    subject = subject or "|".join((*asked.product_ids, *asked.product_classifications))
    subject = subject or spelt(asked.description)
    return "|".join((asked.buyer_id, asked.supplier_id, subject, *asked.geographies))


def fact_of(asked: Asked) -> Fact:
    """The question as a fact of the topic of requests."""
    fact = Fact(
        buyer_id=asked.buyer_id,
        supplier_id=asked.supplier_id,
        part_number=asked.part_number,
        description=asked.description,
        product_ids=asked.product_ids,
        product_classifications=asked.product_classifications,
        geographies=asked.geographies,
        comment=asked.comment,
    )
    fact.fact.id, fact.fact.version = asked.id, asked.version
    fact.fact.organization_id, fact.fact.withdrawn = asked.buyer_id, asked.withdrawn
    fact.fact.recorded_at.FromDatetime(asked.recorded_at)
    for name in _MOMENTS:
        if moment := getattr(asked, name):
            getattr(fact, name).FromDatetime(moment)
    if asked.period_start and asked.period_end:
        fact.reference_period.start.FromDatetime(asked.period_start)
        fact.reference_period.end.FromDatetime(asked.period_end)
    return fact


def json_of(request: FootprintRequest) -> dict[str, Any]:
    """A request for programs; what is not stated is left out."""
    asked, told = request.asked, request.told
    stated = {
        "id": request.id,
        "version": asked.version,
        "state": request.state.value,
        "supplier_id": asked.supplier_id,
        "part_number": asked.part_number,
        "product_id": asked.product_id,
        "product_ids": list(asked.product_ids),
        "product_classifications": list(asked.product_classifications),
        "geographies": list(asked.geographies),
        "description": asked.description,
        "comment": asked.comment,
        "period_start": asked.period_start,
        "period_end": asked.period_end,
        "asked_at": asked.asked_at,
        "deadline": asked.deadline,
        "due_at": request.due_at,
        "reminded_at": asked.reminded_at,
        "reminders": [_reminder_json(one) for one in sorted(request.reminders)],
    }
    shown = {**stated, **(_told_json(told) if told else {})}
    return {name: _json(value) for name, value in shown.items() if value not in ("", None, [])}


def part_number_json(statement: PartNumber) -> dict[str, Any]:
    """What a part number means, and who said so."""
    return {
        "supplier_id": statement.supplier_id,
        "part_number": statement.part_number,
        "product_id": statement.product_id or None,
        "stated_by": statement.speaker.value,
        "stated_at": format_time(statement.recorded_at),
    }


def _reminder_json(reminder: Reminder) -> dict[str, Any]:
    return {name: _json(value) for name, value in asdict(reminder).items()}


def _told_json(told: Told) -> dict[str, Any]:
    return {
        "footprint_ids": list(told.footprint_ids),
        "reason_code": told.reason_code,
        "reason": told.reason,
        "promised_until": told.promised_until,
        "changed_at": told.changed_at,
        "automatic": told.automatic,
    }


def _json(value: Any) -> Any:
    return format_time(value) if hasattr(value, "isoformat") else value


def _plain(content: dict[str, Any]) -> dict[str, Any]:
    return {name: _listed(value) for name, value in content.items()}


def _listed(value: Any) -> Any:
    if isinstance(value, State):
        return value.value
    return list(value) if isinstance(value, tuple) else value


def _unlisted(value: Any) -> Any:
    return tuple(value) if isinstance(value, list) else value
