"""Finds partitions of which nothing comes although there is more.

faust passes over messages without a word where it believes them to be of a former generation, or
its flow to be stopped, and reads them again only after the next rebalance, which may be days away.
A fact must not wait so long. Whoever is idle and behind for a while reads again from the offset
that it waits for: handlers are idempotent, so that doing it without need costs a repetition.
"""

import time
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import Generic, TypeVar

Place = TypeVar("Place")

PATIENCE_SECONDS = 10.0
_MOST_PATIENCE_SECONDS = 600.0


@dataclass
class _Waiting:
    offset: int
    since: float
    patience: float


@dataclass
class Stalls(Generic[Place]):
    """Partitions that wait for an offset; longer each time that reading again brought nothing, as
    where an offset exists that no message has."""

    clock: Callable[[], float] = time.monotonic
    _waiting: dict[Place, _Waiting] = field(default_factory=dict[Place, _Waiting])

    def found(self, behind: Mapping[Place, int]) -> dict[Place, int]:
        """Those of the partitions that have waited too long, with the offset they wait for.

        ``behind``: partitions that are idle though there is more, and from which offset on.
        """
        now = self.clock()
        kept = {place: one for place, one in self._waiting.items() if place in behind}
        stalled: dict[Place, int] = {}
        for place, offset in behind.items():
            one = kept.get(place)
            if one is None or one.offset != offset:
                kept[place] = _Waiting(offset, now, PATIENCE_SECONDS)
            elif now - one.since >= one.patience:
                stalled[place] = offset
                one.since, one.patience = now, min(2 * one.patience, _MOST_PATIENCE_SECONDS)
        self._waiting = kept
        return stalled
