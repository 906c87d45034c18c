"""Apache Kafka's jars: fetched once by Maven, kept in .cache/kafka under a name that follows
pom.xml, so that a new version in pom.xml is fetched beside the old one.

Run as a program it fetches them.
"""

import fcntl
import hashlib
import shutil
import subprocess
import sys
from pathlib import Path

from tierzero_local.engines.java import maven
from tierzero_local.paths import REPOSITORY

POM = REPOSITORY / "deploy" / "local" / "kafka" / "pom.xml"


def directory() -> Path:
    """Where the jars of the present pom.xml are, or will be."""
    digest = hashlib.sha256(POM.read_bytes()).hexdigest()[:12]
    return REPOSITORY / ".cache" / "kafka" / digest


def present() -> bool:
    """Tell whether the jars were fetched already."""
    return directory().is_dir()


def fetch() -> int:
    """Let Maven copy the jars beside their final place, then move them there whole.

    Several platforms may want them at once: the first fetches, the others wait for it.
    """
    directory().parent.mkdir(parents=True, exist_ok=True)
    with directory().with_suffix(".lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        return 0 if present() else _fetch(directory())


def _fetch(target: Path) -> int:
    unfinished = target.with_suffix(".part")
    shutil.rmtree(unfinished, ignore_errors=True)
    command = [
        *(maven(), "--batch-mode", "--no-transfer-progress", "--file", str(POM)),
        *("dependency:copy-dependencies", "-DincludeScope=runtime"),
        f"-DoutputDirectory={unfinished}",
    ]
    code = subprocess.run(command, check=False).returncode
    if code == 0:
        unfinished.rename(target)
    return code


if __name__ == "__main__":
    sys.exit(fetch())
