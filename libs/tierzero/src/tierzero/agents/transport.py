"""faust's Kafka transport with a settable longest fetch.

faust lets the broker hold a fetch open for 1.5 s. Apache Kafka answers as soon as there is data,
but the embedded broker only when the time is up, so there each hop would cost most of a second.

Asking often is not for nothing either: a fetch names each partition, and looking through sixty of
them twenty times a second for each of four workers was most of what an idle platform did. So a
consumer that has heard nothing for a while asks more rarely, until it hears something.
"""

import time
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any, ClassVar

import faust
from faust.transport.drivers import aiokafka as driver

_RESTS_AFTER_SECONDS = 5.0
_RESTING_FACTOR = 4


@dataclass
class Wait:
    """How long fetches wait: so many milliseconds, four times as many while nothing comes."""

    milliseconds: int
    clock: Callable[[], float] = time.monotonic
    _heard_at: float = field(init=False)

    def __post_init__(self) -> None:
        """It begins awake."""
        self._heard_at = self.clock()

    def after(self, *, has_heard: bool) -> int:
        """The wait of the fetches that follow one answer."""
        now = self.clock()
        if has_heard:
            self._heard_at = now
        is_resting = now - self._heard_at >= _RESTS_AFTER_SECONDS
        return self.milliseconds * (_RESTING_FACTOR if is_resting else 1)


def use_fetch_wait(application: faust.App, milliseconds: int) -> None:
    """Let fetches of this application wait at most so long, but where it rests; 0 keeps faust's
    default."""
    if not milliseconds:
        return
    wait = Wait(milliseconds)

    class BoundedThread(driver.AIOKafkaConsumerThread):
        """Creates the client consumer with the wanted wait, and keeps it."""

        logger = driver.logger

        def _create_worker_consumer(self, transport: Any) -> Any:
            consumer = super()._create_worker_consumer(transport)
            # There is no public way in: faust passes a constant to the constructor.
            consumer._fetch_max_wait_ms = milliseconds
            return consumer

        async def _fetch_records(self, consumer: Any, *args: Any, **options: Any) -> Any:
            # Answers within a second, also where nothing has come.
            found = await super()._fetch_records(consumer, *args, **options)
            consumer._fetcher._fetch_max_wait_ms = wait.after(has_heard=bool(found))
            return found

    class BoundedConsumer(driver.Consumer):
        """Runs the thread above."""

        logger = driver.logger

        def _new_consumer_thread(self) -> BoundedThread:
            return BoundedThread(self, loop=self.loop, beacon=self.beacon)

    class BoundedTransport(driver.Transport):
        """Consumes with the consumer above."""

        Consumer: ClassVar[Any] = BoundedConsumer

    application.transport = BoundedTransport(application.conf.broker_consumer, application)
