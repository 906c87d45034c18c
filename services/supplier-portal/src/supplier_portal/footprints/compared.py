"""Differences and history as pages show them: named, with units, in the reader's language."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from decimal import Decimal
from typing import Any, cast

from carbon.footprint.changes import moved_percent
from carbon.footprint.field_kinds import Kind
from tierzero.i18n import Text, format_date

from .differences import KINDS, Difference
from .groups import Input, core_groups, further_groups
from .labels import label_of
from .model import IssuedFootprint
from .shown import shown_value

_EMISSIONS = "kgCO2e"


@dataclass(frozen=True)
class ShownDifference:
    """One attribute that changed; ``kind`` says whether more of it is worse (``emissions``)."""

    name: Text
    before: str
    after: str
    change_percent: Decimal | None
    kind: str


@dataclass(frozen=True)
class Step:
    """A footprint in the history of its product, and how its total moved from the one before."""

    footprint: IssuedFootprint
    change_percent: Decimal | None


def shown_differences(
    before: Mapping[str, Any], after: Mapping[str, Any], found: Sequence[Difference]
) -> Iterator[ShownDifference]:
    """Differences between two documents, as their reader writes values."""
    inputs = _inputs()
    for one in found:
        known = inputs.get(one.path)
        unit = known.attribute.field.unit if known else ""
        yield ShownDifference(
            label_of(one.path),
            _shown(known, one.path, before, one.before),
            _shown(known, one.path, after, one.after),
            one.change_percent,
            "emissions" if unit == _EMISSIONS else "other",
        )


def steps(history: Sequence[IssuedFootprint]) -> list[Step]:
    """The history, the newest first, each beside the one issued before it."""
    following = [*history[1:], None]
    return [
        Step(one, moved_percent(older.document, one.document) if older else None)
        for one, older in zip(history, following, strict=True)
    ]


def _inputs() -> Mapping[str, Input]:
    groups = (*core_groups(), *further_groups())
    return {one.name: one for group in groups for one in group.inputs}


def _shown(known: Input | None, path: str, document: Mapping[str, Any], text: str | None) -> str:
    if text is None:
        return ""
    value = _at(document, path)
    if known is not None:
        return shown_value(known, value)
    if KINDS.get(path) is Kind.DATE_TIME and isinstance(value, str):
        return format_date(datetime.fromisoformat(value))
    return text


def _at(document: Mapping[str, Any], path: str) -> Any:
    place: Any = document
    for name in path.split("."):
        place = cast(Mapping[str, Any], place).get(name) if isinstance(place, Mapping) else None
    return place
