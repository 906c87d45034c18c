"""Marks rows as published, beside publishing: the next hop does not wait for it.

Marking is two synced writes. While they are on their way the rows still look pending, so the relay
has to leave them out. Where marking fails they are left as they are and go out once more: consumers
are idempotent. May block: `settle` only. May raise: nothing; the loop meets a store that is away by
itself.
"""

import logging
import threading
from collections.abc import Callable, Sequence
from concurrent.futures import Future, ThreadPoolExecutor
from typing import Any

from pymongo.errors import PyMongoError

from tierzero.relay.publisher import Published

_log = logging.getLogger(__name__)
_MOST_UNMARKED = 2_000


class Marker:
    """Rows whose mark is on its way; one thread marks them in the order of publishing."""

    def __init__(self, mark: Callable[[Sequence[Published]], None]) -> None:
        self._mark = mark
        self._executor = ThreadPoolExecutor(1, "marking")
        self._lock = threading.Lock()
        self._unmarked: set[Any] = set()
        self._latest: Future[None] | None = None

    def unmarked(self) -> list[Any]:
        """Ids of rows that were published but may still look pending."""
        if len(self._unmarked) > _MOST_UNMARKED:
            self.settle()
        with self._lock:
            return list(self._unmarked)

    def submit(self, published: Sequence[Published]) -> None:
        """Mark these some time soon."""
        if not published:
            return
        with self._lock:
            self._unmarked.update(row_id for one in published for row_id in one.batch.row_ids)
        self._latest = self._executor.submit(self._run, published)

    def settle(self) -> None:
        """Wait until all that was submitted is marked or has failed to be."""
        if self._latest is not None:
            self._latest.result()

    def close(self) -> None:
        """Mark what is left, and end the thread."""
        self._executor.shutdown()

    def _run(self, published: Sequence[Published]) -> None:
        try:
            self._mark(published)
        except PyMongoError as error:
            _log.warning("rows are published but not marked: %s", error)
        with self._lock:
            self._unmarked.difference_update(
                row_id for one in published for row_id in one.batch.row_ids
            )
