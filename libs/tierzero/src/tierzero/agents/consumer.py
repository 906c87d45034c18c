"""What a worker consumes."""

from collections.abc import Awaitable, Callable, Sequence
from dataclasses import dataclass

from tierzero.agents.delivery import Delivery
from tierzero.topics import Topic

Handler = Callable[[Delivery], Awaitable[None]]
"""Applies a delivery. It must be idempotent, and durable when it returns; it raises ``Unusable``
for what no repetition can mend and anything else for what may pass."""

HandlerOfMany = Callable[[Sequence[Delivery]], Awaitable[None]]
"""Applies several deliveries of one topic, or none of them where it raises; else as ``Handler``."""


def _nothing(partitions: frozenset[int]) -> None:
    """Most consumers keep nothing per partition."""


@dataclass(frozen=True)
class Consumer:
    """A topic and what is done with its messages.

    ``forget`` is called with the partitions this worker has lost, for consumers that keep state in
    memory per partition. ``handle_many``, where it is given, gets all that lies ready at once; see
    `tierzero.agents.together`.
    """

    topic: Topic
    handle: Handler
    forget: Callable[[frozenset[int]], None] = _nothing
    handle_many: HandlerOfMany | None = None
