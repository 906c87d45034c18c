"""Enters the access file into the portal's store, once for each content of the file.

Usage: ``python -m tierzero_local.bootstrapping FILE``.
"""

import asyncio
import hashlib
import sys
from pathlib import Path

from supplier_portal.bootstrap import run
from tierzero.settings import Settings


def is_done(path: Path) -> bool:
    """Tell whether the file's present content was entered already."""
    mark = _mark(path)
    return mark.exists() and mark.read_text() == _digest(path)


def main() -> int:
    """Enter the file and note that; return the exit status."""
    path = Path(sys.argv[1])
    code = asyncio.run(run(path, Settings(service="supplier-portal")))
    if code == 0:
        _mark(path).write_text(_digest(path))
    return code


def _mark(path: Path) -> Path:
    return path.with_suffix(".entered")


def _digest(path: Path) -> str:
    return hashlib.sha256(path.read_bytes()).hexdigest()


if __name__ == "__main__":
    sys.exit(main())
