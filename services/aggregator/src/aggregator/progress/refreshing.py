"""Recomputes what is marked, in the worker, as long as it runs.

Facts that arrive while a factory is being recomputed only leave marks, so however many there are,
they need one more recomputation. May block: yes. May raise: only cancellation.
"""

import asyncio
import logging
from datetime import timedelta

from aggregator.progress import repository
from aggregator.progress.recomputing import recompute
from tierzero.identity import Clock
from tierzero.store import Store, is_passing

_log = logging.getLogger(__name__)

_SWEEP_SECONDS = 1.0
# Younger marks belong to a process that is about to see to them itself.
_LEFT_BEHIND = timedelta(seconds=2)
_PAUSE_AFTER_FAULT = 1.0


async def refresh_forever(store: Store, woken: asyncio.Event, clock: Clock) -> None:
    """Recompute whenever woken; each second look for marks that others have left behind."""
    while True:
        try:
            await _until_woken(store, woken, clock)
        except Exception as error:
            if not is_passing(error):
                _log.exception("progress could not be recomputed; it stays marked")
            await asyncio.sleep(_PAUSE_AFTER_FAULT)
            woken.set()


async def _until_woken(store: Store, woken: asyncio.Event, clock: Clock) -> None:
    older_than = _LEFT_BEHIND
    try:
        await asyncio.wait_for(woken.wait(), _SWEEP_SECONDS)
        older_than = timedelta(0)
    except TimeoutError:
        pass
    woken.clear()
    for factory_id in await repository.marked_factories(store.database, clock(), older_than):
        await recompute(store, factory_id, clock)
