"""Runs a worker process: wire, start faust, answer probes, stop cleanly on a signal."""

import asyncio
import gc
import logging
import signal
import sys
from collections.abc import Awaitable, Callable, Sequence
from typing import Any

from faust.types import TP

from tierzero import deadletter, outbox
from tierzero.agents.application import make_application
from tierzero.agents.consumer import Consumer, one_per_topic
from tierzero.agents.jobs import Job, repeat
from tierzero.agents.replaying import replay_forever
from tierzero.agents.stalls import Stalls
from tierzero.health import Probes, serve_probes
from tierzero.settings import Settings
from tierzero.store import Store, connect
from tierzero.telemetry import set_up

_log = logging.getLogger(__name__)
_LOOK_SECONDS = 5.0
Wiring = Callable[[Settings, Store], Awaitable[Sequence[Consumer | Job]]]
"""Prepares the service's collections and returns what it consumes and does from time to time."""


def run_worker(settings: Settings, wire: Wiring) -> None:
    """Run until SIGTERM or SIGINT; exit with 1 where faust gave up, so that it is restarted."""
    set_up(settings, "worker")
    sys.exit(asyncio.run(_run(settings, wire)))


async def _run(settings: Settings, wire: Wiring) -> int:
    stopping = asyncio.Event()
    for caught in (signal.SIGTERM, signal.SIGINT):
        asyncio.get_running_loop().add_signal_handler(caught, stopping.set)
    store = connect(settings)
    await store.begin()
    await outbox.prepare(store.database)
    await deadletter.prepare(store.database)
    wired = await wire(settings, store)
    collect_rarely()
    consumers = one_per_topic([one for one in wired if isinstance(one, Consumer)])
    application = make_application(settings, store, consumers)
    assigned = asyncio.Event()
    _set_when_assigned(application, assigned)
    probes = Probes(ready=assigned.is_set)
    runner = await serve_probes(settings, probes)
    handlers = {consumer.topic.name: consumer.handle for consumer in consumers}
    beside = [asyncio.create_task(repeat(job)) for job in wired if isinstance(job, Job)]
    beside.append(asyncio.create_task(replay_forever(store, handlers)))
    beside.append(asyncio.create_task(repeat(_watch(application, assigned))))
    code = await _serve(application, stopping)
    for task in beside:
        task.cancel()
    await asyncio.gather(*beside, return_exceptions=True)
    if runner:
        await runner.cleanup()
    await store.close()
    return code


def _watch(application: Any, assigned: asyncio.Event) -> Job:
    stalls = Stalls[TP]()

    async def look() -> None:
        await assigned.wait()
        if application.rebalancing:
            stalls.found({})
            return
        consumer = application.consumer
        stalled = stalls.found(await consumer.behind())
        if stalled:
            _log.warning("nothing comes though there is more, reading again: %s", stalled)
            await consumer.turn_back(stalled)

    return Job("watch over stalled partitions", _LOOK_SECONDS, look)


def collect_rarely() -> None:
    """State in memory is made of millions of objects in no cycles: looking through all of them each
    time a few hundred new ones came cost a fifth of the work."""
    gc.collect()
    gc.freeze()
    gc.set_threshold(50_000, 20, 100)


def _set_when_assigned(application: Any, assigned: asyncio.Event) -> None:
    async def on_assigned(*_: Any, **__: Any) -> None:
        assigned.set()

    application.on_rebalance_complete.connect(on_assigned, weak=False)


async def _serve(application: Any, stopping: asyncio.Event) -> int:
    application.finalize()
    starting = asyncio.create_task(application.start())
    asked = asyncio.create_task(stopping.wait())
    crashed = asyncio.create_task(_until_crashed(application, starting))
    await asyncio.wait({asked, crashed}, return_when=asyncio.FIRST_COMPLETED)
    failed = crashed.done()
    if failed:
        _log.error("worker stops: %s", crashed.result())
    for task in (asked, crashed, starting):
        task.cancel()
    await application.stop()
    return 1 if failed else 0


async def _until_crashed(application: Any, starting: "asyncio.Task[Any]") -> str:
    try:
        await starting
    except Exception as error:
        return f"{type(error).__name__}: {error}"
    await application.wait_until_stopped()
    return str(application.crash_reason or "faust has stopped")
