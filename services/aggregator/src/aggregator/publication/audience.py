"""Who is watching which factory's page, and how they are told that it moved.

Each watcher has room for one piece of news only: a newer one takes the place of one not yet read,
so a slow reader costs no memory and misses nothing that still holds.
"""

import asyncio
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field

from tierzero.i18n import _
from tierzero.problems import Problem


@dataclass(frozen=True)
class News:
    """The revision a factory's progress has now, and whether strangers may see it."""

    revision: int
    published: bool


Seat = asyncio.Queue[News | None]
"""A watcher's one piece of news; None says that the process is about to stop."""


@dataclass(frozen=True)
class Audience:
    """The watchers of one process; at most ``capacity``."""

    capacity: int
    seats: dict[str, set[Seat]] = field(default_factory=dict[str, set[Seat]])

    @property
    def size(self) -> int:
        """How many are watching."""
        return sum(map(len, self.seats.values()))


def check_room(audience: Audience) -> None:
    """Problem 503 where no further watcher can be served."""
    if audience.size >= audience.capacity:
        detail = _("Too many people are watching at the moment. Load the page again later.")
        raise Problem(503, "too-many-watchers", detail, headers={"Retry-After": "30"})


@contextmanager
def seated(audience: Audience, factory_id: str) -> Iterator[Seat]:
    """A watcher's seat, for the block."""
    seat: Seat = asyncio.Queue(maxsize=1)
    audience.seats.setdefault(factory_id, set()).add(seat)
    try:
        yield seat
    finally:
        watching = audience.seats[factory_id]
        watching.discard(seat)
        if not watching:
            del audience.seats[factory_id]


def tell(audience: Audience, factory_id: str, news: News) -> None:
    """Give the watchers of a factory the newest news."""
    for seat in audience.seats.get(factory_id, ()):
        _put(seat, news)


def dismiss(audience: Audience) -> None:
    """Let every stream end, because the process is about to stop."""
    for seats in audience.seats.values():
        for seat in seats:
            _put(seat, None)


def _put(seat: Seat, news: News | None) -> None:
    if seat.full():
        seat.get_nowait()
    seat.put_nowait(news)
