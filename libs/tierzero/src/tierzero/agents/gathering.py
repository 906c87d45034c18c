"""Takes from a faust stream all messages that lie ready, up to a number and a size.

May block: only while nothing has come; a message never waits for others to come. May raise: what
faust raises while it fetches. On a rebalance: faust drops what waits of former partitions; what was
taken before is handled and acknowledged like any message in flight, which is harmless, because
handlers are idempotent and faust never commits past an offset that is missing.

faust's own `take()` is of no use: it waits for time or number, and acknowledges what has failed.
"""

import asyncio
from collections.abc import AsyncGenerator
from typing import Any

MOST_MESSAGES = 512
MOST_BYTES = 8_000_000
_TURNS = 4
"""Of the event loop, until a message that lies ready has come through faust's iterators."""


async def gathered(stream: Any, most_messages: int = MOST_MESSAGES) -> AsyncGenerator[list[Any]]:
    """Events in the order of arrival; the caller acknowledges each, the stream acknowledges none.

    One event is fetched ahead, so that seeing whether more lies ready never has to be broken off.
    """
    events = stream.events()
    upcoming = asyncio.ensure_future(anext(events, None))
    try:
        while (first := await upcoming) is not None:
            taken, size = [first], _size(first)
            upcoming = asyncio.ensure_future(anext(events, None))
            while len(taken) < most_messages and size < MOST_BYTES and await _is_here(upcoming):
                event = upcoming.result()
                if event is None:
                    break
                taken.append(event)
                size += _size(event)
                upcoming = asyncio.ensure_future(anext(events, None))
            yield taken
    finally:
        upcoming.cancel()


async def _is_here(upcoming: "asyncio.Future[Any]") -> bool:
    for _ in range(_TURNS):
        if upcoming.done():
            break
        await asyncio.sleep(0)
    return upcoming.done() and upcoming.exception() is None


def _size(event: Any) -> int:
    return len(event.message.value or b"")
