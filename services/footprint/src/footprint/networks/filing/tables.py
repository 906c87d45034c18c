"""Lists of names as numbers: the rows of a file that say which names belong to which."""

from collections.abc import Callable, Collection, Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any

import numpy as np

from footprint.networks.filing.buffers import Array
from footprint.networks.filing.filed import Filed, rows_of


@dataclass
class Table:
    """Names and their numbers. Names are only added, so that rows of numbers stay valid from one
    file to the next."""

    names: list[str] = field(default_factory=list[str])
    _numbers: dict[str, int] = field(default_factory=dict[str, int])

    def numbers(self, names: Iterable[str]) -> list[int]:
        """The numbers of names, which get one where they had none."""
        known = self._numbers
        if len(known) < len(self.names):
            known.update(zip(self.names, range(len(self.names)), strict=True))
        for name in (held := list(names)):
            if name not in known:
                known[name] = len(known)
                self.names.append(name)
        return [known[name] for name in held]


@dataclass(frozen=True)
class Lists:
    """Row `r` lists the numbers from `starts[r]` to just before `starts[r + 1]`."""

    starts: Array
    members: Array

    def row(self, number: int) -> Array:
        """One list."""
        return self.members[self.starts[number] : self.starts[number + 1]]

    def counts(self) -> Array:
        """The lengths of the lists."""
        return np.diff(self.starts)


def lists_of(rows: Iterable[Collection[int]]) -> Lists:
    """Lists one after the other."""
    held = list(rows)
    starts = np.concatenate(([0], np.cumsum([len(one) for one in held]))).astype(np.int64)
    members = np.fromiter((one for row in held for one in row), np.int32, int(starts[-1]))
    return Lists(starts, members)


def turned(lists: Lists, count: int) -> Lists:
    """For each of so many numbers the rows that list it."""
    rows = np.repeat(np.arange(len(lists.starts) - 1, dtype=np.int32), lists.counts())
    order = np.argsort(lists.members, kind="stable")
    counts = np.bincount(lists.members, minlength=count)
    starts = np.concatenate(([0], np.cumsum(counts))).astype(np.int64)
    return Lists(starts, rows[order])


def relisted(
    mapping: Mapping[str, Any],
    former: Callable[[Any], Lists],
    numbers: Callable[[Any], Collection[int]],
) -> Lists:
    """The lists of a mapping's values: copied where they lie in its file, else made of values."""
    source = former(mapping.source) if isinstance(mapping, Filed) else None
    return lists_of(
        numbers(mapping[name]) if row is None or source is None else source.row(row).tolist()
        for name, row in rows_of(mapping)
    )
