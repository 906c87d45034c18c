"""Submitting a footprint: what the route costs beside its parts, and a file beside single posts.

At 50 requests a second, open loop, in turns: the route that submits, and the same route with
validation only (``dry_run=true``) followed by one raw transaction of the store that writes as much:
the footprint, the audit entry and the event, each as the portal writes it. Then 1,000 footprints in
one file beside 1,000 single posts, eight at a time; both
find their products entered already.

By itself: `PYTHONPATH=. python bench/submitting.py [requests a turn]`.
"""

import asyncio
import json
import sys
import tempfile
import time
import uuid
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import aiohttp
from bulk_files import HEADINGS, rows
from open_loop import latencies, percentile

from tests.integration.supplier_portal.documents import add_product, footprint
from tests.integration.supplier_portal.portal_process import PortalProcess, bootstrap_file
from tierzero.settings import Settings
from tierzero.store import Store, connect
from tierzero_local.handle import started

RATE = 50
TURNS = 4
REQUESTS = 500
MANY = 1_000
AT_ONCE = 8
MOST_RATIO, LEAST_GAIN = 1.5, 8.0
_WRITTEN = ("footprints", "audit", "outbox")


@dataclass(frozen=True)
class Scene:
    """A running portal with one product, a signed-in program, and the store beside it."""

    client: aiohttp.ClientSession
    store: Store
    product: dict[str, Any]

    async def post(self, **options: str) -> None:
        """Submit another footprint of the product."""
        document = footprint(self.product)
        async with self.client.post("/api/v1/footprints", json=document, params=options) as answer:
            assert answer.status in (200, 201), await answer.text()
            await answer.read()

    async def transaction(self, documents: dict[str, dict[str, Any]]) -> None:
        """Write copies of what one submission wrote."""
        async with self.store.transaction() as session:
            for name, document in documents.items():
                new = {**document, "_id": str(uuid.uuid4())}
                await self.store.database[f"raw_{name}"].insert_one(new, session=session)

    async def written(self) -> dict[str, dict[str, Any]]:
        """What the last submission wrote."""
        found: dict[str, dict[str, Any]] = {}
        for name in _WRITTEN:
            # A collection is made once, so that no transaction has to.
            found[name] = await self.store.database[name].find_one(sort=[("_id", -1)])
            await self.store.database[f"raw_{name}"].create_index([("organization_id", 1)])
        return found


async def against_its_parts(scene: Scene, requests: int) -> float:
    """Print the times of both; the ratio of their 99th percentiles."""
    await scene.post()
    documents = await scene.written()

    async def submit(_place: int) -> None:
        await scene.post()

    async def parts(_place: int) -> None:
        await scene.post(dry_run="true")
        await scene.transaction(documents)

    times: dict[str, list[float]] = {"warming up": [], "submit": [], "validate + transaction": []}
    times["warming up"] += await latencies(submit, 0, RATE * 2, RATE)
    for turn in range(TURNS):
        for name, request in (("submit", submit), ("validate + transaction", parts)):
            times[name] += await latencies(request, turn * requests, requests, RATE)
    print(f"{requests * TURNS} requests each, {RATE} a second, in {TURNS} turns")
    for name, found in times.items():
        middle, worst = percentile(found, 0.5) * 1e3, percentile(found, 0.99) * 1e3
        print(f"  {name:24} p50 {middle:7.1f} ms   p99 {worst:7.1f} ms")
    ratio = percentile(times["submit"], 0.99) / percentile(times["validate + transaction"], 0.99)
    print(f"  p99 of submitting is {ratio:.2f} × that of its parts (at most {MOST_RATIO})")
    return ratio


async def against_a_file(scene: Scene) -> float:
    """Print both rates; how many times the rate of single posts a file reaches."""
    began = time.perf_counter()
    for _ in range(MANY // AT_ONCE):
        await asyncio.gather(*(scene.post() for _ in range(AT_ONCE)))
    single = MANY / (time.perf_counter() - began)
    with_products = await uploaded(scene, 2025)
    together = await uploaded(scene, 2024)
    print(f"{MANY:,} footprints: {single:,.0f}/s as single posts, {AT_ONCE} at a time;")
    print(f"  {together:,.0f}/s as one file, {together / single:.1f} × (at least {LEAST_GAIN});")
    print(f"  {with_products:,.0f}/s as one file that enters a product for each, too")
    return together / single


async def uploaded(scene: Scene, year: int) -> float:
    """Footprints a second of one file, whose period is a year."""
    lines = [",".join(line).replace("2025-", f"{year}-") for line in (HEADINGS, *rows(MANY))]
    form = aiohttp.FormData()
    form.add_field("file", "\n".join(lines).encode(), filename="footprints.csv")
    began = time.perf_counter()
    async with scene.client.post("/api/v1/footprints/bulk", data=form) as answer:
        result = json.loads(await answer.read())
    seconds = time.perf_counter() - began
    assert result["created"] == MANY, result
    return MANY / seconds


@asynccontextmanager
async def scene_of(portal: PortalProcess) -> AsyncIterator[Scene]:
    """A program's connection and the portal's store."""
    program = portal.program("mill")
    settings = Settings(service="supplier-portal", store=portal.store_uri, database=portal.database)
    store = connect(settings)
    headers = {"authorization": program.headers["authorization"]}
    async with aiohttp.ClientSession(portal.url, headers=headers) as client:
        yield Scene(client, store, add_product(program))
    await store.close()


async def measure(portal: PortalProcess, requests: int) -> None:
    """Measure both, and print which aim is not met."""
    async with scene_of(portal) as scene:
        ratio = await against_its_parts(scene, requests)
        gain = await against_a_file(scene)
    if ratio > MOST_RATIO:
        print(f"missed: p99 of submitting is {ratio:.2f} × its parts, at most {MOST_RATIO}")
    if gain < LEAST_GAIN:
        print(f"missed: a file is {gain:.1f} × single posts, at least {LEAST_GAIN}")


def main() -> None:
    """Measure on a store and a portal of the benchmark's own."""
    requests = int(sys.argv[1]) if len(sys.argv) > 1 else REQUESTS
    with tempfile.TemporaryDirectory() as made:
        directory = Path(made)
        with started(directory / "store", "--only=store") as engines:
            portal = PortalProcess(engines.store, "portal", directory)
            portal.bootstrap(bootstrap_file(directory / "bootstrap.json"))
            portal.start()
            try:
                asyncio.run(measure(portal, requests))
            finally:
                portal.stop()


if __name__ == "__main__":
    main()
