"""The embedded document store: SecantusDB, which speaks MongoDB's wire protocol."""

import sysconfig
from pathlib import Path

from tierzero_local.process import Process
from tierzero_local.readiness import mongodb_answers


def uri(port: int) -> str:
    """Connection URI of the embedded store."""
    return f"mongodb://127.0.0.1:{port}"


def process(port: int, data: Path) -> Process:
    """SecantusDB with its data on disk below ``data``.

    Without ``--sync-on-commit`` a killed server forgets transactions it has acknowledged.
    """
    program = Path(sysconfig.get_path("scripts")) / "secantusd-py"
    command = (
        *(str(program), "--host", "127.0.0.1", "--port", str(port)),
        *("--storage-path", str(data), "--cache-size", "256M"),
        *("--sync-on-commit", "--log-level", "WARNING"),
    )
    return Process("store", command, ready=mongodb_answers(uri(port)), address=uri(port))
