"""Targets as the store keeps them: decimals as texts."""

from decimal import Decimal

from aggregator.targets.model import Target
from carbon.decimals import format_decimal
from tierzero.store import Document


def document_from(target: Target) -> Document:
    """The document of a target."""
    base = target.base_emissions
    return {
        "_id": target.id,
        "version": target.version,
        "direction": target.direction.value,
        "base_year": target.base_year,
        "target_year": target.target_year,
        "reduction_percent": format_decimal(target.reduction_percent),
        "base_emissions": None if base is None else format_decimal(base),
        "base_reason": target.base_reason,
        "changed_at": target.changed_at,
        "changed_by": target.changed_by,
    }


def target_from(document: Document) -> Target:
    """The target in a document."""
    base = document["base_emissions"]
    fields = {name: value for name, value in document.items() if name != "_id"}
    numbers = {
        "reduction_percent": Decimal(document["reduction_percent"]),
        "base_emissions": None if base is None else Decimal(base),
    }
    return Target.model_validate({**fields, **numbers, "id": document["_id"]})
