"""Starts, kills and stops processes of the footprint service."""

import itertools
import os
import signal
import subprocess
import sys
from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Any

from footprint.settings import FootprintSettings
from tests.serving import free_port, wait_until_ready
from tierzero import outbox
from tierzero.outbox import Serialized
from tierzero.store import Session, Store
from tierzero.topics import Topic

_FETCH_WAIT = "0" if os.environ.get("BROKER") == "kafka" else "50"
"""As the local platform has it: the embedded broker does not wake waiting fetches."""

Process = subprocess.Popen[bytes]


@dataclass
class Stage:
    """Processes on one database and broker."""

    settings: FootprintSettings
    running: list[Process] = field(default_factory=list[Process])
    names: dict[int, str] = field(default_factory=dict[int, str])
    """Of each process by its id; the successor of a killed one has its name."""

    def start(self, module: str, *arguments: str, **told: str) -> Process:
        """Start a module and wait until it says it is ready."""
        port = free_port()
        name = self._free_name(module)
        environment = os.environ | self.environment(port) | {"TIERZERO_REPLICA": name} | told
        process = subprocess.Popen([sys.executable, "-m", module, *arguments], env=environment)
        self.running.append(process)
        self.names[process.pid] = name
        wait_until_ready(process, port)
        return process

    def _free_name(self, module: str) -> str:
        taken = {self.names[one.pid] for one in self.running}
        names = (f"{module}-{number}" for number in itertools.count())
        return next(name for name in names if name not in taken)

    def environment(self, port: int) -> dict[str, str]:
        """What the processes are told."""
        return {
            "TIERZERO_SERVICE": self.settings.service,
            "TIERZERO_BROKER": self.settings.broker,
            "TIERZERO_STORE": self.settings.store,
            "TIERZERO_DATABASE": self.settings.database,
            "TIERZERO_DATABASES": self.settings.database,
            "TIERZERO_HEALTH_PORT": str(port),
            "TIERZERO_FETCH_WAIT_MILLISECONDS": _FETCH_WAIT,
        }

    def kill(self, process: Process) -> None:
        """End it as a power cut would."""
        process.kill()
        process.wait(timeout=20)
        self.running.remove(process)

    def verify(self, within_seconds: int) -> tuple[int, str]:
        """Run the oracle against the live system; its exit status and what it says."""
        done = subprocess.run(
            [sys.executable, "-m", "footprint.verify", f"--within={within_seconds}"],
            env=os.environ | self.environment(0),
            capture_output=True,
            text=True,
            check=False,
        )
        return done.returncode, done.stdout + done.stderr

    def stop(self) -> None:
        """Stop everything that still runs."""
        for process in self.running:
            if process.poll() is None:
                process.send_signal(signal.SIGTERM)
        for process in self.running:
            process.wait(timeout=30)


async def state(store: Store, topic: Topic, messages: Iterable[tuple[str, Any]]) -> None:
    """Write envelopes, each with its key, to the outbox of the test's database."""
    rows = [Serialized(key, one.SerializeToString(), 1) for key, one in messages]

    async def write(session: Session) -> None:
        await outbox.append_serialized(session, store.database, topic, rows)

    await store.in_transaction(write)
