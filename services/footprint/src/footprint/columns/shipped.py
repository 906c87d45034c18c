"""Machine code that came with the image, put where numba looks for it and may write.

The root of a container is read-only and numba takes a directory only if it can write there, so
what the image holds is copied once, at start, to the cache directory. numba's index tells by the
sources' content, the version and the processor whether it fits; code for another one is compiled
anew. The image is built with `NUMBA_CPU_NAME=generic` and runs with it, so that it always fits.
"""

import os
import shutil
from pathlib import Path

from numba.core import config

_INDEX, _CODE = "*.nbi", "*.nbc"


def unpack(shipped: Path | None) -> int:
    """Copy what is not there yet; returns how many files. Nothing without a cache directory."""
    kept = str(getattr(config, "CACHE_DIR", ""))
    if shipped is None or not kept:
        return 0
    # Indexes last: what an index names must be there.
    found = [*sorted(shipped.rglob(_CODE)), *sorted(shipped.rglob(_INDEX))]
    wanted = [(one, Path(kept) / one.relative_to(shipped)) for one in found]
    missing = [(source, target) for source, target in wanted if not target.exists()]
    for source, target in missing:
        _put(source, target)
    return len(missing)


def _put(source: Path, target: Path) -> None:
    """Whole or not at all, whoever else does the same."""
    target.parent.mkdir(parents=True, exist_ok=True)
    half = target.with_name(f"{target.name}.{os.getpid()}")
    shutil.copyfile(source, half)
    half.replace(target)
