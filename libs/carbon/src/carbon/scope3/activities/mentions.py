"""Which emission factors and money an activity can need, told without pricing it."""

from collections.abc import Iterator
from dataclasses import fields, is_dataclass
from typing import Any, cast

from carbon.scope3.activities.details import Detail, Investment, Transport


def mentioned_classes(detail: Detail) -> tuple[str, ...]:
    """Every classification that may choose a factor, each once, in the order of the fields."""
    return tuple(dict.fromkeys(_classes(detail)))


def currency_of(detail: Detail) -> str:
    """The currency of the spend or revenue that is stated; empty where there is none."""
    if isinstance(detail, Transport):
        return detail.currency if detail.spend is not None else ""
    if isinstance(detail, Investment):
        return detail.currency if detail.revenue is not None else ""
    return ""


def _classes(value: Any) -> Iterator[str]:
    for field in fields(value):
        held = getattr(value, field.name)
        if field.name in ("classifications", "generation"):
            yield from held
            continue
        for part in _several(held):
            if is_dataclass(part):
                yield from _classes(part)


def _several(held: Any) -> tuple[object, ...]:
    return cast("tuple[object, ...]", held) if isinstance(held, tuple) else (held,)
