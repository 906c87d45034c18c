"""Takes from a faust stream all messages that lie ready, up to a number and a size (and whatever
the last chunk holds beyond them).

While a portion is being handled, which mostly is waiting for the store, the next one is taken out
of faust: its iterators cost as much for each message as reading it does.

May block: only while nothing has come; a message never waits for others to come. May raise: what
faust raises while it fetches. On a rebalance: faust drops what waits of former partitions; what was
taken before is handled and acknowledged like any message in flight, which is harmless, because
handlers are idempotent and faust never commits past an offset that is missing.

faust's own `take()` is of no use: it waits for time or number, and acknowledges what has failed.
"""

import asyncio
from collections.abc import AsyncGenerator, Iterable, Iterator
from dataclasses import dataclass, field
from typing import Any

MOST_MESSAGES = 512
MOST_BYTES = 8_000_000
_TURNS = 4
"""Of the event loop, until a message that lies ready has come through faust's iterators."""


@dataclass
class _Waiting:
    """What has come since the last portion, at most one portion."""

    most_messages: int
    events: list[Any] = field(default_factory=list[Any])
    messages: int = 0
    size: int = 0
    changed: asyncio.Event = field(default_factory=asyncio.Event)
    has_room: asyncio.Event = field(default_factory=asyncio.Event)
    is_due: asyncio.Event = field(default_factory=asyncio.Event)
    """Set where the portion is full, or nothing more will come."""

    @property
    def is_full(self) -> bool:
        """Whether the portion is as large as it may be."""
        return self.messages >= self.most_messages or self.size >= MOST_BYTES

    def add(self, event: Any) -> None:
        """One more."""
        self.events.append(event)
        event.message.underway.is_begun = True
        self.messages += len(event.message.chunk.records)
        self.size += event.message.chunk.size
        self.changed.set()
        if self.is_full:
            self.has_room.clear()
            self.is_due.set()

    def take(self) -> list[Any]:
        """All of them; there is room again."""
        taken, self.events, self.messages, self.size = self.events, [], 0, 0
        self.changed.clear()
        self.is_due.clear()
        self.has_room.set()
        return taken

    def end(self) -> None:
        """Nothing more will come."""
        self.changed.set()
        self.is_due.set()


async def gathered(
    stream: Any, most_messages: int = MOST_MESSAGES, idle: asyncio.Event | None = None
) -> AsyncGenerator[list[Any]]:
    """Events, each a chunk of messages, in the order of arrival; the caller acknowledges each, the
    stream none.

    ``idle``: set while no portion is handled; until then only full ones are given.
    """
    waiting = _Waiting(most_messages)
    waiting.has_room.set()
    filling = asyncio.ensure_future(_fill(stream, waiting))
    filling.add_done_callback(lambda _: waiting.end())
    try:
        while True:
            await waiting.changed.wait()
            if idle is not None:
                await _either(idle, waiting.is_due)
            await _settled(waiting, filling)
            if not waiting.events:
                # Nothing more will come; where that is a failure it shows here.
                await filling
                return
            yield waiting.take()
            if filling.done():
                waiting.end()
    finally:
        filling.cancel()


def records_of(events: Iterable[Any]) -> Iterator[Any]:
    """The Kafka records of the events, in their order."""
    return (record for event in events for record in event.message.chunk.records)


async def _fill(stream: Any, waiting: _Waiting) -> None:
    async for event in stream.events():
        await waiting.has_room.wait()
        waiting.add(event)


async def _either(one: asyncio.Event, other: asyncio.Event) -> None:
    if one.is_set() or other.is_set():
        return
    waits = [asyncio.ensure_future(event.wait()) for event in (one, other)]
    try:
        await asyncio.wait(waits, return_when=asyncio.FIRST_COMPLETED)
    finally:
        for wait in waits:
            wait.cancel()


async def _settled(waiting: _Waiting, filling: "asyncio.Future[None]") -> None:
    """Give what lies ready the turns it needs to come through."""
    turns = 0
    while turns < _TURNS and not waiting.is_full and not filling.done():
        before = len(waiting.events)
        await asyncio.sleep(0)
        turns = 0 if len(waiting.events) > before else turns + 1
