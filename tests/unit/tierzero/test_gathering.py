"""Messages that lie ready are taken together; none waits for others, none is lost at the end."""

import asyncio
from collections.abc import AsyncGenerator
from contextlib import aclosing
from dataclasses import dataclass, field
from types import SimpleNamespace
from typing import Any

import pytest

from tierzero.agents.chunks import in_chunks
from tierzero.agents.committing import Underway
from tierzero.agents.gathering import MOST_BYTES, gathered, records_of


@dataclass
class Stream:
    """As faust's: each event comes one turn of the loop after it was asked for; None ends it."""

    queue: "asyncio.Queue[Any]" = field(default_factory=asyncio.Queue)

    def send(self, *values: bytes) -> None:
        """Let messages lie ready, each a chunk of its own."""
        for value in values:
            self.send_chunk(value)

    def send_chunk(self, *values: bytes) -> None:
        """Let messages lie ready that came together."""
        (chunk,) = in_chunks([SimpleNamespace(value=value, offset=0) for value in values])
        message = SimpleNamespace(chunk=chunk, underway=Underway(0, len(values)))
        self.queue.put_nowait(SimpleNamespace(message=message))

    async def events(self) -> AsyncGenerator[Any]:
        """What the gathering iterates over."""
        while True:
            await asyncio.sleep(0)
            event = await self.queue.get()
            if event is None:
                return
            if isinstance(event, Exception):
                raise event
            yield event


async def _next(portions: AsyncGenerator[list[Any]]) -> list[bytes]:
    return [one.value for one in records_of(await asyncio.wait_for(anext(portions), 5))]


async def test_what_lies_ready_is_taken_at_once_and_in_order() -> None:
    stream = Stream()
    stream.send(b"1", b"2", b"3")
    async with aclosing(gathered(stream)) as portions:
        assert await _next(portions) == [b"1", b"2", b"3"]
        stream.send(b"4")
        assert await _next(portions) == [b"4"]


async def test_a_single_message_waits_for_no_other() -> None:
    stream = Stream()
    async with aclosing(gathered(stream)) as portions:
        waiting = asyncio.ensure_future(_next(portions))
        await asyncio.sleep(0.01)
        stream.send(b"1")
        assert await waiting == [b"1"]


async def test_portions_end_at_a_number_and_at_a_size() -> None:
    stream = Stream()
    stream.send(*[b"x"] * 5)
    async with aclosing(gathered(stream, 2)) as portions:
        assert [len(await _next(portions)) for _ in range(3)] == [2, 2, 1]
    large = Stream()
    large.send(*[b"x" * (MOST_BYTES // 2)] * 5)
    async with aclosing(gathered(large)) as portions:
        assert [len(await _next(portions)) for _ in range(3)] == [2, 2, 1]


async def test_chunks_are_taken_whole_and_count_as_what_they_hold() -> None:
    stream = Stream()
    for _ in range(3):
        stream.send_chunk(b"1", b"2")
    async with aclosing(gathered(stream, 3)) as portions:
        assert await _next(portions) == [b"1", b"2"] * 2
        assert await _next(portions) == [b"1", b"2"]


async def test_what_came_before_a_failure_is_handled_before_it_shows() -> None:
    stream = Stream()
    stream.send(b"1", b"2")
    stream.queue.put_nowait(OSError("the broker is gone"))
    async with aclosing(gathered(stream)) as portions:
        assert await _next(portions) == [b"1", b"2"]
        with pytest.raises(OSError, match="gone"):
            await _next(portions)


async def test_the_end_of_the_stream_ends_the_portions() -> None:
    stream = Stream()
    stream.send(b"1")
    stream.queue.put_nowait(None)
    async with aclosing(gathered(stream)) as portions:
        assert await _next(portions) == [b"1"]
        assert [portion async for portion in portions] == []


async def test_while_a_portion_is_handled_the_next_is_taken_up_to_its_bounds() -> None:
    stream = Stream()
    stream.send(b"0")
    async with aclosing(gathered(stream, 3)) as portions:
        assert await _next(portions) == [b"0"]
        stream.send(*[b"x"] * 5)
        await asyncio.sleep(0.01)
        assert stream.queue.qsize() == 1, "a portion, and one that waits for room"
        assert [len(await _next(portions)) for _ in range(2)] == [3, 2]


async def test_who_goes_away_takes_nothing_more() -> None:
    stream = Stream()
    async with aclosing(gathered(stream)) as portions:
        stream.send(b"1")
        assert await _next(portions) == [b"1"]
    await asyncio.sleep(0.01)
    stream.send(b"2")
    await asyncio.sleep(0.01)
    assert stream.queue.qsize() == 1
