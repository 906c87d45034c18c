"""Ends event streams when the process is asked to stop.

A server waits for open responses before it stops, and an event stream never ends by itself.
"""

import asyncio
import signal
import threading
from collections.abc import Callable
from types import FrameType


def before_stopping(work: Callable[[], None]) -> None:
    """Call ``work`` in the running loop at SIGTERM or SIGINT, then do what was done before."""
    if threading.current_thread() is not threading.main_thread():
        return
    loop = asyncio.get_running_loop()
    for caught in (signal.SIGTERM, signal.SIGINT):
        _chain(caught, lambda: loop.call_soon_threadsafe(work))


def _chain(caught: signal.Signals, first: Callable[[], object]) -> None:
    following = signal.getsignal(caught)

    def handle(number: int, frame: FrameType | None) -> None:
        first()
        if callable(following):
            following(number, frame)

    signal.signal(caught, handle)
