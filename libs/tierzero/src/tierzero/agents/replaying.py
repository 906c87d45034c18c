"""Handles parked messages again when an operator asks for it."""

import asyncio
import logging
from collections.abc import Mapping

from tierzero.agents.consumer import Handler
from tierzero.agents.delivery import decode
from tierzero.agents.handling import attempt
from tierzero.deadletter import Unusable
from tierzero.deadletter.repository import claim_for_replay, finish_replay, original_of
from tierzero.store import Document, Store, is_passing

_log = logging.getLogger(__name__)
_POLL_SECONDS = 2.0


async def replay_forever(store: Store, handlers: Mapping[str, Handler]) -> None:
    """Poll for letters to replay; faults of the store are waited out."""
    while True:
        try:
            letter = await claim_for_replay(store.database)
            if letter is not None:
                await replay_one(store, handlers, letter)
                continue
        except Exception as error:
            if not is_passing(error):
                _log.exception("replay failed")
        await asyncio.sleep(_POLL_SECONDS)


async def replay_one(store: Store, handlers: Mapping[str, Handler], letter: Document) -> None:
    """Decode and handle one letter; it is resolved, or parked again with the new reason."""
    error: Unusable | None
    try:
        delivery = decode(original_of(letter))
        error = await attempt(handlers[letter["topic"]], delivery)
    except Unusable as why:
        error = why
    await finish_replay(store.database, letter["_id"], error)
