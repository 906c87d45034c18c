"""One run of the platform, from start to stop."""

import asyncio
from dataclasses import dataclass
from time import monotonic
from typing import Any

from tierzero.i18n import _
from tierzero_local import children, logs, platform_file, ports
from tierzero_local.environment import Surroundings
from tierzero_local.fleet import Fleet, Unit, closure
from tierzero_local.keys import key_pair
from tierzero_local.paths import RunDirectory
from tierzero_local.process import Process
from tierzero_local.processes import platform
from tierzero_local.stopping import stop_on_signals
from tierzero_local.supervise import keep
from tierzero_local.terminal import complain, say, tell
from tierzero_local.waiting import first_of

TAIL_LINES = 30


@dataclass(frozen=True)
class Session:
    """What the command line asked for."""

    directory: RunDirectory
    broker: str = "tansu"
    ports: str = "fixed"
    load_sample: bool = True
    only: tuple[str, ...] = ()
    until_input_closes: bool = False


async def run(session: Session) -> int:
    """Run the platform until it is told to stop; return the exit code."""
    began = monotonic()
    session.directory.platform.unlink(missing_ok=True)
    chosen, remarks = ports.fixed() if session.ports == "fixed" else ports.free()
    for remark in remarks:
        tell(remark)
    surroundings = Surroundings(chosen, key_pair(session.directory.keys))
    processes = platform(session.broker, session.directory, surroundings)
    if session.only:
        processes = closure(processes, session.only)
    return await supervise(session, processes, surroundings, began)


async def supervise(
    session: Session, processes: tuple[Process, ...], surroundings: Surroundings, began: float
) -> int:
    """Start the processes, describe them while they run, stop them in reverse."""
    guard, announce = children.start_guard()
    root = session.directory
    units = {p.name: Unit(p) for p in processes}
    fleet = Fleet(units, root.root, root.logs, announce, say)
    with stop_on_signals(fleet, session.until_input_closes):
        keepers = [asyncio.create_task(keep(fleet, unit)) for unit in units.values()]
        await _serve(session, fleet, surroundings, began)
        await asyncio.gather(*keepers)
    root.platform.unlink(missing_ok=True)
    guard.communicate()
    return _farewell(fleet)


async def _serve(session: Session, fleet: Fleet, surroundings: Surroundings, began: float) -> None:
    if await first_of(None, ready=_all_ready(fleet), stopping=fleet.stopping.wait()) != "ready":
        return
    access: dict[str, Any] = {}
    description = platform_file.describe(fleet, surroundings, access)
    platform_file.write(session.directory.platform, description)
    say("platform", "ready", monotonic() - began, _("Ctrl-C stops it"))
    await fleet.stopping.wait()


async def _all_ready(fleet: Fleet) -> None:
    for unit in fleet.units.values():
        await unit.ready.wait()


def _farewell(fleet: Fleet) -> int:
    if fleet.failed is None:
        say("platform", "stopped", None, "")
        return 0
    log = fleet.log(fleet.failed)
    name = fleet.failed.process.name
    complain(_("{name} did not become ready. The end of {log}:", name=name, log=log))
    for line in logs.tail(log, TAIL_LINES):
        complain(f"    {line}")
    return 1
