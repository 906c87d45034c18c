"""Starts and stops one operating-system process, in a process group of its own.

A group of its own keeps Ctrl-C in the terminal from reaching children: the supervisor decides the
order in which they end. Stopping signals the whole group, so nothing a child started outlives it.
"""

import asyncio
import contextlib
import os
import signal
import subprocess
import sys
from asyncio.subprocess import Process as Child
from collections.abc import Callable
from pathlib import Path

from tierzero_local import guard
from tierzero_local.logs import rotate
from tierzero_local.process import Process

Announce = Callable[[str], None]
"""Tells the guard ``+<group>`` or ``-<group>``."""


def start_guard() -> tuple[subprocess.Popen[str], Announce]:
    """Start the guard; return it and the function that tells it of groups."""
    command = [sys.executable, "-I", guard.__file__]
    process = subprocess.Popen(command, stdin=subprocess.PIPE, text=True, start_new_session=True)
    pipe = process.stdin
    assert pipe is not None

    def announce(change: str) -> None:
        # Without a guard the platform still runs; only a killed supervisor would leave it behind.
        with contextlib.suppress(BrokenPipeError):
            pipe.write(change + "\n")
            pipe.flush()

    return process, announce


async def start(process: Process, directory: Path, log: Path, announce: Announce) -> Child:
    """Start the process with its output in ``log``."""
    rotate(log)
    with log.open("wb") as output:
        child = await asyncio.create_subprocess_exec(
            *process.command,
            cwd=directory,
            env=_environment(process),
            stdin=subprocess.DEVNULL,
            stdout=output,
            stderr=subprocess.STDOUT,
            start_new_session=True,
        )
    announce(f"+{child.pid}")
    return child


async def stop(child: Child, within_seconds: float, announce: Announce) -> None:
    """Ask the group to end, kill what has not ended in time, and wait for its leader."""
    send(child, signal.SIGTERM)
    with contextlib.suppress(TimeoutError):
        await asyncio.wait_for(child.wait(), within_seconds)
    # The leader may have left others behind.
    send(child, signal.SIGKILL)
    await child.wait()
    announce(f"-{child.pid}")


def send(child: Child, number: signal.Signals) -> None:
    """Signal the child's group, which may have gone already."""
    with contextlib.suppress(ProcessLookupError):
        os.killpg(child.pid, number)


def _environment(process: Process) -> dict[str, str]:
    # OTEL_* of the terminal is for the services, which get it by name; the broker obeys it too.
    inherited = {k: v for k, v in os.environ.items() if not k.startswith("OTEL_")}
    return {**inherited, "PYTHONUNBUFFERED": "1", **process.environment}
