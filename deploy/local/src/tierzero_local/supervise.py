"""Keeps the processes of a fleet running: in order at the start, again when lost, back at the end.

Each unit is kept by one task (`keep`). Nothing is cancelled: tasks see ``fleet.stopping`` and end
their child after those that lean on it, so the reverse order needs no further plan.
"""

import asyncio
from asyncio.subprocess import Process as Child
from enum import Enum
from time import monotonic

from tierzero.i18n import _
from tierzero_local import children
from tierzero_local.fleet import Fleet, Unit, dependents, needs, recall_after
from tierzero_local.process import Lifetime
from tierzero_local.readiness import until_ready
from tierzero_local.waiting import first_of

START_ATTEMPTS = 3
BACK_OFF_SECONDS = (0.5, 1.0, 2.0, 5.0, 10.0, 30.0)
HEALTHY_AFTER_SECONDS = 60.0
TELL_EVERY_SECONDS = 5.0


class Outcome(Enum):
    """How waiting for a unit ended."""

    READY = "ready"
    EXITED = "exited"
    RECALLED = "recalled"
    STOPPING = "stopping"
    LATE = "late"


async def keep(fleet: Fleet, unit: Unit) -> None:
    """Keep the unit running until the fleet stops; then end it after its dependents."""
    failures, was_ready = 0, False
    while await _may_start(fleet, unit):
        began = monotonic()
        outcome = await _run_once(fleet, unit)
        was_ready = was_ready or unit.ready.is_set()
        await _clear_away(fleet, unit, outcome)
        if outcome in (Outcome.RECALLED, Outcome.STOPPING):
            continue
        failures = 1 if monotonic() - began > HEALTHY_AFTER_SECONDS else failures + 1
        if not was_ready and (failures >= START_ATTEMPTS or outcome is Outcome.LATE):
            _give_up(fleet, unit)
        delay = BACK_OFF_SECONDS[min(failures, len(BACK_OFF_SECONDS)) - 1]
        fleet.report(
            unit.process.name, outcome.value, None, _("starting again in {delay} s", delay=delay)
        )
        await first_of(delay, stopping=fleet.stopping.wait())
    unit.ended.set()


async def _may_start(fleet: Fleet, unit: Unit) -> bool:
    while not fleet.stopping.is_set():
        missing = [u for u in needs(fleet, unit) if not u.ready.is_set()]
        if not missing:
            return True
        await first_of(None, ready=missing[0].ready.wait(), stopping=fleet.stopping.wait())
    return False


async def _run_once(fleet: Fleet, unit: Unit) -> Outcome:
    unit.recalled.clear()
    began = monotonic()
    child = await children.start(unit.process, fleet.directory, fleet.log(unit), fleet.announce)
    unit.child = child
    outcome = await _until_ready(fleet, unit, child)
    if outcome is not Outcome.READY:
        return outcome
    unit.ready.set()
    fleet.changed.set()
    fleet.report(unit.process.name, "ready", monotonic() - began, unit.process.address)
    return await _until_lost(fleet, unit, child)


async def _until_ready(fleet: Fleet, unit: Unit, child: Child) -> Outcome:
    process = unit.process
    if process.lifetime is Lifetime.SERVING and process.ready is None:
        return Outcome.READY
    checks = {"ready": until_ready(process.ready)} if process.ready else {}
    ended = await first_of(
        process.ready_within_seconds,
        exited=child.wait(),
        **checks,
        recalled=unit.recalled.wait(),
        stopping=fleet.stopping.wait(),
        never=_tell_of_slowness(fleet, process.name),
    )
    if process.lifetime is Lifetime.ONCE and child.returncode == 0:
        return Outcome.READY
    return Outcome(ended or "late")


async def _tell_of_slowness(fleet: Fleet, name: str) -> None:
    began = monotonic()
    while True:
        await asyncio.sleep(TELL_EVERY_SECONDS)
        fleet.report(name, "starting", monotonic() - began, "")


async def _until_lost(fleet: Fleet, unit: Unit, child: Child) -> Outcome:
    serving = unit.process.lifetime is Lifetime.SERVING
    exits = {"exited": child.wait()} if serving else {}
    ended = await first_of(
        None, **exits, recalled=unit.recalled.wait(), stopping=fleet.stopping.wait()
    )
    return Outcome(ended)


async def _clear_away(fleet: Fleet, unit: Unit, outcome: Outcome) -> None:
    if outcome is Outcome.STOPPING:
        for dependent in dependents(fleet, unit):
            await dependent.ended.wait()
    else:
        unit.ready.clear()
        recall_after(fleet, unit)
    if unit.child is not None:
        await children.stop(unit.child, unit.process.stop_within_seconds, fleet.announce)
        unit.child = None


def _give_up(fleet: Fleet, unit: Unit) -> None:
    fleet.failed = fleet.failed or unit
    fleet.stopping.set()
