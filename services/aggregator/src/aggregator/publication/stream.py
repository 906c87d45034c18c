"""The event stream of one watcher (WHATWG HTML, server-sent events)."""

import asyncio
import json
from collections.abc import AsyncIterator, Awaitable, Callable

from fastapi.sse import KEEPALIVE_COMMENT, format_sse_event

from aggregator.publication.audience import Audience, News, Seat, seated

_RETRY_MILLISECONDS = 2000


async def events(
    audience: Audience,
    factory_id: str,
    seen: int,
    current: Callable[[], Awaitable[News]],
    may_stay: Callable[[News], bool],
    heartbeat_seconds: float,
) -> AsyncIterator[bytes]:
    """Events from after the revision ``seen`` until the watcher leaves or may not stay.

    The seat is taken before the present state is read, so nothing falls between the two.
    """
    with seated(audience, factory_id) as seat:
        yield format_sse_event(retry=_RETRY_MILLISECONDS)
        news: News | None = await current()
        while news is not None and may_stay(news):
            if news.revision != seen:
                seen = news.revision
                yield changed(news)
            while (following := await _next(seat, heartbeat_seconds)) is _QUIET:
                yield KEEPALIVE_COMMENT
            news = following


def changed(news: News) -> bytes:
    """The event that says: there is something new, fetch it."""
    data = json.dumps({"refresh": True, "revision": news.revision})
    return format_sse_event(data_str=data, event="changed", id=str(news.revision))


_QUIET = News(-1, published=False)


async def _next(seat: Seat, seconds: float) -> News | None:
    try:
        async with asyncio.timeout(seconds):
            return await seat.get()
    except TimeoutError:
        return _QUIET


def last_seen(last_event_id: str, after: int) -> int:
    """The revision a watcher has: of its last event, or of the page it was shown."""
    return int(last_event_id) if last_event_id.isdecimal() else after
