"""What makes the supervisor stop: a signal, a second one that forces it, or its input closing."""

import asyncio
import os
import signal
import sys
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from threading import Thread

from tierzero.i18n import _
from tierzero_local import children
from tierzero_local.fleet import Fleet
from tierzero_local.terminal import tell

SIGNALS = (signal.SIGINT, signal.SIGTERM, signal.SIGHUP)


@contextmanager
def stop_on_signals(fleet: Fleet, until_input_closes: bool) -> Iterator[None]:
    """Within the block a signal stops the fleet in order, a second one kills it."""
    loop = asyncio.get_running_loop()
    for number in SIGNALS:
        loop.add_signal_handler(number, _stop, fleet)
    if until_input_closes:
        Thread(target=_await_end_of_input, args=(loop, fleet), daemon=True).start()
    try:
        yield
    finally:
        for number in SIGNALS:
            loop.remove_signal_handler(number)


def _stop(fleet: Fleet) -> None:
    if not fleet.stopping.is_set():
        tell(_("stopping … (Ctrl-C again to force)"))
        fleet.stopping.set()
        return
    tell(_("killing what still runs"))
    for unit in fleet.units.values():
        if unit.child is not None:
            children.send(unit.child, signal.SIGKILL)


def _await_end_of_input(loop: asyncio.AbstractEventLoop, fleet: Fleet) -> None:
    # Unbuffered: a thread that holds the buffer's lock would hinder the interpreter's end.
    while os.read(sys.stdin.fileno(), 4096):
        pass
    with suppress(RuntimeError):  # the loop has ended already
        loop.call_soon_threadsafe(fleet.stopping.set)
