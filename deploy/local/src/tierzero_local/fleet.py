"""The state of a running platform: one unit per process, and what all units share."""

import asyncio
from asyncio.subprocess import Process as Child
from collections.abc import Iterable
from dataclasses import dataclass, field
from pathlib import Path
from typing import Protocol

from tierzero.i18n import Text
from tierzero_local.children import Announce
from tierzero_local.process import Process


@dataclass
class Unit:
    """One process and how it is."""

    process: Process
    ready: asyncio.Event = field(default_factory=asyncio.Event)
    recalled: asyncio.Event = field(default_factory=asyncio.Event)
    """Something it leans on was lost: it shall start again."""
    ended: asyncio.Event = field(default_factory=asyncio.Event)
    """It will not run again in this run of the platform."""
    child: Child | None = None


class Report(Protocol):
    """Tells a person what happens to processes."""

    def __call__(self, name: str, state: str, seconds: float | None, detail: Text | str) -> None:
        """Say one line."""
        ...


@dataclass
class Fleet:
    """All units and what they share."""

    units: dict[str, Unit]
    directory: Path
    logs: Path
    announce: Announce
    report: Report
    stopping: asyncio.Event = field(default_factory=asyncio.Event)
    changed: asyncio.Event = field(default_factory=asyncio.Event)
    """A process has become ready: its id is a new one."""
    failed: Unit | None = None
    """The unit for whose sake the start was given up."""

    def log(self, unit: Unit) -> Path:
        """Log file of a unit."""
        return self.logs / f"{unit.process.name}.log"


def needs(fleet: Fleet, unit: Unit) -> list[Unit]:
    """Units that must be ready before this one starts."""
    return [fleet.units[n] for n in unit.process.depends_on if n in fleet.units]


def dependents(fleet: Fleet, unit: Unit) -> list[Unit]:
    """Units that lean on this one, which therefore ends after them."""
    name = unit.process.name
    return [u for u in fleet.units.values() if name in u.process.depends_on]


def recall_after(fleet: Fleet, lost: Unit) -> None:
    """Have everything start again whose knowledge of the lost unit is wrong now."""
    for unit in fleet.units.values():
        if lost.process.name in unit.process.restart_after and not unit.recalled.is_set():
            unit.ready.clear()
            unit.recalled.set()
            recall_after(fleet, unit)


def closure(processes: Iterable[Process], wanted: Iterable[str]) -> tuple[Process, ...]:
    """The wanted processes and all they depend on, in the order given."""
    by_name = {p.name: p for p in processes}
    pending, chosen = list(wanted), set[str]()
    while pending:
        name = pending.pop()
        if name not in chosen and name in by_name:
            chosen.add(name)
            pending.extend(by_name[name].depends_on)
    return tuple(p for p in by_name.values() if p.name in chosen)
