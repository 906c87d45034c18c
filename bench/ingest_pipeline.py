"""Both stages of the footprint service in one process, without any durable write.

All that the worker does with a message is done, by the same functions: decoded, admitted, planned,
serialized as entries and forwards, absorbed, priced, and what would be stored and stated is made.
"""

import time
from collections.abc import Iterator, Sequence
from typing import Any

from aiokafka import AIOKafkaConsumer, TopicPartition

from footprint.bundles import Bundle
from footprint.columns.preparing import prepare
from footprint.columns.wellformed import well_formed
from footprint.networks.absorbing import absorb
from footprint.networks.network import Network
from footprint.networks.pages import document_of
from footprint.routing.events import ROUTES, arrived
from footprint.routing.plan import NotLoaded, Plan
from footprint.routing.stream import Stream, step
from tierzero.agents.delivery import Delivery, check_identities, decode
from tierzero.agents.gathering import MOST_MESSAGES
from tierzero.agents.worker import collect_rarely
from tierzero.deadletter.repository import Original
from tierzero.topics import FOOTPRINTS, NETWORKS

_is_stated, _is_routed = (well_formed(one.envelope.DESCRIPTOR) for one in (FOOTPRINTS, NETWORKS))
_ROUTE_OF = {topic.name: (topic, admit, planning) for topic, admit, planning in ROUTES}


class Pipeline:
    """Streams and networks in memory."""

    def __init__(self) -> None:
        self.streams: dict[str, Stream] = {}
        self.networks: dict[str, Network] = {}

    def take_in(self, originals: Sequence[Original]) -> None:
        """Messages of one topic, as they lie ready."""
        if originals[0].topic == FOOTPRINTS.name:
            deliveries = [decode(one, is_readable=_is_stated(one.value)) for one in originals]
        else:
            deliveries = [decode(one) for one in originals]
            for one in deliveries:
                check_identities(one)
        for network_id, facts in self._route(originals[0].topic, deliveries):
            network = self.networks.setdefault(network_id, Network(network_id))
            change = absorb(network, facts)
            if change is not None:
                assert change.unread.serialized or change.pages
                for page in change.pages:
                    document_of(network, page)

    def _route(self, topic: str, deliveries: Sequence[Delivery]) -> Iterator[tuple[str, Bundle]]:
        known, admit, planning = _ROUTE_OF[topic]
        together = b"".join(one.original.value for one in deliveries)
        plan = self._plan(planning, arrived(known, admit, together))
        for name, entry in plan.entries.items():
            step(self.streams[name], entry, plan.news.get(name), plan.stated.get(name))
        told: dict[str, list[bytes]] = {}
        for one in plan.messages:
            assert _is_routed(one.value)
            told.setdefault(one.key, []).append(one.value)
        for network_id, parts in told.items():
            yield network_id, Bundle.FromString(b"".join(parts))

    def _plan(self, planning: Any, facts: Any) -> Plan:
        while True:
            try:
                return planning(self.streams, facts)
            except NotLoaded as missing:
                self.streams |= {name: Stream(name) for name in missing.names}


async def without_store(broker: str, setting: Sequence[Any], count: int) -> float:
    """Footprints a second from the broker through both stages."""
    pipeline = Pipeline()
    # As a worker does before it takes anything in.
    prepare()
    collect_rarely()
    for topic, key, value, headers in setting:
        pipeline.take_in([Original(topic, 0, 0, key, value, dict(headers))])
    consumer = await from_the_start(broker)
    seen, began = 0, time.perf_counter()
    while seen < count:
        found = await consumer.getmany(timeout_ms=1000, max_records=MOST_MESSAGES)
        records = [record for own in found.values() for record in own]
        if records:
            pipeline.take_in([_original(record) for record in records])
            seen += 100 * len(records)
    seconds = time.perf_counter() - began
    await consumer.stop()
    return count / seconds


def _original(record: Any) -> Original:
    place = record.topic, record.partition, record.offset
    return Original(*place, record.key, record.value, dict(record.headers))


async def from_the_start(broker: str) -> AIOKafkaConsumer:
    """A consumer at the beginning of the footprints."""
    consumer = AIOKafkaConsumer(bootstrap_servers=broker, fetch_max_wait_ms=50)
    await consumer.start()
    partitions = [TopicPartition(FOOTPRINTS.name, n) for n in range(FOOTPRINTS.partitions)]
    consumer.assign(partitions)
    await consumer.seek_to_beginning(*partitions)
    return consumer
