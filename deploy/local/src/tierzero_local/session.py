"""One run of the platform, from start to stop."""

import asyncio
from dataclasses import dataclass
from time import monotonic

from tierzero.i18n import _
from tierzero_local import children, logs, ports
from tierzero_local.access import ensure, published
from tierzero_local.environment import Surroundings
from tierzero_local.fleet import Fleet, Unit, closure
from tierzero_local.keys import all_keys
from tierzero_local.paths import RunDirectory
from tierzero_local.process import Process
from tierzero_local.processes import platform
from tierzero_local.serving import Serving, serve
from tierzero_local.stopping import stop_on_signals
from tierzero_local.supervise import keep
from tierzero_local.terminal import complain, say, tell

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
    surroundings = Surroundings(chosen, all_keys(session.directory.keys))
    access = ensure(session.directory.sign_ins, session.load_sample)
    processes = platform(session.broker, session.directory, surroundings)
    if not session.load_sample:
        processes = tuple(p for p in processes if p.name != "sample")
    unknown = set(session.only) - {p.name for p in processes}
    if unknown:
        complain(_("There is no process {name}.", name=", ".join(sorted(unknown))))
        return 1
    wanted = closure(processes, session.only) if session.only else processes
    serving = Serving(session.directory, surroundings, published(access), began)
    return await _supervise(wanted, serving, session.until_input_closes)


async def _supervise(
    processes: tuple[Process, ...], serving: Serving, until_input_closes: bool
) -> int:
    guard, announce = children.start_guard()
    root = serving.directory
    units = {p.name: Unit(p) for p in processes}
    fleet = Fleet(units, root.root, root.logs, announce, say)
    with stop_on_signals(fleet, until_input_closes):
        keepers = [asyncio.create_task(keep(fleet, unit)) for unit in units.values()]
        await serve(fleet, serving)
        fleet.stopping.set()
        await asyncio.gather(*keepers)
    root.platform.unlink(missing_ok=True)
    guard.communicate()
    return _farewell(fleet)


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
