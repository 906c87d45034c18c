"""ListFootprints on small and large stores: a partner's call beside the same call on 1,000.

Each store is loaded by one uploaded file, as a supplier does it. A call searches, reads what it
shows, checks the sharing and notes the disclosure as the API's do. Filters are such that each size
fills the same page, so that the same number of documents is compared; it stands beside the time.
The largest store is what loads within the limit of time: a portion that the store does not take in
by then is broken off, and what is held is measured and said.
`PYTHONPATH=. python bench/pact_listing.py [largest]`.
"""

import asyncio
import csv
import statistics
import sys
import time
from collections.abc import AsyncIterator, Iterator
from contextlib import aclosing, suppress
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from pathlib import Path
from tempfile import TemporaryDirectory

from pymongo.errors import PyMongoError

from supplier_portal.bulk import service as bulk
from supplier_portal.bulk.columns import columns_of
from supplier_portal.bulk.model import Options, Progress
from supplier_portal.catalogue.service import Wanted
from supplier_portal.organizations import service as organizations
from supplier_portal.organizations.service import OrganizationInput
from supplier_portal.pact import listing
from supplier_portal.portal import Portal
from supplier_portal.preparation import prepare
from tierzero.i18n import load_catalogs
from tierzero.settings import Settings
from tierzero.store import connect
from tierzero.tenancy import Scope
from tierzero_local.engines.store import end_open_transactions
from tierzero_local.handle import started

LOADS_WITHIN = timedelta(minutes=7)
"""All sizes together, so that the whole takes no longer than ten minutes."""

ANSWERS_WITHIN = timedelta(seconds=30)
"""Any single command; a store that does not answer by then would hold the benchmark up."""

SIZES = (1_000, 10_000, 100_000)
PAGE = 100
CALLS = 7
MOST_RATIO = 3.0
_COUNTRIES = ("CN", "DE", "US", "FR")
_CLASSES = 5
_SUPPLIER, _READER = Scope("mill", "bench"), Scope("factory", "bench")
_EARLY, _LATE = datetime(1900, 1, 1, tzinfo=UTC), datetime(2099, 1, 1, tzinfo=UTC)
CASES = {
    "everything": Wanted(),
    "productId": Wanted(product_ids=("urn:x-bench:7",)),
    "geography": Wanted(geographies=("DE",)),
    "classification": Wanted(classifications=("urn:cpc:41202",)),
    "companyId": Wanted(company_ids=("urn:lei:529900T8BM49AURSDO55",)),
    "status": Wanted(statuses=("Active",)),
    "geography and status": Wanted(geographies=("cn",), statuses=("active",)),
    "validOn": Wanted(valid_on=datetime(2027, 1, 1, tzinfo=UTC)),
    "validAfter": Wanted(valid_after=datetime(2025, 6, 1, tzinfo=UTC)),
    "validBefore": Wanted(valid_before=datetime(2029, 6, 1, tzinfo=UTC)),
    "validAfter, none": Wanted(valid_after=_LATE),
    "validBefore, none": Wanted(valid_before=_EARLY),
    "geography, none": Wanted(geographies=("XX",)),
    "status, none": Wanted(geographies=("CN",), statuses=("Deprecated",)),
}
HEADINGS = (
    "product_number", "product_name", "product_ids", "product_classifications",
    "declared_unit_of_measurement", "declared_unit_amount", "product_mass_per_declared_unit",
    "reference_period_start", "reference_period_end", "geography_country",
    "pcf_excluding_biogenic_uptake", "pcf_including_biogenic_uptake", "fossil_ghg_emissions",
    "ipcc_characterization_factors", "cross_sectoral_standards", "primary_data_share",
)  # fmt: skip


@dataclass(frozen=True)
class Taken:
    """What a call took, and how many documents it showed."""

    seconds: float
    documents: int


def rows(count: int) -> Iterator[tuple[str, ...]]:
    """So many products with a footprint each; places and classes differ."""
    for place in range(count):
        value = f"{1 + place % 97}.{place % 100_000:05}"
        yield (
            f"P{place}", "Coil", f"urn:x-bench:{place}", f"urn:cpc:{41_200 + place % _CLASSES}",
            "kilogram", "1", "1", "2025-01-01", "2025-12-31", _COUNTRIES[place % len(_COUNTRIES)],
            value, value, value, "AR6", "ISO14067", "80",
        )  # fmt: skip


async def load(portal: Portal, size: int, until: float) -> int:
    """Upload a file of so many footprints; how many the store took in by then."""
    stored = 0
    with TemporaryDirectory() as directory:
        path = Path(directory) / "footprints.csv"
        with path.open("w", newline="", encoding="utf-8") as file:
            csv.writer(file).writerows((HEADINGS, *rows(size)))
        with suppress(TimeoutError, PyMongoError):
            async with asyncio.timeout_at(until):
                async for taken in taken_in(portal, path):
                    stored = taken
    return stored


async def taken_in(portal: Portal, path: Path) -> AsyncIterator[int]:
    """Upload a file; how many of its rows are stored, portion by portion."""
    intake = bulk.Intake(portal, columns_of(load_catalogs("tierzero", "supplier_portal")))
    with path.open("rb") as file:
        async with aclosing(bulk.take_in(intake, _SUPPLIER, file, Options(path.name))) as steps:
            async for step in steps:
                if isinstance(step, Progress) and step.stage == "storing":
                    yield step.rows


async def measured(portal: Portal) -> dict[str, Taken]:
    """Case → median of a page, the first call left out: it notes what the others find noted."""
    found: dict[str, Taken] = {}
    for name, wanted in CASES.items():
        seconds: list[float] = []
        shown = 0
        for _ in range(CALLS):
            began = time.perf_counter()
            shown = len((await listing.listed(portal, _READER, wanted, None, PAGE)).documents)
            seconds.append(time.perf_counter() - began)
        found[name] = Taken(statistics.median(seconds[1:]), shown)
    return found


async def stage(uri: str, size: int) -> Portal:
    """A portal on an empty database, with a mill and its customer."""
    answering = f"{uri}/?socketTimeoutMS={ANSWERS_WITHIN // timedelta(milliseconds=1)}"
    settings = Settings(service="bench", store=answering, database=f"listing_{size}")
    portal = Portal(connect(settings), settings)
    await prepare(portal.database)
    mill = ("mill", ["urn:lei:529900T8BM49AURSDO55"], ["factory"])
    for identity, company_ids, customers in (mill, ("factory", [], [])):
        stated = OrganizationInput(
            id=identity, name=identity, company_ids=company_ids, customer_ids=customers
        )
        await organizations.state(portal, "bench", stated)
    return portal


async def run(uri: str, sizes: tuple[int, ...]) -> list[str]:
    """Load and measure each size; print it beside the first; what was missed."""
    reference: dict[str, Taken] = {}
    missed: list[str] = []
    until = asyncio.get_running_loop().time() + LOADS_WITHIN.total_seconds()
    for size in sizes:
        portal = await stage(uri, size)
        began = time.monotonic()
        held = await load(portal, size, until)
        seconds = time.monotonic() - began
        rate = f"{held / seconds:,.0f}/s"
        print(f"{held:>9,} footprints, loaded in {seconds:.0f} s, {rate}", flush=True)
        if held < size:
            await end_open_transactions(int(uri.rpartition(":")[2]))
            missed.append(f"{held:,} of {size:,} footprints were loaded in {seconds:.0f} s")
        taken = await measured(portal)
        reference = reference or taken
        missed += compared(taken, reference, held)
        await portal.store.close()
    return missed


def compared(taken: dict[str, Taken], reference: dict[str, Taken], held: int) -> list[str]:
    """Print each case beside the smallest store's; those that take too many times as long."""
    missed: list[str] = []
    for name, one in taken.items():
        ratio = one.seconds / reference[name].seconds
        print(
            f"  {name:<22}{one.seconds * 1000:8.1f} ms  {ratio:5.2f} × of {SIZES[0]:,}"
            f"  {one.documents:4} documents (there {reference[name].documents})",
            flush=True,
        )
        if ratio > MOST_RATIO:
            missed.append(f"{name} on {held:,}: {ratio:.2f} ×, at most {MOST_RATIO}")
    return missed


def main() -> None:
    """Sizes up to the one named on the command line."""
    largest = int(sys.argv[1]) if len(sys.argv) > 1 else SIZES[-1]
    with TemporaryDirectory() as directory, started(Path(directory), "--only=store") as platform:
        missed = asyncio.run(run(platform.store, tuple(one for one in SIZES if one <= largest)))
    for one in missed:
        print(f"missed: {one}")


if __name__ == "__main__":
    main()
