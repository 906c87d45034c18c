"""A page of a list, and where its neighbours are."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any, Generic, TypeVar

from .position import Position

T = TypeVar("T")


@dataclass(frozen=True)
class Stretch(Generic[T]):
    """Entries in the order of the list; ``previous`` and ``next`` stand in links, "" is none."""

    items: Sequence[T]
    previous: str = ""
    next: str = ""


def stretch(
    documents: Sequence[T], places: Sequence[Position], *, has_previous: bool, has_next: bool
) -> Stretch[T]:
    """The documents of places, with the links that their ends call for."""
    return Stretch(
        documents,
        str(places[0]) if places and has_previous else "",
        str(places[-1]) if places and has_next else "",
    )


def mapped(found: Stretch[Any], items: Sequence[T]) -> Stretch[T]:
    """The same page with other things for its documents."""
    return Stretch(items, found.previous, found.next)
