"""A limit as a document, as a fact, and as JSON."""

from typing import Any

from carbon.decimals import format_decimal, parse_decimal
from carbon.limits import Limit
from carbon.units import DeclaredUnit
from tierzero.facts import declared_unit_to_message
from tierzero.procurement.v1 import limit_pb2
from tierzero.store import Document

from .model import SetLimit, terms_of

_DECIMALS = ("maximum", "minimum_primary_data_share", "maximum_data_quality_rating")


def document_of(held: SetLimit) -> Document:
    """The limit as a document of its buyer.

    ``slot`` is unique: no second limit in force on the same subject from the same day.
    """
    terms = terms_of(held).model_dump(mode="python")
    slot = f"{held.buyer_id}|{held.subject}|{held.limit.valid_from.isoformat()}"
    return {
        **terms,
        "declared_unit": held.limit.declared_unit.value,
        "_id": held.id,
        "version": held.version,
        "recorded_at": held.recorded_at,
        "withdrawn": held.withdrawn,
        "slot": held.id if held.withdrawn else slot,
    }


def limit_from(document: Document) -> SetLimit:
    """The limit that a document holds."""
    numbers = {
        name: None if document[name] is None else parse_decimal(document[name])
        for name in _DECIMALS
    }
    limit = Limit(
        declared_unit=DeclaredUnit(document["declared_unit"]),
        valid_from=document["valid_from"],
        valid_until=document["valid_until"],
        product_id=document["product_id"],
        product_classification=document["product_classification"],
        verification_required=document.get("verification_required", False),
        **numbers,  # pyright: ignore[reportArgumentType] - maximum is never absent
    )
    return SetLimit(
        id=document["_id"],
        version=document["version"],
        buyer_id=document["organization_id"],
        limit=limit,
        recorded_at=document["recorded_at"],
        withdrawn=document["withdrawn"],
    )


def fact_of(held: SetLimit) -> Any:
    """The limit as a fact of the topic of limits."""
    limit = held.limit
    fact = limit_pb2.Limit(
        buyer_id=held.buyer_id,
        declared_unit=declared_unit_to_message(limit.declared_unit),
        maximum=format_decimal(limit.maximum),
        minimum_primary_data_share=_text(limit.minimum_primary_data_share) or "",
        maximum_data_quality_rating=_text(limit.maximum_data_quality_rating) or "",
        verification_required=limit.verification_required,
    )
    fact.fact.id, fact.fact.version = held.id, held.version
    fact.fact.organization_id, fact.fact.withdrawn = held.buyer_id, held.withdrawn
    fact.fact.recorded_at.FromDatetime(held.recorded_at)
    fact.valid_from.FromDatetime(limit.valid_from)
    if limit.valid_until:
        fact.valid_until.FromDatetime(limit.valid_until)
    if limit.product_id:
        fact.product_id = limit.product_id
    else:
        fact.product_classification = limit.product_classification or ""
    return fact


def _text(number: Any) -> str | None:
    return None if number is None else format_decimal(number)
