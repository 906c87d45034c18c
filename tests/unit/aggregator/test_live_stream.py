"""The event stream of a watcher."""

import asyncio
from collections.abc import AsyncIterator

import pytest

from aggregator.publication.audience import Audience, News, check_room, dismiss, seated, tell
from aggregator.publication.stream import events, last_seen
from tierzero.problems import Problem

FACTORY = "factory-1"


def stream(
    audience: Audience, *, seen: int = -1, now: int = 3, heartbeat: float = 5
) -> AsyncIterator[bytes]:
    """A stranger's stream while the factory is at a revision."""

    async def current() -> News:
        return News(now, published=True)

    return events(audience, FACTORY, seen, current, lambda news: news.published, heartbeat)


async def take(source: AsyncIterator[bytes], count: int) -> list[str]:
    """The next so many pieces."""
    async with asyncio.timeout(5):
        return [(await anext(source)).decode() for _ in range(count)]


async def test_a_watcher_is_told_at_once_what_it_has_not_seen() -> None:
    hello, first = await take(stream(Audience(5), seen=2), 2)
    assert "retry: 2000" in hello
    assert "event: changed\n" in first
    assert "id: 3\n" in first


async def test_a_watcher_that_is_up_to_date_waits_and_hears_a_heartbeat() -> None:
    pieces = await take(stream(Audience(5), seen=3, heartbeat=0.05), 3)
    assert pieces[1:] == [": ping\n\n", ": ping\n\n"]


async def test_a_slow_watcher_gets_the_newest_only() -> None:
    audience = Audience(5)
    source = stream(audience, seen=3)
    await take(source, 1)
    waiting = asyncio.create_task(take(source, 1))
    await asyncio.sleep(0.01)
    for revision in (4, 5, 6):
        tell(audience, FACTORY, News(revision, published=True))
    assert "id: 6\n" in (await waiting)[0]


async def test_the_stream_ends_when_the_page_is_closed_or_the_process_stops() -> None:
    for end in (
        lambda audience: tell(audience, FACTORY, News(4, published=False)),
        dismiss,
    ):
        audience = Audience(5)
        source = stream(audience, seen=3)
        await take(source, 1)
        rest = asyncio.create_task(anext(source, b"end"))
        await asyncio.sleep(0.01)
        end(audience)
        assert await rest == b"end"
        assert audience.size == 0, "the seat is free again"


def test_there_is_room_for_so_many_and_no_more() -> None:
    audience = Audience(2)
    with seated(audience, "a"), seated(audience, "b"):
        with pytest.raises(Problem) as refused:
            check_room(audience)
        assert (refused.value.status, refused.value.code) == (503, "too-many-watchers")
    check_room(audience)
    assert audience.seats == {}


def test_the_last_event_is_worth_more_than_the_page() -> None:
    assert last_seen("12", 7) == 12
    assert last_seen("", 7) == 7
    assert last_seen("x'--", 7) == 7
