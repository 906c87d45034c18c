"""Engines that a package of tests starts for itself.

BROKER=tansu (default) or kafka chooses the broker.
"""

import os
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from tierzero_local.handle import started

BROKER = os.environ.get("BROKER", "tansu")


@contextmanager
def broker_in(directory: Path) -> Iterator[str]:
    """host:port of a broker without topics that keeps its files there."""
    with started(directory, "--only=broker", f"--broker={BROKER}") as platform:
        yield platform.broker
