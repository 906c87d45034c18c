"""What a worker does from time to time, beside what it consumes."""

import asyncio
import logging
from collections.abc import Awaitable, Callable
from dataclasses import dataclass

from tierzero.store import is_passing

_log = logging.getLogger(__name__)


@dataclass(frozen=True)
class Job:
    """Work done again and again; ``run`` is idempotent, as every replica of the worker does it."""

    name: str
    every_seconds: float
    run: Callable[[], Awaitable[None]]


async def repeat(job: Job) -> None:
    """Run the job until cancelled, with its pause in between; a failure is logged, not fatal."""
    while True:
        try:
            await job.run()
        except Exception as error:
            if is_passing(error):
                _log.warning("job %s waits for the store: %s", job.name, error)
            else:
                _log.exception("job %s failed", job.name)
        await asyncio.sleep(job.every_seconds)
