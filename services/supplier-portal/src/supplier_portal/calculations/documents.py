"""Calculations and pins as documents of the store: decimals as texts."""

from collections.abc import Mapping
from dataclasses import fields
from decimal import Decimal
from typing import Any

from carbon.calculation.model import COMPONENTS, RATINGS, Composition, DataType, Ratings
from carbon.decimals import format_decimal
from carbon.units import DeclaredUnit

from .model import Calculation, Kind, Pin
from .stated import CalculationInput

Document = dict[str, Any]

_DECIMALS = ("amount", "primary_data_share")
_OPTIONAL = ("mass_per_unit", "heating_value", "outbound_logistics")
_APART = frozenset({*_DECIMALS, *_OPTIONAL, "kind", "data_type", "emissions", "ratings"})
_SAME = tuple(one.name for one in fields(Pin) if one.name not in _APART)


def document_of(calculation: Calculation) -> Document:
    """A version as it is stored."""
    mass = calculation.mass_per_declared_unit
    return {
        "organization_id": calculation.supplier_id,
        "product_id": calculation.product_id,
        "stated": calculation.stated.content(),
        "pins": [pin_document(pin) for pin in calculation.pins.values()],
        "declared_unit": calculation.declared_unit.value,
        "mass_per_declared_unit": None if mass is None else format_decimal(mass),
        "version": calculation.version,
        "recorded_at": calculation.recorded_at,
        "actor": calculation.actor,
    }


def calculation_of(document: Mapping[str, Any], identity: str) -> Calculation:
    """The version that a document holds."""
    mass = document["mass_per_declared_unit"]
    pins = (_pin(pin) for pin in document["pins"])
    return Calculation(
        id=identity,
        supplier_id=document["organization_id"],
        product_id=document["product_id"],
        stated=CalculationInput.model_validate(document["stated"]),
        pins={pin.reference: pin for pin in pins},
        declared_unit=DeclaredUnit(document["declared_unit"]),
        mass_per_declared_unit=None if mass is None else Decimal(mass),
        version=document["version"],
        recorded_at=document["recorded_at"],
        actor=document["actor"],
    )


def pin_document(pin: Pin) -> Document:
    """A pin; also what the JSON API shows of it."""
    numbers = {name: getattr(pin, name) for name in (*_DECIMALS, *_OPTIONAL)}
    return {
        **{name: getattr(pin, name) for name in _SAME},
        "sources": [list(pair) for pair in pin.sources],
        "gwp_sets": list(pin.gwp_sets),
        "kind": pin.kind.value,
        "data_type": pin.data_type.value,
        **{name: _text(value) for name, value in numbers.items()},
        "emissions": {name: _text(getattr(pin.emissions, name)) for name in COMPONENTS},
        "ratings": {name: _text(getattr(pin.ratings, name)) for name in RATINGS},
    }


def _pin(document: Mapping[str, Any]) -> Pin:
    kept: dict[str, Any] = {name: document[name] for name in _SAME}
    kept["sources"] = tuple((name, version) for name, version in document["sources"])
    kept["gwp_sets"] = tuple(document["gwp_sets"])
    kept |= {name: Decimal(document[name]) for name in _DECIMALS}
    kept |= {name: _number(document[name]) for name in _OPTIONAL}
    emissions = {name: Decimal(document["emissions"][name]) for name in COMPONENTS}
    return Pin(
        **kept,
        kind=Kind(document["kind"]),
        data_type=DataType(document["data_type"]),
        emissions=Composition(**emissions),
        ratings=Ratings(**{name: _number(document["ratings"][name]) for name in RATINGS}),
    )


def _text(number: Decimal | None) -> str | None:
    return None if number is None else format_decimal(number)


def _number(text: str | None) -> Decimal | None:
    return None if text is None else Decimal(text)
