"""What a page costs a supplier of 1,000 footprints and one of 20,000, and a buyer alike.

One portal with two suppliers, one service of procurement with two buyers; the rows of the larger
are uploaded, as users would (what buyers have is put into the store). Each page is opened once,
which learns where the list is cut, and then several times; printed are the first and the shortest
of the others in milliseconds, and the ratio of the shortest ones. ``/livez`` is the page that does
nothing. A list that is read whole would show a ratio of 20.

By itself: `PYTHONPATH=. python bench/pages.py [rows of the larger [portal] [procurement]]`; some
five minutes.
"""

import asyncio
import sys
import tempfile
import time
from collections.abc import Iterable, Sequence
from datetime import UTC, date, datetime, timedelta
from pathlib import Path

import httpx
from pages_procurement import procurement_of
from pages_stock import stock

from procurement.activities.documents import document_of
from procurement.activities.model import Purchase
from procurement.activities.repository import COLLECTION
from procurement.activities.repository import prepare as prepare_purchases
from tests.integration.supplier_portal.documents import csv_file, row
from tests.integration.supplier_portal.portal_process import PortalProcess, bootstrap_file
from tierzero.settings import Settings
from tierzero.store import connect
from tierzero.tenancy import Scope, ScopedCollection
from tierzero_local.handle import started

FEW, MANY = 1_000, 20_000
MOST_RATIO = 3.0
OPENED = 4
PORTAL = (
    "/livez",
    "/",
    "/products",
    "/products?q=W-77",
    "/products?q=nothing",
    "/footprints",
    "/footprints?show=active",
    "/footprints?show=expiring",
    "/footprints?show=deprecated",
    "/sharing",
    "/sharing/as",
    "/sharing/as?viewer=factory",
    "/sharing/received",
    "/history",
    "/api/v1/products",
    "/api/v1/footprints",
    "/api/v1/footprints?status=Active&expiring_within_days=90",
)
PROCUREMENT = (
    "/livez",
    "/",
    "/purchases",
    "/api/v1/purchases",
    "/limits",
    "/notices",
    "/assessments",
    "/assessments?verdict=fail",
    "/assessments?supplier={who}-supplier-1",
    "/assessments?q=W-77",
    "/api/v1/assessments?limit=50",
    "/api/v1/assessments/totals",
    "/suppliers",
    "/suppliers/{who}-supplier-1",
    "/suppliers/{who}-supplier-1?q=coil+1",
    "/api/v1/products?limit=50",
    "/footprint-requests",
    "/footprint-requests?state=open&supplier={who}-supplier-1",
    "/footprint-requests/missing",
    "/factors",
    "/factors/list?factor_set=averages&version=1",
    "/factors/list?q=class+77",
    "/factors/exchange-rates",
    "/api/v1/factors?limit=50",
    "/api/v1/price-indices?limit=50",
)
"""``{who}`` stands for the buyer."""


def opened(client: httpx.Client, path: str) -> tuple[float, float]:
    """Milliseconds that a page takes the first time, and the shortest of the next times."""
    times = [_opened_once(client, path) for _time in range(1 + OPENED)]
    return times[0], min(times[1:])


def _opened_once(client: httpx.Client, path: str) -> float:
    start = time.perf_counter()
    answer = client.get(path)
    assert answer.status_code == 200, f"{path}: {answer.status_code} {answer.text[:200]}"
    return (time.perf_counter() - start) * 1_000


def compare(few: httpx.Client, many: httpx.Client, paths: Iterable[str], rows: int) -> list[str]:
    """Print both beside each other, and return the pages that miss the aim."""
    print(f"{'page':58} {FEW:>8,} rows (first) {rows:>8,} rows (first)   ratio")
    missed: list[str] = []
    for path in paths:
        first, shortest = opened(few, path.format(who="few"))
        first_of_many, shortest_of_many = opened(many, path.format(who="many"))
        ratio = shortest_of_many / shortest
        print(
            f"{path:58} {shortest:8.0f} ({first:6.0f})    "
            f"{shortest_of_many:12.0f} ({first_of_many:6.0f}) {ratio:9.2f}",
            flush=True,
        )
        if ratio > MOST_RATIO and shortest_of_many > 30:
            missed.append(path)
    return missed


def upload(portal: PortalProcess, supplier: str, rows: int) -> None:
    """A file with so many products and their footprints."""
    file = {"file": ("f.csv", csv_file(*(row(f"W-{n}") for n in range(rows))), "text/csv")}
    answer = portal.program(supplier).post("/api/v1/footprints/bulk", files=file, timeout=900)
    assert answer.json()["created"] == rows, answer.text


def purchases(buyer: str, count: int) -> Sequence[Purchase]:
    """Purchases of three years, many of each day."""
    now = datetime.now(UTC)
    return [
        Purchase(
            id=f"{buyer}-{number:06}",
            version=1,
            buyer_id=buyer,
            reference=f"PO-{number}",
            category=1,
            date=date(2026, 6, 30) - timedelta(days=number % 1_000),
            recorded_at=now,
            supplier_id=f"supplier-{number % 40}",
            description="Resin",
            amount="100",
            currency="CNY",
        )
        for number in range(count)
    ]


async def put_purchases(store_uri: str, name: str, counts: dict[str, int]) -> None:
    """Into the store of procurement, in portions."""
    store = connect(Settings(service="bench", store=store_uri, database=name))
    await prepare_purchases(store.database)
    for buyer, count in counts.items():
        collection = ScopedCollection(store.database[COLLECTION], Scope(buyer, "bench"))
        documents = list(map(document_of, purchases(buyer, count)))
        for start in range(0, count, 1_000):
            await collection.insert_many(documents[start : start + 1_000])
    await store.close()


def of_portal(store: str, directory: Path, rows: int) -> list[str]:
    """The portal's pages."""
    portal = PortalProcess(store, "portal", directory)
    portal.bootstrap(bootstrap_file(directory / "bootstrap.json"))
    portal.start()
    try:
        upload(portal, "mill", FEW)
        upload(portal, "foundry", rows)
        return compare(portal.browser("mill"), portal.browser("foundry"), PORTAL, rows)
    finally:
        portal.stop()


def of_procurement(store: str, directory: Path, rows: int) -> list[str]:
    """Procurement's pages."""
    counts = {"few": FEW, "many": rows}
    asyncio.run(put_purchases(store, "procurement", counts))
    asyncio.run(stock(store, "procurement", counts))
    with procurement_of(store, "procurement", directory) as client_of:
        return compare(client_of("few"), client_of("many"), PROCUREMENT, rows)


def main() -> None:
    """Measure on a store and processes of the benchmark's own."""
    rows = int(sys.argv[1]) if len(sys.argv) > 1 else MANY
    services = sys.argv[2:] or ["portal", "procurement"]
    with (
        tempfile.TemporaryDirectory() as made,
        started(Path(made) / "s", "--only=store") as engines,
    ):
        missed = of_portal(engines.store, Path(made), rows) if "portal" in services else []
        if "procurement" in services:
            missed += of_procurement(engines.store, Path(made), rows)
    for path in missed:
        print(f"missed: {path} costs more than {MOST_RATIO} × with {FEW:,} rows")


if __name__ == "__main__":
    main()
