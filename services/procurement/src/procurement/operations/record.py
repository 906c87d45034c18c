"""An activity recorded: as a document, as a fact and as JSON."""

from dataclasses import dataclass, field
from datetime import UTC, date, datetime, time
from typing import Any
from uuid import UUID, uuid5

from google.protobuf.json_format import ParseDict

from tierzero.procurement.v1.activity_pb2 import Activity
from tierzero.store import Document

from .kinds import AnyEntry

_NAMESPACE = UUID("b6a5f8a2-2b0e-5f0a-8d5c-6a1d0f5c7e31")
_PLAIN = ("reference", "kind", "category", "detail", "version", "recorded_at", "withdrawn")


@dataclass(frozen=True)
class Operation:
    """An activity recorded; ``detail`` holds the fields of its kind, decimals as texts."""

    id: str
    version: int
    buyer_id: str
    reference: str
    kind: str
    category: int
    date: date
    recorded_at: datetime
    detail: dict[str, Any] = field(default_factory=dict[str, Any])
    withdrawn: bool = False


def operation_of(entry: AnyEntry, buyer_id: str, now: datetime) -> Operation:
    """The activity to record; its id follows from the buyer and the reference alone."""
    return Operation(
        id=str(uuid5(_NAMESPACE, f"{buyer_id}\n{entry.reference}")),
        version=1,
        buyer_id=buyer_id,
        reference=entry.reference,
        kind=entry.kind,
        category=entry.category,
        date=entry.date,
        recorded_at=now,
        detail=entry.detail,
    )


def document_of(operation: Operation) -> Document:
    """The activity as a document of its buyer; the date is its first moment in UTC."""
    plain = {name: getattr(operation, name) for name in _PLAIN}
    return {"_id": operation.id, "date": start_of(operation.date), **plain}


def operation_from(document: Document) -> Operation:
    """The activity that a document holds."""
    return Operation(
        id=document["_id"],
        buyer_id=document["organization_id"],
        date=document["date"].date(),
        **{name: document[name] for name in _PLAIN},
    )


def fact_of(operation: Operation) -> Activity:
    """The activity as a fact of the topic of activities."""
    fact = Activity(buyer_id=operation.buyer_id, category=operation.category)
    fact.fact.id, fact.fact.version = operation.id, operation.version
    fact.fact.organization_id, fact.fact.withdrawn = operation.buyer_id, operation.withdrawn
    fact.fact.recorded_at.FromDatetime(operation.recorded_at)
    fact.date.FromDatetime(start_of(operation.date))
    fact.reference = operation.reference
    detail = getattr(fact, operation.kind)
    detail.SetInParent()
    ParseDict(operation.detail, detail)
    return fact


def json_of(operation: Operation) -> dict[str, Any]:
    """The activity for programs, as it was sent, with its identity."""
    return {
        "id": operation.id,
        "version": operation.version,
        "reference": operation.reference,
        "kind": operation.kind,
        "category": operation.category,
        "date": operation.date.isoformat(),
        "recorded_at": operation.recorded_at.isoformat().replace("+00:00", "Z"),
        **operation.detail,
    }


def start_of(day: date) -> datetime:
    """The first moment of a day in UTC."""
    return datetime.combine(day, time(), UTC)
