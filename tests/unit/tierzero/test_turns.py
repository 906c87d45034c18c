"""A full portion is begun while the one before is written; any other waits for its turn."""

import asyncio
from contextlib import aclosing
from typing import Any

import pytest

from tests.unit.tierzero.test_gathering import Stream
from tierzero.agents.gathering import gathered, records_of
from tierzero.agents.turns import Turns


class Handler:
    """Notes what begins and ends; each portion is handled until it is let go."""

    def __init__(self) -> None:
        self.seen: list[str] = []
        self.go = asyncio.Semaphore(0)
        self.lock = asyncio.Lock()

    async def handle(self, events: list[Any]) -> None:
        """As a handler that keeps its order by a lock."""
        name = b"".join(record.value for record in records_of(events)).decode()
        self.seen.append(f"begin {name}")
        async with self.lock:
            await self.go.acquire()
            if name == "bad":
                raise OSError("no acknowledgement")
            self.seen.append(f"end {name}")


async def settle() -> None:
    """Let everything run that can."""
    for _ in range(50):
        await asyncio.sleep(0)


async def serve(stream: Stream, handler: Handler, turns: Turns) -> None:
    """As an agent does, with portions of at most two messages."""
    async with aclosing(gathered(stream, 2, turns.idle)) as portions:
        await turns.handle(portions, handler.handle)


async def test_a_full_portion_is_begun_early_and_a_third_is_not() -> None:
    stream, handler = Stream(), Handler()
    serving = asyncio.ensure_future(serve(stream, handler, Turns(2)))
    stream.send(*b"1 2 3 4 5 6".split())
    await settle()
    assert handler.seen == ["begin 12", "begin 34"]
    handler.go.release()
    await settle()
    assert handler.seen == ["begin 12", "begin 34", "end 12", "begin 56"]
    stream.queue.put_nowait(None)
    for _ in range(2):
        handler.go.release()
    await asyncio.wait_for(serving, 5)
    assert handler.seen[-2:] == ["end 34", "end 56"]


async def test_what_comes_while_one_is_handled_goes_together() -> None:
    stream, handler = Stream(), Handler()
    serving = asyncio.ensure_future(serve(stream, handler, Turns(2)))
    stream.send(b"1")
    await settle()
    stream.send(b"2")
    await settle()
    assert handler.seen == ["begin 1"]
    handler.go.release()
    await settle()
    assert handler.seen == ["begin 1", "end 1", "begin 2"]
    handler.go.release()
    stream.queue.put_nowait(None)
    await asyncio.wait_for(serving, 5)


async def test_others_are_handled_one_after_the_other() -> None:
    stream, handler = Stream(), Handler()
    serving = asyncio.ensure_future(serve(stream, handler, Turns(1)))
    stream.send(*b"1 2 3 4".split())
    stream.queue.put_nowait(None)
    await settle()
    assert handler.seen == ["begin 12"]
    for _ in range(2):
        handler.go.release()
    await asyncio.wait_for(serving, 5)
    assert handler.seen == ["begin 12", "end 12", "begin 34", "end 34"]


async def test_a_failure_ends_what_is_in_flight_and_shows() -> None:
    stream, handler = Stream(), Handler()
    serving = asyncio.ensure_future(serve(stream, handler, Turns(2)))
    stream.send(b"b", b"ad", b"3", b"4")
    await settle()
    handler.go.release()
    with pytest.raises(ExceptionGroup):
        await asyncio.wait_for(serving, 5)
    assert handler.seen == ["begin bad", "begin 34"]
