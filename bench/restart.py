"""Restart: how soon a network is in memory again, beside folding the same facts anew.

`PYTHONPATH=. python bench/restart.py [lines …]`.
"""

import asyncio
import sys
import tempfile
import time
from pathlib import Path

from footprint import journal
from footprint.bundles import Bundle
from footprint.inventories import repository as inventory_repository
from footprint.networks import repository as network_repository
from footprint.networks.repository import load
from footprint.networks.restoring import restored
from footprint.networks.service import Networks, take_in
from footprint.recent import Recent
from footprint.settings import FootprintSettings
from tests.unit.footprint import facts
from tierzero import outbox
from tierzero.identity import utc_now
from tierzero.store import Store, connect
from tierzero_local.handle import started

SIZES = (1_000, 10_000, 100_000)
_PER_MESSAGE = 2_000


async def fill(store: Store, lines: int) -> float:
    """Take in so many purchases; seconds it took."""
    for part in (journal, network_repository, inventory_repository, outbox):
        await part.prepare(store.database)
    networks = Networks(store, utc_now, Recent(10**9))
    known = Bundle(
        products=[facts.product("coil")], footprints=[facts.footprint("f", "coil", "2.35")]
    )
    began = time.perf_counter()
    await take_in(networks, "plant", known, 0)
    for start in range(0, lines, _PER_MESSAGE):
        numbers = range(start, min(start + _PER_MESSAGE, lines))
        bought = [
            facts.purchase(f"a{number}", classifications=["urn:cpc:412"]) for number in numbers
        ]
        await take_in(networks, "plant", Bundle(activities=bought), 0)
    return time.perf_counter() - began


async def measure(uri: str, lines: int) -> None:
    """Print one size."""
    store = connect(FootprintSettings(store=uri, database=f"restart_{lines}"))
    filled = await fill(store, lines)
    began = time.perf_counter()
    stored = await load(store, "plant")
    read = time.perf_counter() - began
    network = restored("plant", stored)
    total = time.perf_counter() - began
    await store.close()
    assert len(network.slots) == lines
    print(f"\n{lines:,} lines: ready again in {total:.2f} s, {lines / total:,.0f} lines a second")
    print(
        f"  of that reading {read:.2f} s; folding anew took {filled:.2f} s, {filled / total:.1f} ×"
    )


def main() -> None:
    """Measure the sizes given, or three of them."""
    sizes = [int(text) for text in sys.argv[1:]] or SIZES
    with (
        tempfile.TemporaryDirectory() as directory,
        started(Path(directory), "--only=store") as engines,
    ):
        for lines in sizes:
            asyncio.run(measure(engines.store, lines))


if __name__ == "__main__":
    main()
