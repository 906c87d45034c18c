"""The databases a command works on."""

from collections.abc import Iterator
from contextlib import contextmanager

from pymongo import MongoClient

from tierzero.settings import Settings
from tierzero.store import Document, connect_blocking

SERVICES = ("supplier_portal", "procurement", "footprint", "aggregator")


@contextmanager
def opened_store() -> Iterator[MongoClient[Document]]:
    """The store of TIERZERO_STORE, closed again after use."""
    client = connect_blocking(Settings(service="operator"))
    try:
        yield client
    finally:
        client.close()
