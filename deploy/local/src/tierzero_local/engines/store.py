"""The embedded document store: SecantusDB, which speaks MongoDB's wire protocol."""

import asyncio
import os
import sysconfig
from pathlib import Path

from pymongo import MongoClient

from tierzero_local.process import Process
from tierzero_local.readiness import mongodb_answers

CACHE_SWITCH = "TIERZERO_STORE_CACHE"
"""Environment variable: the most memory that the store's cache grows to, such as ``512M``."""

_CACHE = "1G"
# With 256M, what a transaction of an upload has not committed yet filled the cache once 25,000
# footprints were held: the store then looked for room for minutes before it went on.


def uri(port: int) -> str:
    """Connection URI of the embedded store."""
    return f"mongodb://127.0.0.1:{port}"


async def end_open_transactions(port: int) -> None:
    """Free the documents that a killed process's transaction holds.

    The store would do so after a minute, for which the successor would wait. Processes that are in
    a transaction at the moment begin it again.
    """
    await asyncio.to_thread(_end_all, uri(port))


def _end_all(store: str) -> None:
    with MongoClient[dict[str, object]](store, serverSelectionTimeoutMS=2_000) as client:
        client.admin.command("killAllSessions", [])


def process(port: int, data: Path) -> Process:
    """SecantusDB with its data on disk below ``data``.

    Without ``--sync-on-commit`` a killed server forgets transactions it has acknowledged.
    """
    program = Path(sysconfig.get_path("scripts")) / "secantusd-py"
    cache = os.environ.get(CACHE_SWITCH, _CACHE)
    command = (
        *(str(program), "--host", "127.0.0.1", "--port", str(port)),
        *("--storage-path", str(data), "--cache-size", cache),
        *("--sync-on-commit", "--log-level", "WARNING"),
    )
    return Process("store", command, ready=mongodb_answers(uri(port)), address=uri(port))
