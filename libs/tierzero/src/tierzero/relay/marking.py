"""Marks rows as published, beside publishing: the next hop does not wait for it.

Marking is two synced writes, which the next hop would find the store busy with. So marks wait a
moment for others and are written together. Until then the rows still look pending and the relay has
to leave them out; where marking fails they are left as they are, and after a crash they were never
marked: then they go out once more, and consumers are idempotent. May block: `settle` only. May
raise: nothing; the loop meets a store that is away by itself.
"""

import logging
import threading
from collections.abc import Callable, Sequence
from typing import Any

from tierzero.relay.publisher import Published

_log = logging.getLogger(__name__)
_MOST_UNMARKED = 2_000
_WORTH_MARKING = 500
"""Rows that are marked at once; fewer wait for others."""

_LONGEST_WAIT_SECONDS = 0.25


class Marker:
    """Rows whose mark is on its way; one thread marks them in the order of publishing."""

    def __init__(
        self,
        mark: Callable[[Sequence[Published]], None],
        wait_seconds: float = _LONGEST_WAIT_SECONDS,
    ) -> None:
        self._mark = mark
        self._wait_seconds = wait_seconds
        self._unmarked: set[Any] = set()
        self._waiting: list[Published] = []
        self._is_urgent = self._is_closed = False
        self._changed = threading.Condition()
        self._thread = threading.Thread(target=self._run, name="marking", daemon=True)
        self._thread.start()

    def unmarked(self) -> list[Any]:
        """Ids of rows that were published but may still look pending."""
        if len(self._unmarked) > _MOST_UNMARKED:
            self.settle()
        with self._changed:
            return list(self._unmarked)

    def submit(self, published: Sequence[Published]) -> None:
        """Mark these some time soon."""
        if not published:
            return
        with self._changed:
            self._waiting.extend(published)
            self._unmarked.update(_row_ids(published))
            self._changed.notify_all()

    def settle(self) -> None:
        """Wait until all that was submitted is marked or has failed to be."""
        with self._changed:
            self._is_urgent = True
            self._changed.notify_all()
            self._changed.wait_for(lambda: not self._unmarked)

    def close(self) -> None:
        """Mark what is left, and end the thread."""
        with self._changed:
            self._is_closed = True
            self._changed.notify_all()
        self._thread.join()

    def _run(self) -> None:
        while portion := self._next():
            try:
                self._mark(portion)
            except Exception as error:  # whatever it is, the next ones have to be marked
                _log.warning("rows are published but not marked: %s", error)
            with self._changed:
                self._unmarked.difference_update(_row_ids(portion))
                self._is_urgent = self._is_urgent and bool(self._unmarked)
                self._changed.notify_all()

    def _next(self) -> list[Published]:
        """What is to be marked now; nothing when the thread is to end."""
        with self._changed:
            self._changed.wait_for(lambda: self._waiting or self._is_closed)
            self._changed.wait_for(self._is_time, self._wait_seconds)
            portion, self._waiting = self._waiting, []
            return portion

    def _is_time(self) -> bool:
        return self._is_urgent or self._is_closed or len(self._unmarked) >= _WORTH_MARKING


def _row_ids(published: Sequence[Published]) -> list[Any]:
    return [row_id for one in published for row_id in one.batch.row_ids]
