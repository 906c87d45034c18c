"""The supervisor starts in order, brings back what is lost, and ends in reverse."""

import os
import signal
from dataclasses import replace
from time import monotonic
from typing import Any

from tierzero_local.fleet import Fleet
from tierzero_local.process import Lifetime, Process


def kill(fleet: Fleet, name: str) -> None:
    child = fleet.units[name].child
    assert child is not None
    os.kill(child.pid, signal.SIGKILL)


async def test_a_process_starts_when_what_it_needs_is_ready_and_ends_before_it(
    yard: Any, ready: Any
) -> None:
    store, web = yard.stand_in("store", seconds=0.5), yard.stand_in("web", "store")
    async with yard.running(web, store) as fleet:
        await ready(fleet)
        assert yard.said == [("store", "ready"), ("web", "ready")]
    assert yard.lines() == ["store began", "web began", "web ended", "store ended"]


async def test_processes_that_need_nothing_of_each_other_start_side_by_side(
    yard: Any, ready: Any
) -> None:
    slow = [yard.stand_in(f"slow-{n}", seconds=1.0) for n in range(4)]
    began = monotonic()
    async with yard.running(*slow) as fleet:
        await ready(fleet)
        assert monotonic() - began < 3.0


async def test_a_process_that_dies_is_started_again(yard: Any, ready: Any, eventually: Any) -> None:
    async with yard.running(yard.stand_in("web"), yard.stand_in("other")) as fleet:
        await ready(fleet)
        kill(fleet, "web")
        await eventually(lambda: yard.said.count(("web", "ready")) == 2)
    assert ("web", "exited") in yard.said
    assert yard.lines().count("other began") == 1


async def test_what_leaned_on_a_lost_broker_starts_again_after_it(
    yard: Any, ready: Any, eventually: Any
) -> None:
    broker = yard.stand_in("broker")
    topics = Process(
        "topics",
        ("/bin/sh", "-c", f"echo topics made >> {yard.journal}"),
        depends_on=("broker",),
        restart_after=("broker",),
        lifetime=Lifetime.ONCE,
    )
    worker = replace(yard.stand_in("worker", "topics"), restart_after=("topics",))
    async with yard.running(worker, topics, broker) as fleet:
        await ready(fleet)
        kill(fleet, "broker")
        await eventually(lambda: yard.said.count(("worker", "ready")) == 2)
    again = yard.lines()[yard.lines().index("worker ended") :]
    assert again[:4] == ["worker ended", "broker began", "topics made", "worker began"]


async def test_a_process_that_never_becomes_ready_ends_the_start(
    yard: Any, eventually: Any
) -> None:
    broken = Process("broken", ("/bin/sh", "-c", "echo no such table; exit 3"))
    broken = replace(broken, ready=yard.stand_in("unused").ready)
    async with yard.running(broken, yard.stand_in("store")) as fleet:
        await eventually(fleet.stopping.is_set)
        assert fleet.failed is fleet.units["broken"]
        assert fleet.log(fleet.failed).read_text() == "no such table\n"
    assert yard.said.count(("broken", "exited")) == 3


async def test_a_process_deaf_to_being_asked_is_killed(yard: Any, ready: Any) -> None:
    deaf = Process(
        "deaf",
        ("/bin/sh", "-c", "trap '' TERM; while :; do sleep 1; done"),
        stop_within_seconds=0.3,
    )
    async with yard.running(deaf) as fleet:
        await ready(fleet)
        began = monotonic()
    assert monotonic() - began < 5
