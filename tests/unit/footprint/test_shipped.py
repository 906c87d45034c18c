"""Machine code that comes with the image serves a worker whose root is read-only."""

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

READ_ONLY = 0o555
_STARTED = """
import json, sys, time
from pathlib import Path
from footprint.columns import following, purchases, quotes, scanning
from footprint.columns.preparing import prepare
from footprint.columns.shipped import unpack
copied = unpack(Path(sys.argv[1]))
begun = time.perf_counter()
prepare()
told = {"copied": copied, "seconds": time.perf_counter() - begun}
pricing = (following.follow, purchases.read_purchases, quotes.read_quotes)
for function in (scanning.scan, scanning.count_fields, *pricing):
    stats = function.stats
    told[function.__name__] = [sum(stats.cache_hits.values()), sum(stats.cache_misses.values())]
print(json.dumps(told))
"""


@pytest.fixture(scope="module")
def shipped(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """What the image's build makes, without the right to write in it."""
    directory = tmp_path_factory.mktemp("machine-code")
    compiled = [sys.executable, "-c", "from footprint.columns.preparing import prepare; prepare()"]
    subprocess.run(compiled, env=environment(directory), check=True)
    for one in (directory, *directory.rglob("*")):
        if one.is_dir():
            one.chmod(READ_ONLY)
    return directory


def environment(kept: Path) -> dict[str, str]:
    """As in the image."""
    return {**os.environ, "NUMBA_CPU_NAME": "generic", "NUMBA_CACHE_DIR": str(kept)}


def started(shipped: Path, kept: Path) -> dict[str, object]:
    command = [sys.executable, "-c", _STARTED, str(shipped)]
    done = subprocess.run(
        command, env=environment(kept), capture_output=True, text=True, check=True
    )
    return json.loads(done.stdout)


def test_a_worker_compiles_nothing(shipped: Path, tmp_path: Path) -> None:
    first = started(shipped, tmp_path / "numba")
    assert first["copied"], "there was something to copy"
    assert first["scan"] == first["count_fields"] == [1, 0], "from the cache, and never compiled"
    assert first["follow"] == first["read_purchases"] == first["read_quotes"] == [1, 0]
    again = started(shipped, tmp_path / "numba")
    assert again["copied"] == 0
    assert again["scan"] == [1, 0]


def test_code_for_another_processor_is_not_taken(shipped: Path, tmp_path: Path) -> None:
    kept = tmp_path / "numba"
    command = [sys.executable, "-c", _STARTED, str(shipped)]
    other = {**environment(kept), "NUMBA_CPU_NAME": "generic", "NUMBA_CPU_FEATURES": "+sse3"}
    done = subprocess.run(command, env=other, capture_output=True, text=True, check=True)
    told = json.loads(done.stdout)
    assert told["scan"] == [0, 1], "compiled anew, not run as it is"
