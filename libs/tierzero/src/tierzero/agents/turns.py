"""Handles portions of messages in their order, a full one already while the one before is written.

What a handler does before it waits for its own lock (reading, checking, scanning) then costs no
time of its own while much lies ready. A portion that is not full waits until nothing is being
handled, so that what comes meanwhile joins it.

May block: as long as handling does. May raise: what acknowledging raises, and cancellation; both
end what is in flight, which is harmless, as handlers are idempotent. Offsets: faust commits none
past one that is missing, so it does not matter which portion is done first.
"""

import asyncio
from collections import deque
from collections.abc import AsyncIterable, Awaitable, Callable
from dataclasses import dataclass, field
from typing import Any


@dataclass
class Turns:
    """Portions in flight; ``most`` is 1 or 2."""

    most: int
    idle: asyncio.Event = field(default_factory=asyncio.Event)
    """Set while nothing is handled."""
    _running: deque["asyncio.Task[None]"] = field(default_factory=deque["asyncio.Task[None]"])

    def __post_init__(self) -> None:
        """Nothing is handled yet."""
        self.idle.set()

    async def handle(
        self,
        portions: AsyncIterable[list[Any]],
        handled: Callable[[list[Any]], Awaitable[None]],
    ) -> None:
        """Handle all portions until there are no more."""
        async with asyncio.TaskGroup() as group:
            async for events in portions:
                self.idle.clear()
                task = group.create_task(_awaited(handled(events)))
                self._running.append(task)
                task.add_done_callback(self._ended)
                if len(self._running) == self.most:
                    await self._running[0]
                    self._running.popleft()

    def _ended(self, _: "asyncio.Task[None]") -> None:
        if all(one.done() for one in self._running):
            self.idle.set()


async def _awaited(work: Awaitable[None]) -> None:
    await work
