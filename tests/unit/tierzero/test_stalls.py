"""Partitions of which nothing comes for a while are found, and ever more rarely where in vain."""

from dataclasses import dataclass
from itertools import pairwise

from tierzero.agents.stalls import PATIENCE_SECONDS, Stalls


@dataclass
class Clock:
    """Seconds that pass when told to."""

    now: float = 50.0

    def __call__(self) -> float:
        """The present."""
        return self.now


def test_who_waits_for_the_same_offset_too_long_is_found() -> None:
    clock = Clock()
    stalls = Stalls[str](clock)
    assert stalls.found({"a": 3, "b": 9}) == {}
    clock.now += PATIENCE_SECONDS - 0.1
    assert stalls.found({"a": 3, "b": 10}) == {}
    clock.now += 0.1
    assert stalls.found({"a": 3, "b": 10}) == {"a": 3}


def test_who_is_not_behind_any_more_begins_anew() -> None:
    clock = Clock()
    stalls = Stalls[str](clock)
    stalls.found({"a": 3})
    clock.now += PATIENCE_SECONDS / 2
    assert stalls.found({}) == {}
    clock.now += PATIENCE_SECONDS / 2
    assert stalls.found({"a": 3}) == {}


def test_where_reading_again_brings_nothing_it_is_done_ever_more_rarely() -> None:
    clock = Clock()
    stalls = Stalls[str](clock)
    found: list[float] = []
    for _ in range(200):
        if stalls.found({"a": 3}):
            found.append(clock.now)
        clock.now += 1
    pauses = [later - earlier for earlier, later in pairwise(found)]
    assert pauses[:3] == [2 * PATIENCE_SECONDS, 4 * PATIENCE_SECONDS, 8 * PATIENCE_SECONDS]
