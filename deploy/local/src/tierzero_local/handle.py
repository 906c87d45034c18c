"""Starts the platform from another program (tests, benchmarks) and finds its way round in it."""

import json
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from time import monotonic, sleep
from typing import Any

from tierzero_local.acting import Actor, actor

START_WITHIN_SECONDS = 240.0
STOP_WITHIN_SECONDS = 60.0
LOOK_EVERY_SECONDS = 0.05


class StartFailed(RuntimeError):
    """The supervisor ended before the platform was ready; the text is what it said."""


@dataclass(frozen=True)
class Platform:
    """A running platform, as its platform.json describes it."""

    directory: Path
    services: dict[str, str]
    grpc: dict[str, str]
    broker: str
    store: str
    traces: str
    processes: dict[str, int]
    description: dict[str, Any]
    """platform.json as it is."""

    def actor(self, role: str) -> Actor:
        """Whoever signs in with this role first."""
        return actor(self.description, role)


def read(directory: Path) -> Platform:
    """Describe the platform that runs in the directory."""
    found = json.loads((directory / "platform.json").read_text())
    return Platform(
        directory=directory,
        services=found["services"],
        grpc=found["grpc"],
        broker=found["broker"] or "",
        store=found["store"] or "",
        traces=found["traces"] or "",
        processes=found["processes"],
        description=found,
    )


@contextmanager
def started(directory: Path, *options: str) -> Iterator[Platform]:
    """Run a platform of its own in the directory, on free ports, for the block.

    ``options`` are the supervisor's, for example ``--broker=kafka``. The supervisor stops also
    when this program dies, because its standard input closes then.
    """
    directory.mkdir(parents=True, exist_ok=True)
    log = directory / "supervisor.log"
    with log.open("wb") as output:
        supervisor = subprocess.Popen(
            _command(directory, options),
            stdin=subprocess.PIPE,
            stdout=output,
            stderr=subprocess.STDOUT,
            start_new_session=True,
        )
    try:
        _wait_until_ready(supervisor, directory)
        yield read(directory)
    finally:
        supervisor.communicate(timeout=STOP_WITHIN_SECONDS)


def _command(directory: Path, options: tuple[str, ...]) -> list[str]:
    module = [sys.executable, "-m", "tierzero_local.run", "--directory", str(directory)]
    return [*module, "--ports=free", "--until-input-closes", *options]


def _wait_until_ready(supervisor: "subprocess.Popen[bytes]", directory: Path) -> None:
    deadline = monotonic() + START_WITHIN_SECONDS
    while not _is_described_by(supervisor, directory / "platform.json"):
        if supervisor.poll() is not None or monotonic() > deadline:
            raise StartFailed((directory / "supervisor.log").read_text())
        sleep(LOOK_EVERY_SECONDS)


def _is_described_by(supervisor: "subprocess.Popen[bytes]", file: Path) -> bool:
    # A supervisor that was killed has left its file behind.
    return file.exists() and json.loads(file.read_text())["supervisor"] == supervisor.pid
