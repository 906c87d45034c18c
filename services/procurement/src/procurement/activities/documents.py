"""A purchase as a document, as a fact and as JSON."""

from datetime import UTC, date, datetime, time
from typing import Any

from tierzero.procurement.v1 import activity_pb2
from tierzero.store import Document

from .model import Purchase

_TEXTS = (
    "reference",
    "supplier_id",
    "product_id",
    "description",
    "quantity",
    "unit",
    "amount",
    "currency",
)
_PLAIN = (*_TEXTS, "version", "category", "recorded_at", "withdrawn")


def document_of(purchase: Purchase) -> Document:
    """The purchase as a document of its buyer; the date is its first moment in UTC."""
    return {
        "_id": purchase.id,
        "date": start_of(purchase.date),
        "classifications": list(purchase.classifications),
        **{name: getattr(purchase, name) for name in _PLAIN},
    }


def purchase_from(document: Document) -> Purchase:
    """The purchase that a document holds."""
    return Purchase(
        id=document["_id"],
        buyer_id=document["organization_id"],
        date=document["date"].date(),
        classifications=tuple(document["classifications"]),
        **{name: document[name] for name in _PLAIN},
    )


def fact_of(purchase: Purchase) -> Any:
    """The purchase as a fact of the topic of activities."""
    fact = activity_pb2.Activity(buyer_id=purchase.buyer_id, category=purchase.category)
    fact.fact.id, fact.fact.version = purchase.id, purchase.version
    fact.fact.organization_id, fact.fact.withdrawn = purchase.buyer_id, purchase.withdrawn
    fact.fact.recorded_at.FromDatetime(purchase.recorded_at)
    fact.date.FromDatetime(start_of(purchase.date))
    fact.reference = purchase.reference
    for name in _TEXTS[1:]:
        setattr(fact.purchase, name, getattr(purchase, name))
    fact.purchase.classifications.extend(purchase.classifications)
    return fact


def json_of(purchase: Purchase) -> dict[str, Any]:
    """The purchase for programs; what is not stated is left out."""
    stated = {name: getattr(purchase, name) for name in _TEXTS if getattr(purchase, name)}
    return {
        "id": purchase.id,
        "version": purchase.version,
        "date": purchase.date.isoformat(),
        "category": purchase.category,
        **stated,
        "classifications": list(purchase.classifications),
        "recorded_at": purchase.recorded_at.isoformat().replace("+00:00", "Z"),
    }


def start_of(day: date) -> datetime:
    """The first moment of a day in UTC."""
    return datetime.combine(day, time(), UTC)
