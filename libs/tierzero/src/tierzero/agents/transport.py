"""faust's Kafka transport, which takes what lies ready in chunks, with a settable longest fetch.

faust lets the broker hold a fetch open for 1.5 s. Apache Kafka answers as soon as there is data,
but the embedded broker only when the time is up, so there each hop would cost most of a second.

Asking often is not for nothing either: a fetch names each partition, and looking through sixty of
them twenty times a second for each of four workers was most of what an idle platform did. So a
consumer that has heard nothing for a while asks more rarely, until it hears something.
"""

import logging
import time
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import Any, ClassVar

import faust
from aiokafka.errors import IllegalStateError
from faust.transport.drivers import aiokafka as driver
from faust.types import TP

from tierzero.agents.chunks import Chunk, ChunkMessage, in_chunks
from tierzero.agents.committing import Progress

_log = logging.getLogger(__name__)
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


def use_transport(application: faust.App, milliseconds: int) -> None:
    """Let this application take what lies ready in chunks (`tierzero.agents.chunks`), and let its
    fetches wait at most so long, but where it rests; 0 keeps faust's default."""
    wait = Wait(milliseconds) if milliseconds else None

    class ChunkingThread(driver.AIOKafkaConsumerThread):
        """Creates the client consumer with the wanted wait, and keeps it."""

        logger = driver.logger

        def _create_worker_consumer(self, transport: Any) -> Any:
            consumer = super()._create_worker_consumer(transport)
            if wait is not None:
                # There is no public way in: faust passes a constant to the constructor.
                consumer._fetch_max_wait_ms = wait.milliseconds
            return consumer

        async def _fetch_records(self, consumer: Any, *args: Any, **options: Any) -> Any:
            # Answers within a second, also where nothing has come.
            found = await super()._fetch_records(consumer, *args, **options)
            if wait is not None:
                consumer._fetcher._fetch_max_wait_ms = wait.after(has_heard=bool(found))
            return found

    class ChunkingConsumer(driver.Consumer):
        """Runs the thread above; commits by chunks that are done."""

        logger = driver.logger

        def __init__(self, *args: Any, **options: Any) -> None:
            self.progress = Progress[TP]()
            super().__init__(*args, **options)

        def _new_consumer_thread(self) -> ChunkingThread:
            return ChunkingThread(self, loop=self.loop, beacon=self.beacon)

        async def _getmany(self, *args: Any, **options: Any) -> Any:
            found = await super()._getmany(*args, **options)
            # What comes while the flow is stopped, faust drops, and seeks.
            usable = await self._in_order(found) if self.flow_active else {}
            return {place: list(in_chunks(records)) for place, records in usable.items()}

        async def _in_order(self, found: Mapping[TP, Any]) -> dict[TP, Any]:
            """Without what comes too early: there it is read again."""
            usable = {at: records for at, records in found.items() if self.progress.is_placed(at)}
            places = ((at, self.progress.missed(at, one[0].offset)) for at, one in usable.items())
            missed = {at: offset for at, offset in places if offset is not None}
            if missed:
                await self._look_again(missed)
            return {at: records for at, records in usable.items() if at not in missed}

        async def _look_again(self, missed: Mapping[TP, int]) -> None:
            _log.info("offsets have not come, reading again from: %s", missed)
            try:
                await self.seek_wait(missed)
            except IllegalStateError as error:
                _log.info("read by another worker meanwhile: %s", error)
                return
            for place in missed:
                self.progress.looked_again(place)

        async def perform_seek(self) -> None:
            """To what is committed; where nothing is, faust would stay wherever it is."""
            await super().perform_seek()
            committed = {place: self._read_offset[place] or 0 for place in self.assignment()}
            new = [place for place, offset in committed.items() if not offset]
            starts = await self.earliest_offsets(*new) if new else {}
            if starts:
                await self.seek_wait(starts)
            for place, offset in (committed | dict(starts)).items():
                self.progress.expect(place, offset)

        def _to_message(self, tp: TP, record: Chunk) -> ChunkMessage:
            first = record.records[0]
            message = ChunkMessage(
                *(first.topic, first.partition, first.offset, first.timestamp / 1000),
                *(first.timestamp_type, None, b"", b"", None, 0, record.size),
                tp=tp,
                generation_id=self.app.consumer_generation_id,
            )
            message.chunk = record
            message.underway = self.progress.begin(tp, record.first, record.following)
            return message

        def ack(self, message: Any) -> bool:
            message.underway.is_done = True
            return bool(super().ack(message))

        async def behind(self) -> dict[TP, int]:
            """Partitions that are idle though there is more, and from which offset on."""
            at_work = {place.topic for place in self.progress.at_work()}
            idle = [place for place in self.assignment() if place.topic not in at_work]
            ends = await self._thread.highwaters(*idle)
            awaited = {place: self._awaited(place) for place in idle}
            return {place: offset for place, offset in awaited.items() if offset < ends[place]}

        def _awaited(self, place: TP) -> int:
            awaited = self.progress.awaited(place)
            return self._read_offset[place] or 0 if awaited is None else awaited

        async def turn_back(self, offsets: Mapping[TP, int]) -> None:
            """Read again from these offsets."""
            for place, offset in offsets.items():
                self.progress.expect(place, offset)
            await self.seek_wait(offsets)

        def _new_offset(self, tp: TP) -> int | None:
            # faust's own accounts are not asked, and must not grow.
            self._acked[tp].clear()
            self._acked_index[tp].clear()
            return self.progress.done(tp)

        async def _add_gap(self, tp: TP, offset_from: int, offset_to: int) -> None:
            """Offsets between two chunks are no messages to wait for."""

        async def on_partitions_revoked(self, revoked: set[TP]) -> None:
            for one in revoked:
                self.progress.forget(one)
            await super().on_partitions_revoked(revoked)

        async def on_partitions_assigned(self, assigned: set[TP], generation_id: int = 0) -> None:
            # What is under way is of the former generation: faust drops it and reads it again.
            for one in assigned:
                self.progress.forget(one)
            await super().on_partitions_assigned(assigned, generation_id)

    class ChunkingTransport(driver.Transport):
        """Consumes with the consumer above."""

        Consumer: ClassVar[Any] = ChunkingConsumer

    application.transport = ChunkingTransport(application.conf.broker_consumer, application)
