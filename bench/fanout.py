"""Fan-out: one raw material's footprint is corrected, and 30,000 products of a buyer follow.

Measured from the routed fact to the broker's acknowledgement of the message with all changed
figures: absorbed by the network (facts, roll-up, what the buyer is shown, lines, inventories),
encoded, acknowledged. Beside it, in the same run, the roll-up alone on the same arrays, and what a
plain loop that sends the same bytes takes; they take turns, so that all find the caches in the same
state. What making it durable adds is measured afterwards. Shortest of several runs: the others show
what else the machine did. By itself:
`PYTHONPATH=. python bench/fanout.py [products …]`; BROKER=kafka for Apache Kafka.
"""

import asyncio
import itertools
import os
import sys
import tempfile
import time
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field
from functools import partial
from pathlib import Path
from typing import Any

from kafka import KafkaProducer

from carbon.rollup.sweeping import update
from footprint import journal
from footprint.bundles import Bundle
from footprint.inventories import repository as inventory_repository
from footprint.networks import repository as network_repository
from footprint.networks.absorbing import Change, absorb
from footprint.networks.network import Network
from footprint.networks.repository import commit
from footprint.networks.rollups.encoding import Encoded, encoded
from footprint.settings import FootprintSettings
from tests.unit.footprint import facts
from tests.unit.footprint.bills import bill, part
from tierzero import outbox
from tierzero.agents.worker import collect_rarely
from tierzero.identity import utc_now
from tierzero.relay.publisher import make_producer
from tierzero.settings import Settings
from tierzero.store import connect
from tierzero.topics import ROLL_UPS
from tierzero.topics.creation import create_missing
from tierzero_local.handle import started

BROKER = os.environ.get("BROKER", "tansu")
SIZES = (1_000, 30_000)
SAMPLES = 60
_DURABLE = 3
_PARTS = 10
_PURCHASES = 1
"""Lines that follow cost as much as in `bench/ingest.py`; here the figures are measured."""
_PRODUCTS_PER_MESSAGE = 2_000


@dataclass
class Times:
    """Seconds of each step, one entry a sample."""

    rolled: list[float] = field(default_factory=list[float])
    absorbed: list[float] = field(default_factory=list[float])
    encoded: list[float] = field(default_factory=list[float])
    acknowledged: list[float] = field(default_factory=list[float])
    plain: list[float] = field(default_factory=list[float])
    durable: list[float] = field(default_factory=list[float])


def steel(version: int) -> Bundle:
    """The raw material's footprint in another version, each with another value."""
    return Bundle(footprints=[facts.footprint("f", "steel", f"{version}.5", version=version)])


def raw_material() -> Bundle:
    """The raw material, with its first footprint."""
    return Bundle(products=[facts.product("steel")], footprints=steel(1).footprints)


def parts_of(number: int) -> list[Any]:
    """Steel, and nine products with lower numbers, so that there are some fifteen tiers."""
    used = [part("steel", "0.5", "mill")]
    if number >= 2 * _PARTS:
        half = number // 2
        used += [part(f"p{one:06}", "0.01", "maker") for one in range(half - _PARTS + 1, half)]
    return used


def stated_bills(products: int) -> Iterator[Bundle]:
    """The products and their bills, some to a message."""
    for start in range(0, products, _PRODUCTS_PER_MESSAGE):
        numbers = range(start, min(start + _PRODUCTS_PER_MESSAGE, products))
        names = [f"p{number:06}" for number in numbers]
        shared = [facts.product(name, "maker") for name in names]
        bills = [
            bill(name, parts_of(number), "maker", own="1")
            for name, number in zip(names, numbers, strict=True)
        ]
        yield Bundle(products=shared, bills_of_materials=bills)


def scene(products: int) -> Network:
    """A network that holds all of it already."""
    network = Network("plant")
    absorb(network, raw_material())
    for stated in stated_bills(products):
        absorb(network, stated)
    bought = [
        facts.purchase(f"a{number}", f"p{number * (products // _PURCHASES):06}", supplier="maker")
        for number in range(_PURCHASES)
    ]
    absorb(network, Bundle(activities=bought))
    return network


def timed(times: list[float], work: Callable[[], Any]) -> Any:
    """What the work gives; notes how long it took."""
    began = time.perf_counter()
    result = work()
    times.append(time.perf_counter() - began)
    return result


def rolled_alone(network: Network, value: float) -> int:
    """The roll-up's update by itself: one own value restated, all it reaches pulled."""
    arrays = network.roll_ups.years[2024].arrays
    rank = arrays.graph.rank_of["stated:steel"]
    arrays.own[rank, 0] = value
    return len(update(arrays.graph, arrays.own, arrays.state, arrays.scratch, [rank]))


def send(producer: KafkaProducer, messages: Sequence[bytes]) -> None:
    """Send and wait until the broker has all."""
    sent = [producer.send(ROLL_UPS.name, key=b"plant", value=value) for value in messages]
    producer.flush()
    for one in sent:
        one.get(timeout=20)


def encode(change: Change) -> list[Encoded]:
    """The messages of a change."""
    return [one for year in change.roll_ups for one in encoded("plant", year)]


def sample(
    producer: KafkaProducer, network: Network, version: int, times: Times
) -> tuple[int, int, int]:
    """Correct the footprint once; products, bytes and nodes that follow."""
    change = timed(times.absorbed, lambda: absorb(network, steel(version)))
    messages = timed(times.encoded, lambda: encode(change))
    values = [one.value for one in messages]
    timed(times.acknowledged, lambda: send(producer, values))
    timed(times.plain, lambda: send(producer, values))
    # The rows it moves are put right by the next correction, which restates the same product.
    nodes = timed(times.rolled, partial(rolled_alone, network, 1000.0 + version))
    return sum(one.products for one in messages), sum(map(len, values)), nodes


async def make_durable(store: Any, network: Network, version: int, times: Times) -> None:
    """Correct it once more and write it."""
    change = absorb(network, steel(version))
    began = time.perf_counter()
    assert change is not None
    await commit(store, [(network, change)], utc_now())
    times.durable.append(time.perf_counter() - began)
    network.sequence += 1


async def measure(store_uri: str, broker: str, products: int) -> None:
    """Print one size."""
    settings = FootprintSettings(store=store_uri, broker=broker, database=f"fanout_{products}")
    store, producer = connect(settings), make_producer(settings)
    for part_ in (journal, network_repository, inventory_repository, outbox):
        await part_.prepare(store.database)
    began = time.perf_counter()
    network = scene(products)
    made = time.perf_counter() - began
    collect_rarely()
    times, follow, versions = Times(), (0, 0, 0), itertools.count(2)
    for _ in range(2):
        # The second, because the first compiles.
        times = Times()
        for _ in range(SAMPLES):
            follow = sample(producer, network, next(versions), times)
    for _ in range(_DURABLE):
        await make_durable(store, network, next(versions), times)
    producer.close()
    await store.close()
    edges = network.roll_ups.years[2024].arrays.graph.edge_count
    print(f"\n{products:,} products, {edges:,} parts, BROKER={BROKER}; made in {made:.1f} s")
    reached, size, nodes = follow
    print(f"  one footprint corrected: {reached:,} figures in {size:,} bytes, {nodes:,} nodes")
    show(times)


def show(times: Times) -> None:
    """The shortest times, and how they compare."""
    least = {name: min(taken) for name, taken in vars(times).items()}
    alone = least["rolled"]
    for name, text in (
        ("rolled", "the roll-up alone"),
        ("absorbed", "absorbed: facts, roll-up, lines"),
        ("encoded", "encoded"),
        ("acknowledged", "acknowledged by the broker"),
        ("plain", "sending the same bytes again"),
        ("durable", "apart: made durable in the store"),
    ):
        show_one(text, least[name], alone)
    computed = least["absorbed"] + least["encoded"]
    whole = computed + least["acknowledged"]
    show_one("computed and encoded", computed, alone)
    show_one("computed, encoded, acknowledged", whole, alone)
    floor = alone + least["plain"]
    print(f"  {'':34} {whole / floor:9.2f} × the roll-up and plain sending")


def show_one(text: str, seconds: float, alone: float) -> None:
    """One step, and how it compares with the roll-up."""
    print(f"  {text:34} {seconds * 1e3:9.2f} ms   {seconds / alone:5.1f} × the roll-up alone")


def main() -> None:
    """Measure the sizes given, or two of them."""
    sizes = [int(text) for text in sys.argv[1:]] or SIZES
    with (
        tempfile.TemporaryDirectory() as directory,
        started(Path(directory) / "store", "--only=store") as engines,
        started(Path(directory) / "broker", "--only=broker", f"--broker={BROKER}") as bus,
    ):
        create_missing(Settings(service="topics", broker=bus.broker))
        for products in sizes:
            asyncio.run(measure(engines.store, bus.broker, products))


if __name__ == "__main__":
    main()
