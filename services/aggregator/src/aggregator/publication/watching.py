"""Learns of new progress from the store's change stream and tells the audience.

May block: yes. May raise: only cancellation. While the stream is away nothing is lost: once it is
back, every factory that is being watched is looked at again.
"""

import asyncio
import inspect
import logging
from collections.abc import AsyncIterator, Iterable
from typing import Any

from pymongo.errors import PyMongoError

from aggregator.progress.service import COLLECTION
from aggregator.publication.audience import Audience, tell
from aggregator.publication.service import news_of
from tierzero.store import Database

_log = logging.getLogger(__name__)
_PAUSE_SECONDS = 1.0


async def watch_forever(database: Database, audience: Audience) -> None:
    """Pass on every change of progress, from where the stream was last read."""
    token: Any = None
    while True:
        try:
            async for change in _changes(database, token):
                token = change["_id"]
                await look(database, audience, (change["documentKey"]["_id"],))
        except PyMongoError as error:
            _log.warning("change stream of progress interrupted: %s", error)
            # A token that the store no longer knows would fail for ever.
            token = None
        await asyncio.sleep(_PAUSE_SECONDS)
        await _look_again(database, audience)


async def _changes(database: Database, token: Any) -> AsyncIterator[Any]:
    opened = database[COLLECTION].watch(resume_after=token, max_await_time_ms=1000)
    stream = await opened if inspect.isawaitable(opened) else opened
    async with stream:
        async for change in stream:
            yield change


async def look(database: Database, audience: Audience, factory_ids: Iterable[str]) -> None:
    """Read what the factories' progress is now and tell those who watch it."""
    for factory_id in factory_ids:
        if factory_id in audience.seats:
            tell(audience, factory_id, await news_of(database, factory_id))


async def _look_again(database: Database, audience: Audience) -> None:
    try:
        await look(database, audience, tuple(audience.seats))
    except PyMongoError as error:
        _log.warning("the store does not answer yet: %s", error)
