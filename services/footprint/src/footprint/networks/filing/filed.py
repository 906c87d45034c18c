"""Mappings most of whose values lie in stored bytes until they are asked for."""

from collections.abc import Callable, Iterator, Mapping, MutableMapping
from typing import Any, Generic, TypeVar

V = TypeVar("V")


class Filed(MutableMapping[str, V], Generic[V]):
    """Behaves like a dict. A name stands for a row of the file until its value is asked for, then
    for the value; what the row means never changes, whatever has become of other names.

    `source` is the file itself, for whoever writes the next one; `absent` gives values to names
    that are not there, as that of a defaultdict does.
    """

    def __init__(
        self,
        rows: dict[str, int],
        make: Callable[[int], V],
        source: Any,
        absent: Callable[[], V] | None = None,
    ) -> None:
        self._rows, self._make, self.source, self._absent = rows, make, source, absent
        self._held: dict[str, V] = {}

    @property
    def unread(self) -> Mapping[str, int]:
        """Names that still stand for rows."""
        return self._rows

    def __getitem__(self, name: str) -> V:
        """The value, made where it was not; KeyError where there is none and none is given."""
        if name in self._held:
            return self._held[name]
        row = self._rows.pop(name, None)
        if row is not None:
            value = self._make(row)
        elif self._absent:
            value = self._absent()
        else:
            raise KeyError(name)
        self._held[name] = value
        return value

    def get(self, name: str, default: Any = None) -> Any:
        """The value, or the default where there is none; nothing is given to a name."""
        if name in self:
            return self[name]
        return default

    def __setitem__(self, name: str, value: V) -> None:
        """Let the name stand for the value."""
        self._rows.pop(name, None)
        self._held[name] = value

    def __delitem__(self, name: str) -> None:
        """Forget the name; KeyError where it is not there."""
        if self._rows.pop(name, None) is None:
            del self._held[name]

    def __contains__(self, name: object) -> bool:
        """Whether the name stands for anything; nothing is made."""
        return name in self._held or name in self._rows

    def __iter__(self) -> Iterator[str]:
        """Names, also while values are made of them."""
        return iter([*self._held, *self._rows])

    def __len__(self) -> int:
        """How many names there are."""
        return len(self._held) + len(self._rows)


def rows_of(mapping: Mapping[str, V]) -> Iterator[tuple[str, int | None]]:
    """Every name with its row in the mapping's file, None where a value has to be written."""
    unread = mapping.unread if isinstance(mapping, Filed) else {}
    for name in mapping:
        yield name, unread.get(name)
