"""Waiting for the first of several things."""

import asyncio
from collections.abc import Coroutine
from typing import Any


async def first_of(
    within_seconds: float | None, **awaited: Coroutine[Any, Any, object]
) -> str | None:
    """Name of the first thing that is done, None when the time is over before; the rest is
    given up."""
    tasks = {asyncio.ensure_future(c): name for name, c in awaited.items()}
    done, pending = await asyncio.wait(
        tasks, timeout=within_seconds, return_when=asyncio.FIRST_COMPLETED
    )
    for task in pending:
        task.cancel()
    await asyncio.gather(*pending, return_exceptions=True)
    for task in done:
        task.result()  # a fault in what was awaited must not pass for an answer
    return next((name for task, name in tasks.items() if task in done), None)
