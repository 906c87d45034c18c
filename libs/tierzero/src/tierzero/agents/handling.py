"""What happens to one message: nothing is dropped, nothing blocks its partition for ever.

May block: yes, as long as the store is away (parking needs it too). May raise: only cancellation.
"""

import asyncio
import logging
import time
from contextlib import nullcontext
from dataclasses import dataclass

from tierzero.agents.consumer import Check, Handler, HandlerOfMany, WellFormed, never_sure
from tierzero.agents.delivery import Delivery, check_identities, decode
from tierzero.deadletter import Unusable, park
from tierzero.deadletter.repository import Original
from tierzero.store import Store, is_passing
from tierzero.telemetry import consumer_span, linked_span
from tierzero.telemetry.measures import EVENTS_IN, EVENTS_PARKED, HANDLING, LAG, count, record

_log = logging.getLogger(__name__)
_PAUSES = (0.05, 0.2, 1.0)
_LONGEST_WAIT = 10.0


@dataclass(frozen=True)
class Handling:
    """Who handles and where what cannot be handled is kept."""

    store: Store
    consumer: str
    handle: Handler
    handle_many: HandlerOfMany | None = None
    check: Check = check_identities
    is_well_formed: WellFormed = never_sure


async def handle_message(handling: Handling, original: Original) -> None:
    """Decode and handle; afterwards the effect is durable or the message is parked."""
    started = time.perf_counter()
    place = original.partition, original.offset
    with consumer_span(original.topic, original.traceparent, *place):
        delivery = await decoded_or_parked(handling, original)
        if delivery is not None:
            await handle_or_park(handling, delivery)
    record(HANDLING, time.perf_counter() - started, topic=original.topic)
    count(EVENTS_IN, topic=original.topic)


async def decoded_or_parked(handling: Handling, original: Original) -> Delivery | None:
    """The message decoded, or None where it had to be parked."""
    try:
        delivery = decode(original, is_readable=handling.is_well_formed(original.value))
    except Unusable as why:
        await _park(handling, original, why)
        return None
    record(LAG, max(0.0, time.time() - delivery.published_at.timestamp()))
    return delivery


async def handle_or_park(handling: Handling, delivery: Delivery) -> None:
    """Handle the message; where that fails, its facts one by one, and park those at fault."""
    why = await attempt(handling.handle, delivery, handling.check)
    if why is None:
        return
    alone = list(delivery.one_by_one())
    if len(alone) == 1:
        await _park(handling, delivery.original, why)
        return
    # One fact at fault must not take its neighbours with it.
    for single in alone:
        why = await attempt(handling.handle, single, handling.check)
        if why is not None:
            await _park(handling, single.original, why)


async def attempt(
    handle: Handler, delivery: Delivery, check: Check = check_identities
) -> Unusable | None:
    """Handle with bounded retry; return why it cannot be used, or nothing when it was applied."""
    failures = 0
    while True:
        try:
            check(delivery)
            await handle(delivery)
            return None
        except Unusable as why:
            return why
        except Exception as error:
            if is_passing(error):
                await wait_for_store(error)
                continue
            if failures == len(_PAUSES):
                _log.exception("handler gave up on %s", delivery.original.position)
                reason = f"{type(error).__name__}: {error}"
                return Unusable("handler-failed", reason, failures + 1)
            await asyncio.sleep(_PAUSES[failures])
            failures += 1


async def wait_for_store(error: Exception) -> None:
    """Pause before the store is asked again."""
    _log.warning("waiting for the store: %s", error)
    await asyncio.sleep(0.5)


async def _park(handling: Handling, original: Original, why: Unusable) -> None:
    # Of many that are handled together each has a trace of its own, in which it is looked for.
    own = original.traceparent
    with linked_span(f"{original.topic} park", [own]) if own else nullcontext():
        await _parked(handling, original, why)
    count(EVENTS_PARKED, topic=original.topic, reason=why.code)


async def _parked(handling: Handling, original: Original, why: Unusable) -> None:
    pause = 0.5
    while True:
        try:
            await park(handling.store, handling.consumer, original, why)
            break
        except Exception as error:
            # Without a place to park, going on would drop the message.
            _log.warning("cannot park %s yet: %s", original.position, error)
            await asyncio.sleep(pause)
            pause = min(pause * 2, _LONGEST_WAIT)
    _log.warning("parked %s: %s (%s)", original.position, why.reason, why.code)
