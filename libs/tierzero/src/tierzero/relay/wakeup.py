"""Wakes the relay as soon as a row is committed; a sweep each second covers what is missed."""

import logging
import threading
import time

from pymongo.database import Database
from pymongo.errors import PyMongoError

from tierzero.outbox import COLLECTION
from tierzero.store import Document

_log = logging.getLogger(__name__)


def start_watching(
    database: Database[Document], wake: threading.Event, stopping: threading.Event
) -> threading.Thread:
    """Watch the outbox for inserts in a thread that ends with the process."""
    thread = threading.Thread(
        target=_watch, args=(database, wake, stopping), name=f"watch-{database.name}", daemon=True
    )
    thread.start()
    return thread


def _watch(database: Database[Document], wake: threading.Event, stopping: threading.Event) -> None:
    while not stopping.is_set():
        try:
            _watch_once(database, wake, stopping)
        except PyMongoError as error:
            _log.warning("outbox watch interrupted: %s", error)
            time.sleep(1)


def _watch_once(
    database: Database[Document], wake: threading.Event, stopping: threading.Event
) -> None:
    only_inserts = [{"$match": {"operationType": "insert"}}]
    with database[COLLECTION].watch(only_inserts, max_await_time_ms=1000) as changes:
        while not stopping.is_set() and changes.alive:
            if changes.try_next() is not None:
                wake.set()
