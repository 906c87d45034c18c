"""An auditor finds the events that state a fact, in each of its versions."""

from kafka import KafkaProducer

from tests.integration.bus.test_relay import Starter, limit, state, until_published
from tierzero.commands.events import events_stating
from tierzero.settings import Settings
from tierzero.store import Store
from tierzero.topics import LIMITS


async def test_every_event_that_states_a_fact_is_found_and_no_other(
    store: Store, settings: Settings, start_relay: Starter
) -> None:
    buyer, sought = settings.database_name, f"{settings.database_name}-sought"
    await state(store, buyer, limit(f"{buyer}-other"), limit(sought))
    start_relay()
    await until_published(store)
    await state(store, buyer, limit(sought, version=2))
    await until_published(store)
    with KafkaProducer(bootstrap_servers=settings.broker) as producer:
        # What is no event states nothing.
        producer.send(LIMITS.name, key=b"x", value=b"\xff\xff").get(timeout=20)
    found = sorted(events_stating(settings, LIMITS, sought))
    assert [row[0] for row in found] == [1, 2]
    assert {row[4] for row in found} == {buyer}
    (_, _, partition, first, *_), (_, _, same, second, *_) = found
    assert (partition, first) < (same, second)
    assert len({row[5] for row in found}) == 2, "each event has its own id"
