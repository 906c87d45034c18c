"""How much of a footprint its owner shows: all fields, or the total only.

The total only keeps what the schema of PACT v3.0.4 requires, because a document without it is no
footprint, and what says of which goods, place and time the total holds. Nothing that is shown is
altered: an attribute is shown as its owner stated it or not at all. The one exception is the
product's description, which the schema requires and lets be empty: it is free text and is emptied.
"""

from collections.abc import Mapping
from dataclasses import MISSING, fields, replace
from enum import StrEnum
from typing import Any

from carbon.footprint.field_kinds import Field
from carbon.footprint.fields import PRODUCT_FOOTPRINT
from carbon.footprint.model import ProductFootprint
from carbon.footprint.pcf_fields import CARBON_FOOTPRINT


class Detail(StrEnum):
    """How much of its footprints the owner of a product shows."""

    TOTAL_ONLY = "total_only"
    ALL_FIELDS = "all_fields"


_EMPTIED = "productDescription"
_ABOUT_THE_TOTAL = frozenset(
    {
        "precedingPfIds",
        "validityPeriodStart",
        "validityPeriodEnd",
        "productClassifications",
        "pcf.geographyRegionOrSubregion",
        "pcf.geographyCountry",
        "pcf.geographyCountrySubdivision",
    }
)


def presented(footprint: ProductFootprint, detail: Detail) -> ProductFootprint:
    """The footprint as others see it; a whole one of the data model either way."""
    if detail is Detail.ALL_FIELDS:
        return footprint
    pcf = replace(footprint.pcf, **_absent(footprint.pcf, _HIDDEN_OF_PCF))
    whole = replace(footprint, pcf=pcf, product_description="")
    return replace(whole, **_absent(whole, _HIDDEN))


def presented_document(document: Mapping[str, Any], detail: Detail) -> dict[str, Any]:
    """A PACT document as others see it; a valid one by PACT v3.0.4 either way."""
    if detail is Detail.ALL_FIELDS:
        return dict(document)
    shown = {name: value for name, value in document.items() if name in _SHOWN}
    pcf = {name: value for name, value in document["pcf"].items() if name in _SHOWN_OF_PCF}
    return {**shown, _EMPTIED: "", "pcf": pcf}


def is_shown(path: str, detail: Detail) -> bool:
    """Whether others see the attribute of this path, such as ``pcf.dqi.temporalDQR``."""
    if detail is Detail.ALL_FIELDS:
        return True
    outer, _, inner = path.partition(".")
    if outer == "pcf" and inner:
        return inner.split(".")[0].split("[")[0] in _SHOWN_OF_PCF
    return outer.split("[")[0] in _SHOWN and outer != _EMPTIED


def _is_kept(path: str, field: Field) -> bool:
    return field.required or path in _ABOUT_THE_TOTAL


_TOP = {field: _is_kept(field.name, field) for field in PRODUCT_FOOTPRINT.fields}
_PCF = {field: _is_kept(f"pcf.{field.name}", field) for field in CARBON_FOOTPRINT.fields}
_SHOWN = frozenset(field.name for field, kept in _TOP.items() if kept)
_SHOWN_OF_PCF = frozenset(field.name for field, kept in _PCF.items() if kept)
_HIDDEN = frozenset(field.attribute for field, kept in _TOP.items() if not kept)
_HIDDEN_OF_PCF = frozenset(field.attribute for field, kept in _PCF.items() if not kept)

HIDDEN_PATHS = (
    *(field.name for field, kept in _TOP.items() if not kept),
    _EMPTIED,
    *(f"pcf.{field.name}" for field, kept in _PCF.items() if not kept),
)
"""Paths of the attributes that "total only" keeps back."""


def _absent(value: Any, names: frozenset[str]) -> dict[str, Any]:
    """What the attributes are where their owner states none of them."""
    return {one.name: _default(one) for one in fields(value) if one.name in names}


def _default(attribute: Any) -> Any:
    if attribute.default is not MISSING:
        return attribute.default
    return attribute.default_factory()
