"""A factor as a document, as a fact and as JSON."""

from collections.abc import Mapping
from typing import Any

from carbon.decimals import format_decimal
from carbon.scope3.inputs import FactorKind
from tierzero.lists import words_of
from tierzero.procurement.v1 import factor_pb2
from tierzero.store import Document

from .model import EVERYONE, Factor, FactorEntry

DIVIDER = "\x1f"
"""Between the parts of a place: before every character that a part may hold."""

_KINDS = {
    FactorKind.AVERAGE_DATA: factor_pb2.FACTOR_KIND_AVERAGE_DATA,
    FactorKind.SPEND_BASED: factor_pb2.FACTOR_KIND_SPEND_BASED,
}
_SAME = (
    "factor_set",
    "classification",
    "name",
    "includes_margins",
    "region",
    "gwp_set",
    "source",
    "licence",
)


def document_of(factor: Factor) -> Document:
    """The factor as a document of its owner."""
    entry = factor.entry.model_dump(mode="python")
    return {
        **entry,
        "_id": factor.id,
        "kind": factor.entry.kind.value,
        "value": format_decimal(factor.entry.value),
        "recorded_at": factor.recorded_at,
        **derived_of(entry),
    }


def derived_of(entry: Mapping[str, Any]) -> Document:
    """What is stored for the sake of the list's order and of finding by words."""
    place = place_of(entry["factor_set"], entry["version"], entry["classification"])
    return {"place": place, "words": words_of(entry["classification"], entry["name"])}


def place_of(*parts: str) -> str:
    """Where a factor stands in the list: by set, then version, then class."""
    return DIVIDER.join(parts)


def factor_from(document: Document) -> Factor:
    """The factor that a document holds."""
    names = FactorEntry.model_fields
    entry = FactorEntry.model_validate({name: document[name] for name in names})
    return Factor(entry, document["organization_id"], document["recorded_at"])


def fact_of(factor: Factor) -> Any:
    """The factor as a fact; one for everybody names no organization."""
    entry = factor.entry
    fact = factor_pb2.EmissionFactor(
        factor_set_version=entry.version,
        kind=_KINDS[entry.kind],
        value=format_decimal(entry.value),
        unit=entry.canonical_unit,
        price_year=entry.price_year or 0,
        data_year=entry.data_year or 0,
        **{name: getattr(entry, name) for name in _SAME},
    )
    fact.fact.id, fact.fact.version = factor.id, 1
    fact.fact.organization_id = "" if factor.owner == EVERYONE else factor.owner
    fact.fact.recorded_at.FromDatetime(factor.recorded_at)
    if entry.valid_from:
        fact.valid_from.FromDatetime(entry.valid_from)
    if entry.valid_until:
        fact.valid_until.FromDatetime(entry.valid_until)
    return fact


def json_of(factor: Factor) -> dict[str, Any]:
    """The factor for programs."""
    shown = factor.entry.model_dump(mode="json", exclude_none=True)
    return {"id": factor.id, "own": factor.owner != EVERYONE, **shown}
