"""The embedded document store: SecantusDB, which speaks MongoDB's wire protocol."""

import os
import sysconfig
from pathlib import Path

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
