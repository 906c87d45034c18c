"""faust's Kafka transport with a settable longest fetch.

faust lets the broker hold a fetch open for 1.5 s. Apache Kafka answers as soon as there is data,
but the embedded broker only when the time is up, so there each hop would cost most of a second.
"""

from typing import Any, ClassVar

import faust
from faust.transport.drivers import aiokafka as driver


def use_fetch_wait(application: faust.App, milliseconds: int) -> None:
    """Let fetches of this application wait at most so long; 0 keeps faust's default."""
    if not milliseconds:
        return

    class BoundedThread(driver.AIOKafkaConsumerThread):
        """Creates the client consumer with the wanted wait."""

        logger = driver.logger

        def _create_worker_consumer(self, transport: Any) -> Any:
            consumer = super()._create_worker_consumer(transport)
            # There is no public way in: faust passes a constant to the constructor.
            consumer._fetch_max_wait_ms = milliseconds
            return consumer

    class BoundedConsumer(driver.Consumer):
        """Runs the thread above."""

        logger = driver.logger

        def _new_consumer_thread(self) -> BoundedThread:
            return BoundedThread(self, loop=self.loop, beacon=self.beacon)

    class BoundedTransport(driver.Transport):
        """Consumes with the consumer above."""

        Consumer: ClassVar[Any] = BoundedConsumer

    application.transport = BoundedTransport(application.conf.broker_consumer, application)
