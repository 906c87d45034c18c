"""Cutting an ordered list into spans of a few hundred documents.

A store may read a whole index range whatever limit is asked for, so no range is asked for that is
much longer than a page. Where to cut is learned from what was read: a span that turned out long is
cut for those who come after. Cuts only say where to look: what a list holds never depends on them.
"""

from bisect import bisect_left, bisect_right
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from .position import Position

STEP = 200
"""Documents between two new cuts."""

LONG = 2 * STEP
"""Documents from which on a span is cut."""


@dataclass(frozen=True, slots=True)
class Cut:
    """A border: documents of the value and later, or of the value only those from the id on."""

    value: Any
    id: Any = None

    @property
    def key(self) -> tuple[Any, ...]:
        """For comparing; a cut without id lies before all documents of its value."""
        return (self.value, 0) if self.id is None else (self.value, 1, self.id)


@dataclass(frozen=True, slots=True)
class Span:
    """From one cut on, up to another and without it; None is open."""

    start: Cut | None
    end: Cut | None

    def ranges(self, field: str) -> list[dict[str, Any]]:
        """Filters that together find the span, each one range of the index (…, field, _id)."""
        start, end = self.start, self.end
        if start and end and start.value == end.value:
            return [{field: start.value, "_id": _bounds(start, end)}]
        found: list[dict[str, Any]] = []
        if start and start.id is not None:
            found.append({field: start.value, "_id": _bounds(start, None)})
        found += self._between(field)
        if end and end.id is not None:
            found.append({field: end.value, "_id": _bounds(None, end)})
        return found

    def _between(self, field: str) -> list[dict[str, Any]]:
        bounds: dict[str, Any] = {}
        if self.start:
            bounds["$gte" if self.start.id is None else "$gt"] = self.start.value
        if self.end:
            bounds["$lt"] = self.end.value
        return [{field: bounds} if bounds else {}]


def _bounds(start: Cut | None, end: Cut | None) -> dict[str, Any]:
    bounds = {"$gte": start.id if start else None, "$lt": end.id if end else None}
    return {operator: value for operator, value in bounds.items() if value is not None}


def span_at(cuts: Sequence[Cut], number: int) -> Span:
    """The span with a number, 0 to the number of cuts; ``cuts`` are in order."""
    start = cuts[number - 1] if number > 0 else None
    end = cuts[number] if number < len(cuts) else None
    return Span(start, end)


def number_after(cuts: Sequence[Cut], position: Position) -> int:
    """The span that holds the first document after a position, if there is one."""
    return bisect_right(cuts, position.key, key=_key)


def number_before(cuts: Sequence[Cut], position: Position) -> int:
    """The span that holds the last document before a position, if there is one."""
    return bisect_left(cuts, position.key, key=_key)


def number_at(cuts: Sequence[Cut], value: Any) -> int:
    """The span that holds the first document of a value or of the next one."""
    return bisect_right(cuts, (value, 0), key=_key)


def new_cuts(found: Sequence[Position]) -> list[Cut]:
    """Where to cut a span with these documents, in order; nowhere while it is short."""
    if len(found) <= LONG:
        return []
    return [_cut(found, place) for place in range(STEP, len(found), STEP)]


def merged(cuts: Sequence[Cut], more: Sequence[Cut]) -> list[Cut]:
    """All of the cuts in order, each once."""
    return sorted({*cuts, *more}, key=_key)


def _cut(found: Sequence[Position], place: int) -> Cut:
    here = found[place]
    same = found[place - 1].value == here.value
    return Cut(here.value, here.id if same else None)


def _key(cut: Cut) -> tuple[Any, ...]:
    return cut.key
