"""What was used lately, up to a weight."""

from collections import OrderedDict
from collections.abc import Callable
from typing import Generic, Protocol, TypeVar


class Weighted(Protocol):
    """Something that takes up memory."""

    @property
    def weight(self) -> int:
        """How much, in facts."""
        ...


V = TypeVar("V", bound=Weighted)


class Recent(Generic[V]):
    """Values by name; the least recently used go when the whole gets too heavy.

    Values grow while they are held: `settle`, called when a piece of work is over, weighs those
    used since and lets go.
    """

    def __init__(self, most: int) -> None:
        self._most = most
        self._values: OrderedDict[str, V] = OrderedDict()
        self._weights: dict[str, int] = {}
        self._used: set[str] = set()
        self._total = 0

    def __contains__(self, name: str) -> bool:
        """Whether the value is held."""
        return name in self._values

    def __getitem__(self, name: str) -> V:
        """The value, which is recently used now; KeyError where it is not held."""
        self._values.move_to_end(name)
        self._used.add(name)
        return self._values[name]

    def __setitem__(self, name: str, value: V) -> None:
        """Hold a value."""
        self._values[name] = value
        self._values.move_to_end(name)
        self._used.add(name)

    def __len__(self) -> int:
        """How many are held."""
        return len(self._values)

    def forget(self, name: str) -> None:
        """Hold it no more."""
        self._values.pop(name, None)
        self._used.discard(name)
        self._total -= self._weights.pop(name, 0)

    def forget_where(self, condition: Callable[[V], bool]) -> None:
        """Hold no value any more that meets the condition."""
        for name in [name for name, value in self._values.items() if condition(value)]:
            self.forget(name)

    def settle(self) -> None:
        """Let go of the least recently used until the rest is light enough; the last one stays."""
        for name in self._used:
            weight = self._values[name].weight
            self._total += weight - self._weights.get(name, 0)
            self._weights[name] = weight
        self._used.clear()
        while self._total > self._most and len(self._values) > 1:
            self.forget(next(iter(self._values)))
