"""Two workers at the same streams and networks, as after a rebalance that one has missed."""

import asyncio
import random
from collections.abc import Sequence
from itertools import chain
from typing import Any

import pytest

from footprint import journal
from footprint.bundles import Bundle, bundle_of, facts_in
from footprint.inventories import repository as inventory_repository
from footprint.networks import repository as network_repository
from footprint.networks.service import Arrival, Networks, forget, take_in, take_in_all
from footprint.networks.totals import as_total
from footprint.recent import Recent
from footprint.routing.events import ROUTES, arrived
from footprint.routing.router import Router, route
from footprint.settings import FootprintSettings
from footprint.verify.comparison import differences
from footprint.verify.oracle import latest, recompute
from footprint.verify.stored import read_stored
from tests.unit.footprint.big_world import TOPIC_OF, facts_of, messages, world
from tests.unit.footprint.bus import results
from tierzero import outbox
from tierzero.identity import utc_now
from tierzero.store import Store, connect
from tierzero.topics import NETWORKS

ROUTE_OF = {topic.name: (admit, planning) for topic, admit, planning in ROUTES}


@pytest.fixture
async def stores(settings: FootprintSettings) -> Sequence[Store]:
    """The same database as two workers reach it."""
    stores = [connect(settings), connect(settings)]
    for part in (journal, network_repository, inventory_repository, outbox):
        await part.prepare(stores[0].database)
    return stores


async def _route(router: Router, sent: Sequence[Any]) -> None:
    for topic, _, envelope in sent:
        admit, planning = ROUTE_OF[topic.name]
        await route(router, planning, arrived(topic, admit, envelope.SerializeToString()))


async def _take_in(networks: Networks, routed: Sequence[tuple[str, Bundle]]) -> None:
    for network_id, facts in routed:
        await take_in(networks, network_id, facts, 0)


async def _take_in_together(networks: Networks, routed: Sequence[tuple[str, Bundle]]) -> None:
    """As a worker does with what lies ready: several networks in one transaction."""
    for start in range(0, len(routed), 7):
        own: dict[str, list[Bundle]] = {}
        for network_id, facts in routed[start : start + 7]:
            own.setdefault(network_id, []).append(facts)
        arrivals = [
            Arrival(network_id, bundle_of(chain(*map(facts_in, facts))), 0)
            for network_id, facts in own.items()
        ]
        await take_in_all(networks, arrivals)


async def _routed(store: Store) -> list[tuple[str, Bundle]]:
    rows = store.database["outbox"].find({"topic": NETWORKS.name}).sort("_id", 1)
    return [(row["key"], Bundle.FromString(bytes(row["value"]))) async for row in rows]


async def test_workers_that_overtake_each_other_give_the_batch_result(
    stores: Sequence[Store], settings: FootprintSettings
) -> None:
    chance = random.Random(3)
    names = world(settings.database, seed=4, buyers=2, suppliers=2)
    sent = list(messages(list(facts_of(names, 300)), chance))
    routers = [Router(store, Recent(200)) for store in stores]
    # Every message goes to both, in another order each.
    await asyncio.gather(
        _route(routers[0], sent), _route(routers[1], chance.sample(sent, len(sent)))
    )
    routed = await _routed(stores[0])
    workers = [Networks(store, utc_now, Recent(100)) for store in stores]
    await asyncio.gather(
        _take_in(workers[0], chance.sample(routed, len(routed))),
        _take_in_together(workers[1], chance.sample(routed, len(routed))),
    )
    admitted = [ROUTE_OF[topic.name][0](envelope) for topic, _, envelope in sent]
    found = await read_stored(stores[0])
    assert differences(found, recompute(latest(admitted))) == []
    assert found.inventories
    assert found.roll_ups


async def test_what_is_dropped_from_memory_is_loaded_as_it_was(
    stores: Sequence[Store], settings: FootprintSettings, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("footprint.journal.snapshots._ENTRIES", 4)
    names = world(settings.database, seed=5, buyers=1, suppliers=1)
    stated = list(facts_of(names, 300))
    router = Router(stores[0], Recent(10_000))
    networks = Networks(stores[0], utc_now, Recent(10_000))
    for fact in stated:
        topic, field = TOPIC_OF[type(fact).__name__]
        envelope = topic.envelope()
        getattr(envelope, field).append(fact)
        await _route(router, [(topic, "", envelope)])
    await _take_in(networks, await _routed(stores[0]))
    (buyer,) = names.buyers
    held = networks.held[buyer].network
    assert held.sequence > 64, "more than a snapshot holds"
    assert await stores[0].database["journal_snapshots"].count_documents({}) > 0
    forget(networks, frozenset({0}))
    assert buyer not in networks.held
    await take_in(networks, buyer, Bundle(), 0)
    again = networks.held[buyer].network
    assert again is not held
    # Which footprint a line rests on stands in the line; it is remembered beside it while priced.
    assert again.slots == [slot._replace(footprint_id="") for slot in held.slots]
    assert again.stated == held.stated
    assert again.book == held.book
    assert again.sequence == held.sequence
    assert results({buyer: again}).roll_ups == results({buyer: held}).roll_ups
    for key, totals in held.totals.items():
        assert as_total(key, again.totals[key]) == as_total(key, totals)
        assert again.totals[key].known_at.value() == totals.known_at.value()
