"""A fleet of stand-ins, kept by the real supervisor."""

import asyncio
import sys
from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from functools import partial
from pathlib import Path

import pytest

from tierzero_local import children, ports
from tierzero_local.fleet import Fleet, Unit
from tierzero_local.process import Process
from tierzero_local.readiness import accepts_connections
from tierzero_local.supervise import keep

STAND_IN = Path(__file__).parent / "stand_in.py"


@dataclass
class Yard:
    """Where a test builds stand-ins and watches them."""

    directory: Path
    said: list[tuple[str, str]] = field(default_factory=list[tuple[str, str]])

    @property
    def journal(self) -> Path:
        """What the stand-ins noted."""
        return self.directory / "journal"

    def lines(self) -> list[str]:
        """Lines of the journal."""
        return self.journal.read_text().splitlines() if self.journal.exists() else []

    def stand_in(self, name: str, *needs: str, seconds: float = 0.0) -> Process:
        """A process that listens after some seconds and ends when told."""
        port = next(iter(ports.free()[0].values()))
        command = (sys.executable, str(STAND_IN), str(self.journal), name, str(port), str(seconds))
        check = partial(accepts_connections, f"127.0.0.1:{port}")
        return Process(name, command, ready=check, depends_on=needs, ready_within_seconds=10)

    @asynccontextmanager
    async def running(self, *processes: Process) -> AsyncIterator[Fleet]:
        """Keep the processes for the block, then stop them."""
        guard, announce = children.start_guard()
        units = {p.name: Unit(p) for p in processes}
        fleet = Fleet(units, self.directory, self.directory / "logs", announce, self._note)
        keepers = [asyncio.create_task(keep(fleet, u)) for u in units.values()]
        try:
            yield fleet
        finally:
            fleet.stopping.set()
            await asyncio.gather(*keepers)
            guard.communicate()

    def _note(self, name: str, state: str, seconds: float | None, detail: str) -> None:
        self.said.append((name, state))


async def all_ready(fleet: Fleet) -> None:
    """Return when every unit is ready."""
    async with asyncio.timeout(20):
        for unit in fleet.units.values():
            await unit.ready.wait()


async def becomes_true(condition: Callable[[], bool]) -> None:
    """Return when the condition holds; fail after 20 s."""
    async with asyncio.timeout(20):
        while not condition():
            await asyncio.sleep(0.02)


@pytest.fixture
def yard(tmp_path: Path) -> Yard:
    """A yard of this test's own."""
    return Yard(tmp_path)


@pytest.fixture
def ready() -> Callable[[Fleet], Awaitable[None]]:
    """Waits for a whole fleet."""
    return all_ready


@pytest.fixture
def eventually() -> Callable[[Callable[[], bool]], Awaitable[None]]:
    """Waits for a condition."""
    return becomes_true
