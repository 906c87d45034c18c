"""Rows that the change stream has brought, so that they need not be looked for in the store.

What it brings is as good as what a look finds, but it may bring too much (rows that a look has
found before), and while it is interrupted nothing: looks, at the start, after each interruption and
once a second, find whatever is missing. Waits and raises nothing.
"""

import threading
import time
from collections.abc import Iterable
from typing import Any

from tierzero.store import Document

MOST_ROWS = 1000
MOST_BYTES = 16_000_000
LOOK_SECONDS = 1.0
_REMEMBERED = 20_000


class Arrivals:
    """Rows not yet published; filled by the thread that watches, emptied by the one that serves."""

    def __init__(self) -> None:
        self._rows: list[Document] = []
        self._size = 0
        self._look_at = float("-inf")
        self._published: dict[Any, None] = {}
        self._changed = threading.Lock()

    def add(self, row: Document) -> None:
        """One has come; where there are too many, they are looked for instead."""
        with self._changed:
            self._rows.append(row)
            self._size += len(row["value"])
            if len(self._rows) > MOST_ROWS or self._size > MOST_BYTES:
                self._forget()
                self._look_at = float("-inf")

    def look_again(self) -> None:
        """Something may have been missed."""
        with self._changed:
            self._look_at = float("-inf")

    def take(self) -> list[Document] | None:
        """The rows that have come and are not published, in the order of their ids; None where it
        is time to look."""
        with self._changed:
            rows = self._rows
            self._forget()
            if time.monotonic() >= self._look_at:
                # All that came so far is among what the look will find.
                self._look_at = time.monotonic() + LOOK_SECONDS
                return None
            fresh = [one for one in rows if one["_id"] not in self._published]
        return sorted(fresh, key=lambda one: one["_id"])

    def note(self, row_ids: Iterable[Any]) -> None:
        """These are published: where they come once more they are left out."""
        with self._changed:
            self._published.update(dict.fromkeys(row_ids))
            while len(self._published) > _REMEMBERED:
                del self._published[next(iter(self._published))]

    def _forget(self) -> None:
        self._rows, self._size = [], 0
