"""How far each partition is done, and may be committed: up to the first chunk that is not.

faust (0.15) keeps such accounts itself, message by message, but takes an offset as done that is
not where a later one of a new consumer group is acknowledged first, or where it lies right behind
a gap: after a crash that message would be lost.

It also drops what it has fetched where a rebalance comes in between, and trusts that reading begins
again at the committed offset; where nothing is committed yet it goes on behind what it dropped. So
these accounts know which offset has to come next, and what comes too early is not taken.
"""

from collections import deque
from dataclasses import dataclass, field
from typing import Generic, TypeVar

Place = TypeVar("Place")


@dataclass
class Underway:
    """Offsets on their way through a handler; done once their effect is durable."""

    first: int
    following: int
    """Offset behind the last."""
    is_begun: bool = False
    """Whether somebody has taken them up."""
    is_done: bool = False


@dataclass
class Progress(Generic[Place]):
    """What of each partition is under way, in the order of offsets."""

    _underway: dict[Place, deque[Underway]] = field(default_factory=dict[Place, deque[Underway]])
    _done: dict[Place, int] = field(default_factory=dict[Place, int])
    _expected: dict[Place, int] = field(default_factory=dict[Place, int])
    _looked: dict[Place, int] = field(default_factory=dict[Place, int])

    def expect(self, place: Place, offset: int) -> None:
        """The partition is read from this offset on; what went out from there on comes again."""
        self.forget(place)
        self._expected[place] = offset

    def is_placed(self, place: Place) -> bool:
        """Whether it is known from where on the partition is read."""
        return place in self._expected

    def missed(self, place: Place, first: int) -> int | None:
        """From where the partition has to be read again, as offsets before ``first`` have not
        come; None where none is missing, or where reading again has brought the same.

        A log may have holes: what was compacted or is too old has no message any more.
        """
        expected = self._expected.get(place, first)
        is_known_hole = self._looked.get(place) == expected
        return None if first <= expected or is_known_hole else expected

    def looked_again(self, place: Place) -> None:
        """It is read again from the offset expected: what does not come now does not exist."""
        self._looked[place] = self._expected[place]

    def begin(self, place: Place, first: int, following: int) -> Underway:
        """Offsets go out. Where the partition was turned back, what went out before comes again
        and no longer counts; where others were due first, nothing is done before those are."""
        if first < self._expected.get(place, 0):
            self.forget(place)
        missed = self.missed(place, first)
        underway = self._underway.setdefault(place, deque())
        if missed is not None:
            underway.append(Underway(missed, first))
        begun = Underway(first, following)
        underway.append(begun)
        self._expected[place] = following
        return begun

    def done(self, place: Place) -> int | None:
        """The offset up to which all is done; None where nothing is."""
        underway = self._underway.get(place, ())
        while underway and underway[0].is_done:
            self._done[place] = underway.popleft().following
        return self._done.get(place)

    def awaited(self, place: Place) -> int | None:
        """The first offset that nobody has taken up yet; None where that is not known."""
        underway = self._underway.get(place, ())
        left_lying = next((one.first for one in underway if not one.is_begun), None)
        return self._expected.get(place) if left_lying is None else left_lying

    def at_work(self) -> set[Place]:
        """Partitions of which something is taken up and not done."""
        return {
            place
            for place, underway in self._underway.items()
            if any(one.is_begun and not one.is_done for one in underway)
        }

    def forget(self, place: Place) -> None:
        """The partition is another's, or was turned back."""
        for known in (self._underway, self._done, self._expected, self._looked):
            known.pop(place, None)
