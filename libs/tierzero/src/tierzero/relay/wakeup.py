"""Brings the relay each row as soon as it is committed, and wakes it; what is missed while there is
no watch is looked for."""

import logging
import threading
import time

from pymongo.database import Database
from pymongo.errors import PyMongoError

from tierzero.outbox import COLLECTION
from tierzero.relay.arrivals import Arrivals
from tierzero.store import Document

_log = logging.getLogger(__name__)


def start_watching(
    database: Database[Document],
    arrivals: Arrivals,
    wake: threading.Event,
    stopping: threading.Event,
) -> threading.Thread:
    """Watch the outbox for inserts in a thread that ends with the process."""
    watched = database, arrivals, wake, stopping
    name = f"watch-{database.name}"
    thread = threading.Thread(target=_watch, args=watched, name=name, daemon=True)
    thread.start()
    return thread


def _watch(
    database: Database[Document],
    arrivals: Arrivals,
    wake: threading.Event,
    stopping: threading.Event,
) -> None:
    while not stopping.is_set():
        try:
            _watch_once(database, arrivals, wake, stopping)
        except PyMongoError as error:
            _log.warning("outbox watch interrupted: %s", error)
            time.sleep(1)


def _watch_once(
    database: Database[Document],
    arrivals: Arrivals,
    wake: threading.Event,
    stopping: threading.Event,
) -> None:
    only_inserts = [{"$match": {"operationType": "insert"}}]
    with database[COLLECTION].watch(only_inserts, max_await_time_ms=1000) as changes:
        arrivals.look_again()
        wake.set()
        while not stopping.is_set() and changes.alive:
            change = changes.try_next()
            if change is not None:
                arrivals.add(change["fullDocument"])
                wake.set()
