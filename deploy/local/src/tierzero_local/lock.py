"""One supervisor per directory.

The lock is the operating system's on the open file, so it goes with its holder however that ends:
a file left behind by a killed supervisor does not matter.
"""

import fcntl
import os
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path


class AlreadyRunning(RuntimeError):
    """Another supervisor runs the platform of this directory."""


@contextmanager
def held(path: Path) -> Iterator[None]:
    """Hold the lock for the block; raise AlreadyRunning where another process has it."""
    path.parent.mkdir(parents=True, exist_ok=True)
    with path.open("a+") as file:
        try:
            fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError as error:
            raise AlreadyRunning(_holder(path)) from error
        file.truncate(0)
        file.write(f"{os.getpid()}\n")
        file.flush()
        yield
        file.truncate(0)


def _holder(path: Path) -> str:
    return path.read_text().strip() or "unknown"
