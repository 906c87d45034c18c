"""What happens to several messages that lie ready at once: one effect, one transaction, one commit.

The contract is that of `tierzero.agents.handling`, message by message. Offsets are committed only
when all of them are durable or parked; a worker killed in between gets them all again, and handlers
are idempotent. Where handling them together fails, it is tried with each half, down to single
messages, which alone are retried, taken apart and parked: poison never takes its neighbours with it
and costs a few attempts more.

May block: yes, as long as the store is away. May raise: only cancellation. A rebalance changes
nothing about messages in flight; a handler that keeps state for a lost partition finds out when it
writes (`footprint.journal`).
"""

import logging
import time
from collections.abc import Sequence

from tierzero.agents.consumer import Check, HandlerOfMany, unchecked
from tierzero.agents.delivery import Delivery
from tierzero.agents.handling import (
    Handling,
    decoded_or_parked,
    handle_message,
    handle_or_park,
    wait_for_store,
)
from tierzero.deadletter import Unusable
from tierzero.deadletter.repository import Original
from tierzero.store import is_passing
from tierzero.telemetry import consumer_span
from tierzero.telemetry.measures import EVENTS_IN, HANDLING, count, record

_log = logging.getLogger(__name__)


async def handle_messages(handling: Handling, originals: Sequence[Original]) -> None:
    """Decode and handle messages of one topic; afterwards each is durable or parked."""
    if len(originals) == 1 or handling.handle_many is None:
        for original in originals:
            await handle_message(handling, original)
        return
    started = time.perf_counter()
    first, *others = [one.traceparent for one in originals]
    place = originals[0].topic, first, originals[0].partition, originals[0].offset
    with consumer_span(*place, others):
        decoded = [await _decoded(handling, one) for one in originals]
        usable = [one for one in decoded if one is not None]
        await _handle_halves(handling, handling.handle_many, usable)
    record(HANDLING, time.perf_counter() - started, topic=originals[0].topic)
    count(EVENTS_IN, len(originals), topic=originals[0].topic)


async def _decoded(handling: Handling, original: Original) -> Delivery | None:
    """Whoever checks by himself reads the bytes."""
    delivery = await decoded_or_parked(handling, original)
    return delivery.unread() if delivery and handling.check is unchecked else delivery


async def _handle_halves(
    handling: Handling, handle_many: HandlerOfMany, deliveries: Sequence[Delivery]
) -> None:
    if len(deliveries) == 1:
        await handle_or_park(handling, deliveries[0])
    elif deliveries and not await _handled(handling.check, handle_many, deliveries):
        middle = len(deliveries) // 2
        await _handle_halves(handling, handle_many, deliveries[:middle])
        await _handle_halves(handling, handle_many, deliveries[middle:])


async def _handled(
    check: Check, handle_many: HandlerOfMany, deliveries: Sequence[Delivery]
) -> bool:
    """Whether they were applied; a store that is away is waited for."""
    while True:
        try:
            for one in deliveries:
                check(one)
            await handle_many(deliveries)
            return True
        except Unusable:
            return False
        except Exception as error:
            if not is_passing(error):
                _log.warning("%d messages together failed: %s", len(deliveries), error)
                return False
            await wait_for_store(error)
