"""A page of a list, and where its neighbours are."""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from typing import Any, Generic, TypeVar

from .position import Position, Turn

T = TypeVar("T")


@dataclass(frozen=True)
class Stretch(Generic[T]):
    """Entries in the order of the list; ``previous`` and ``next`` stand in links, "" is none."""

    items: Sequence[T]
    previous: str = ""
    next: str = ""


def chosen_after(found: Sequence[Position], turn: Turn, size: int) -> Stretch[Position]:
    """The page of the next places, of which one more than a page holds were looked for."""
    return _linked(found[:size], has_previous=bool(turn.after), has_next=len(found) > size)


def chosen_before(found: Sequence[Position], size: int) -> Stretch[Position]:
    """The page of places before one, given from there backwards, one more than a page holds."""
    return _linked(found[:size][::-1], has_previous=len(found) > size, has_next=True)


def chosen_among(ordered: Sequence[Position], turn: Turn, size: int) -> Stretch[Position]:
    """A page of a list that is known whole."""
    held = list(ordered)
    if turn.after:
        start = next((n for n, one in enumerate(held) if one == turn.after), len(held) - 1) + 1
    elif turn.before:
        end = next((n for n, one in enumerate(held) if one == turn.before), len(held))
        start = max(0, end - size)
    else:
        start = 0
    shown = held[start : start + size]
    return _linked(shown, has_previous=start > 0, has_next=start + size < len(held))


def stretched(
    items: Iterable[T], place_of: Callable[[T], Position], turn: Turn, size: int
) -> Stretch[T]:
    """A page of things that are held in order."""
    known = {place_of(one): one for one in items}
    chosen = chosen_among(list(known), turn, size)
    return mapped(chosen, [known[place] for place in chosen.items])


def _linked(places: Sequence[Position], *, has_previous: bool, has_next: bool) -> Stretch[Position]:
    return Stretch(
        places,
        str(places[0]) if places and has_previous else "",
        str(places[-1]) if places and has_next else "",
    )


def mapped(found: Stretch[Any], items: Sequence[T]) -> Stretch[T]:
    """The same page with other things for its documents."""
    return Stretch(items, found.previous, found.next)
