"""What a worker consumes."""

from collections.abc import Awaitable, Callable, Sequence
from dataclasses import dataclass

from tierzero.agents.delivery import Delivery, check_identities
from tierzero.topics import Topic

Handler = Callable[[Delivery], Awaitable[None]]
"""Applies a delivery. It must be idempotent, and durable when it returns; it raises ``Unusable``
for what no repetition can mend and anything else for what may pass."""

HandlerOfMany = Callable[[Sequence[Delivery]], Awaitable[None]]
"""Applies several deliveries of one topic, or none of them where it raises; else as ``Handler``."""


Check = Callable[[Delivery], None]
"""Raises ``Unusable`` where a delivery must not be handled."""


def unchecked(delivery: Delivery) -> None:
    """For handlers that check themselves, because they read the facts in a quicker way: from the
    bytes of the message."""


WellFormed = Callable[[bytes], bool]
"""Whether bytes surely are what the topic's contract reads; False where that is not sure."""


def never_sure(value: bytes) -> bool:
    """For handlers that want the envelope, which is read anyway."""
    return False


def _nothing(partitions: frozenset[int]) -> None:
    """Most consumers keep nothing per partition."""


@dataclass(frozen=True)
class Consumer:
    """A topic and what is done with its messages.

    ``forget`` is called with the partitions this worker has lost, for consumers that keep state in
    memory per partition. ``handle_many``, where it is given, gets all that lies ready at once; see
    `tierzero.agents.together`. Deliveries are checked before they are handled. ``is_well_formed``:
    for handlers that work on the bytes; where it is sure, no envelope is made before somebody asks
    for it. ``keeps_order``: the handler takes its turn by a lock of its own, so that two portions
    may be in flight (`tierzero.agents.turns`).
    """

    topic: Topic
    handle: Handler
    forget: Callable[[frozenset[int]], None] = _nothing
    handle_many: HandlerOfMany | None = None
    check: Check = check_identities
    is_well_formed: WellFormed = never_sure
    keeps_order: bool = False


def one_per_topic(consumers: Sequence[Consumer]) -> list[Consumer]:
    """The same consumers, those of one topic as one that handles with each in turn.

    Several features of a service may listen to one topic, while the group reads it once. Each is
    idempotent: where a later one fails, the earlier ones handle the message again with it.
    """
    by_topic: dict[str, list[Consumer]] = {}
    for consumer in consumers:
        by_topic.setdefault(consumer.topic.name, []).append(consumer)
    return [alike[0] if len(alike) == 1 else _in_turn(alike) for alike in by_topic.values()]


def _in_turn(alike: Sequence[Consumer]) -> Consumer:
    async def handle(delivery: Delivery) -> None:
        for consumer in alike:
            await consumer.handle(delivery)

    def forget(partitions: frozenset[int]) -> None:
        for consumer in alike:
            consumer.forget(partitions)

    return Consumer(alike[0].topic, handle, forget)
