"""Values of facts that are read when they are first asked for."""

from collections.abc import Collection, Iterator
from typing import Any

from carbon.scope3.inputs import FootprintValue
from footprint.values.footprints import footprint_value_from_message


class LazyFootprints:
    """The footprints of one product by id. Most of what arrives prices nothing, so a fact becomes a
    value only when it is asked for, and stays one."""

    __slots__ = ("_held",)

    def __init__(self) -> None:
        self._held: dict[str, Any] = {}

    def __setitem__(self, footprint_id: str, fact: Any) -> None:
        """Hold the fact, which has been admitted, instead of any other version."""
        self._held[footprint_id] = fact

    def pop(self, footprint_id: str) -> None:
        """Hold it no more."""
        self._held.pop(footprint_id, None)

    @property
    def ids(self) -> Collection[str]:
        """Ids of all of them."""
        return self._held.keys()

    def values(self) -> Iterator[FootprintValue]:
        """All of them, as values."""
        for footprint_id, one in self._held.items():
            if isinstance(one, FootprintValue):
                yield one
            else:
                # The key is there already, so that going on through the items is sound.
                value = self._held[footprint_id] = footprint_value_from_message(one)
                yield value
