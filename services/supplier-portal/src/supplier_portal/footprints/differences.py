"""What differs between two footprints, field by field."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from decimal import Decimal
from typing import Any, cast

from carbon.decimals import InvalidDecimal, parse_decimal
from carbon.footprint.changes import change_percent
from carbon.footprint.field_kinds import Field, Kind, ObjectType
from carbon.footprint.fields import PRODUCT_FOOTPRINT

_ALWAYS_DIFFERENT = ("id", "created", "status", "precedingPfIds")


@dataclass(frozen=True)
class Difference:
    """One attribute whose value changed; None where it is absent."""

    path: str
    before: str | None
    after: str | None
    change_percent: Decimal | None = None
    """Of numbers, by how many per cent the value moved; None where there is no such figure."""


def differences(before: Mapping[str, Any], after: Mapping[str, Any]) -> list[Difference]:
    """Attributes that differ between two PACT documents, in the specification's order."""
    earlier, later = dict(_flat(before)), dict(_flat(after))
    paths = [*earlier, *(path for path in later if path not in earlier)]
    ordered = sorted(paths, key=_position)
    return [
        _difference(path, earlier.get(path), later.get(path))
        for path in ordered
        if earlier.get(path) != later.get(path)
    ]


def _difference(path: str, before: str | None, after: str | None) -> Difference:
    kind = KINDS.get(path)
    percent = _percent(before, after) if kind is Kind.DECIMAL else None
    return Difference(path, before, after, percent)


def _percent(before: str | None, after: str | None) -> Decimal | None:
    try:
        old, new = parse_decimal(before or ""), parse_decimal(after or "")
    except InvalidDecimal:
        return None
    return change_percent(old, new)


def _flat(document: Mapping[str, Any], path: str = "") -> Iterator[tuple[str, str]]:
    for name, value in document.items():
        inner = f"{path}.{name}" if path else name
        if inner in _ALWAYS_DIFFERENT:
            continue
        if isinstance(value, Mapping):
            yield from _flat(cast(Mapping[str, Any], value), inner)
        else:
            yield inner, _shown(value)


def _shown(value: object) -> str:
    if isinstance(value, list):
        return "; ".join(_shown(item) for item in cast("list[object]", value))
    if isinstance(value, Mapping):
        items = cast(Mapping[str, object], value).items()
        return ", ".join(f"{name}: {_shown(item)}" for name, item in items)
    return str(value).lower() if isinstance(value, bool) else str(value)


def _fields(object_type: ObjectType, path: str = "") -> Iterator[tuple[str, Field]]:
    for field in object_type.fields:
        inner = f"{path}.{field.name}" if path else field.name
        yield inner, field
        if field.object_type and not field.many:
            yield from _fields(field.object_type, inner)


KINDS: Mapping[str, Kind] = {path: field.kind for path, field in _fields(PRODUCT_FOOTPRINT)}
"""Path of an attribute → its kind."""

UNITS: Mapping[str, str] = {path: field.unit for path, field in _fields(PRODUCT_FOOTPRINT)}
"""Path of an attribute → its unit, empty where it has none."""

_ORDER = {path: place for place, path in enumerate(KINDS)}


def _position(path: str) -> tuple[int, str]:
    return _ORDER.get(path, len(_ORDER)), path
