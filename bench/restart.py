"""Restart: how soon a network is in memory again, beside a bare read of the same documents, folding
the same facts anew, and a faust table that replays as many rows (6,500 a second, measured apart).

`PYTHONPATH=. python bench/restart.py [lines …]`, `… bills [products …]` for a network of bills of
materials with ten parts each, and how soon what one purchase shows of them is durable. The network
is folded in memory and its pages are written at once, so that filling the store for a million lines
takes minutes and not an hour.
"""

import asyncio
import gc
import itertools
import sys
import tempfile
import time
from dataclasses import dataclass
from operator import itemgetter
from pathlib import Path

from fanout import raw_material, scene, stated_bills, steel

from footprint import journal
from footprint.bundles import Bundle
from footprint.inventories import repository as inventory_repository
from footprint.networks import repository as network_repository
from footprint.networks.absorbing import Change, absorb
from footprint.networks.network import Network
from footprint.networks.pages import document_of
from footprint.networks.repository import commit, load, pages, scope_of, snapshot
from footprint.networks.restating import attribution
from footprint.networks.restoring import restored
from footprint.networks.rollups.pricing import year_of
from footprint.networks.stepping import complete, stepwise
from footprint.networks.unread import Unread
from footprint.settings import FootprintSettings
from tests.unit.footprint import facts
from tierzero import outbox
from tierzero.identity import utc_now
from tierzero.procurement.v1.activity_pb2 import Activity
from tierzero.store import Store, connect
from tierzero_local.handle import started

SIZES = (10_000, 100_000, 1_000_000)
BILLS = (10_000, 100_000)
_PER_MESSAGE = 5_000
_PAGES_AT_ONCE = 100
_RUNS = 3
_SHOWN_WITHIN_SECONDS = 600
"""For what one purchase shows for the first time; in one transaction 10⁵ products took longer."""
TARGET = 100
"""How many times sooner than a faust table bills of materials are to be ready again."""
TABLE_ROWS = 6_500
"""Rows a second that a faust table recovers from its changelog."""


@dataclass(frozen=True)
class Seconds:
    """What was measured."""

    folded: float
    bare: float
    read: float
    ready: float


def folded(lines: int) -> tuple[Network, Change]:
    """A network of so many purchases, and a change that writes all but its pages."""
    network = Network("plant")
    known = Bundle(
        products=[facts.product("coil")], footprints=[facts.footprint("f", "coil", "2.35")]
    )
    absorb(network, known)
    unread = Unread(known)
    for start in range(0, lines, _PER_MESSAGE):
        numbers = range(start, min(start + _PER_MESSAGE, lines))
        absorb(network, Bundle(activities=[_bought(number) for number in numbers]))
    return network, Change(unread, attribution(unread, ()), inventories=dict(network.stated))


def _bought(number: int) -> Activity:
    return facts.purchase(f"a{number}", classifications=["urn:cpc:412"])


async def fill(store: Store, network: Network, change: Change) -> None:
    """Write the network as it would be after many messages."""
    for part in (journal, network_repository, inventory_repository, outbox):
        await part.prepare(store.database)
    await commit(store, [(network, change)], utc_now())
    own = pages(store.database, scope_of(network.id))
    numbers = range(len(network.slots) // 128 + bool(len(network.slots) % 128))
    for start in range(0, len(numbers), _PAGES_AT_ONCE):
        some = numbers[start : start + _PAGES_AT_ONCE]
        await own.insert_many([document_of(network, number) for number in some])


async def bare_read(store: Store) -> float:
    """Seconds to read the pages and make nothing of them."""
    began = time.perf_counter()
    await pages(store.database, scope_of("plant")).find({}).sort("page", 1).to_list(None)
    return time.perf_counter() - began


async def measure(uri: str, lines: int) -> Seconds:
    """One size."""
    store = connect(FootprintSettings(store=uri, database=f"restart_{lines}"))
    began = time.perf_counter()
    network, change = folded(lines)
    fold = time.perf_counter() - began
    await fill(store, network, change)
    del network
    bare = await bare_read(store)
    began = time.perf_counter()
    stored = await load(store, "plant")
    read = time.perf_counter() - began
    again = restored("plant", stored)
    ready = time.perf_counter() - began
    assert len(again.slots) == lines
    await store.client.drop_database(store.database.name)
    await store.close()
    return Seconds(fold, bare, read, ready)


async def filled_with_bills(store: Store, products: int) -> tuple[Network, float]:
    """What lies there after many messages, written as a worker writes it: facts, what the buyer is
    shown, a snapshot, and one fact since. The worker's network, and how long the snapshot took."""
    for part in (journal, network_repository, inventory_repository, outbox):
        await part.prepare(store.database)
    network = Network("plant")
    bought = Bundle(activities=[facts.purchase("a", "p000000", supplier="maker")])
    for bundle in itertools.chain((raw_material(),), stated_bills(products)):
        await absorbed(store, network, bundle)
    async with asyncio.timeout(_SHOWN_WITHIN_SECONDS):
        took, steps = await absorbed(store, network, bought)
    print(f"\n{products:,} products shown for the first time, by one purchase", end=": ")
    print(f"durable in {took:.1f} s, in {steps} steps", flush=True)
    began = time.perf_counter()
    await snapshot(store, network)
    took = time.perf_counter() - began
    await absorbed(store, network, steel(2))
    return network, took


async def absorbed(store: Store, network: Network, bundle: Bundle) -> tuple[float, int]:
    """Take a message in and make it durable; how long that took, and in how many steps."""
    change = absorb(network, bundle)
    assert change is not None
    began = time.perf_counter()
    await commit(store, [(network, stepwise(change))], utc_now())
    await complete(store, utc_now, network, change)
    return time.perf_counter() - began, 1 + len(change.later)


async def with_bills(uri: str, products: int) -> bool:
    """Print how soon bills of materials are rolled up again; whether that is soon enough."""
    store = connect(FootprintSettings(store=uri, database=f"bills_{products}"))
    year_of(scene(20), 2024)  # compiles
    gc.disable()
    network, filed = await filled_with_bills(store, products)
    gc.enable()
    gc.collect()
    gc.freeze()
    times = [await restart(store, network) for _ in range(_RUNS)]
    read, ready, first = min(times, key=itemgetter(1))
    edges = network.roll_ups.years[2024].arrays.graph.edge_count
    network.roll_ups.years.clear()
    began = time.perf_counter()
    year_of(network, 2024)
    anew = time.perf_counter() - began
    await store.client.drop_database(store.database.name)
    await store.close()
    rows = (products + edges) / TABLE_ROWS
    is_met = rows >= TARGET * ready
    print(f"\n{products:,} bills of materials, {edges:,} parts: ready again in {ready:.2f} s")
    print(f"  of that reading the store   {read:8.2f} s")
    print(f"  the first change after that {first:8.2f} s")
    print(f"  resolving them anew         {anew:8.2f} s   {anew / ready:.0f} × it")
    print(f"  writing the snapshot        {filed:8.2f} s")
    print(f"  faust table rows            {rows:8.2f} s   {rows / ready:.0f} × it, of {TARGET}:")
    print("  met" if is_met else "  missed", flush=True)
    return is_met


async def restart(store: Store, running: Network) -> tuple[float, float, float]:
    """Seconds to read the network, until it is ready, and for a change of all products, which must
    give what it gives the network that was never restarted."""
    began = time.perf_counter()
    stored = await load(store, "plant")
    read = time.perf_counter() - began
    again = restored("plant", stored)
    year = again.roll_ups.years[2024]
    ready = time.perf_counter() - began
    expected = running.roll_ups.years[2024].arrays
    assert year.arrays.graph.keys == expected.graph.keys
    assert year.arrays.state.tobytes() == expected.state.tobytes()
    assert year.arrays.marks.tobytes() == expected.marks.tobytes()
    began = time.perf_counter()
    absorb(again, steel(3))
    return read, ready, time.perf_counter() - began


def main() -> None:
    """Measure the sizes given, or three of them."""
    is_of_bills = "bills" in sys.argv
    given = [int(text) for text in sys.argv[1:] if text.isdigit()]
    sizes = given or (BILLS if is_of_bills else SIZES)
    with (
        tempfile.TemporaryDirectory() as directory,
        started(Path(directory), "--only=store") as engines,
    ):
        for lines in sizes:
            if is_of_bills:
                asyncio.run(with_bills(engines.store, lines))
                continue
            took = asyncio.run(measure(engines.store, lines))
            rate = f"{lines / took.ready:,.0f} lines a second"
            print(f"\n{lines:,} lines: ready again in {took.ready:.2f} s, {rate}")
            print(f"  of that reading      {took.read:8.2f} s")
            print(f"  bare read            {took.bare:8.2f} s   {took.ready / took.bare:.1f} × it")
            ratio = took.folded / took.ready
            print(f"  folding anew         {took.folded:8.2f} s   {ratio:.1f} × it")
            rows = lines / TABLE_ROWS
            print(
                f"  faust table rows     {rows:8.2f} s   {rows / took.ready:.1f} × it", flush=True
            )


if __name__ == "__main__":
    main()
