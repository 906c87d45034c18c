"""ListFootprints on small and large stores: a partner's call beside the same call on 1,000.

Footprints are issued as uploads issue them; calls read, check the sharing and note the disclosure
as the API's do. The largest store is what loads within the limit of time.
`PYTHONPATH=. python bench/pact_listing.py [largest]`.
"""

import asyncio
import statistics
import sys
import time
from datetime import UTC, datetime, timedelta
from pathlib import Path
from tempfile import TemporaryDirectory
from uuid import uuid4

from carbon.footprint.model import ProductFootprint
from carbon.footprint.parsing import parse_footprint
from carbon.units import DeclaredUnit
from supplier_portal.catalogue.service import Wanted
from supplier_portal.footprints import service as footprints
from supplier_portal.footprints.service import Circumstances, Origin
from supplier_portal.organizations import service as organizations
from supplier_portal.organizations.service import OrganizationInput
from supplier_portal.pact import listing
from supplier_portal.portal import Portal
from supplier_portal.preparation import prepare
from supplier_portal.products import service as products
from supplier_portal.products.service import Product
from tests.integration.supplier_portal.documents import footprint
from tierzero.settings import Settings
from tierzero.store import Session, connect
from tierzero.tenancy import Scope
from tierzero_local.handle import started

LOADS_WITHIN = timedelta(minutes=10)
SIZES = (1_000, 10_000, 100_000)
TOGETHER = 500
CALLS = 7
_COUNTRIES = ("CN", "DE", "US", "FR")
_SUPPLIER, _READER = Scope("mill", "bench"), Scope("factory", "bench")
CASES = {
    "everything": Wanted(),
    "productId": Wanted(product_ids=("urn:x-bench:7",)),
    "geography": Wanted(geographies=("DE",)),
    "classification": Wanted(classifications=("urn:cpc:41207",)),
    "companyId": Wanted(company_ids=("urn:lei:529900T8BM49AURSDO55",)),
    "status": Wanted(statuses=("Active",)),
    "geography and status": Wanted(geographies=("cn",), statuses=("active",)),
    "validOn": Wanted(valid_on=datetime(2027, 1, 1, tzinfo=UTC)),
    "validAfter, none": Wanted(valid_after=datetime(2099, 1, 1, tzinfo=UTC)),
    "validBefore, none": Wanted(valid_before=datetime(1900, 1, 1, tzinfo=UTC)),
    "geography, none": Wanted(geographies=("XX",)),
}


def product(number: int) -> Product:
    """A product of the mill."""
    return products.new_product(
        _SUPPLIER.organization_id,
        f"P{number}",
        name="Coil",
        declared_unit=DeclaredUnit("kilogram"),
        mass_per_declared_unit=None,
        product_ids=[f"urn:x-bench:{number}"],
    )


def statement(number: int, of: Product) -> ProductFootprint:
    """One of its footprints; places and classes differ."""
    country = {"geographyCountry": _COUNTRIES[number % len(_COUNTRIES)]}
    classes = [f"urn:cpc:{41_200 + number % 100}"]
    document = footprint(
        {"product_ids": list(of.product_ids), "name": of.name},
        country,
        id=str(uuid4()),
        productClassifications=classes,
    )
    read, findings = parse_footprint(document)
    assert read is not None, findings
    return read


async def load(portal: Portal, size: int, until: float) -> int:
    """Issue so many footprints, or as many as there is time for."""
    done = 0
    while done < size and time.monotonic() < until:
        made = [product(number) for number in range(done, done + min(TOGETHER, size - done))]
        issued = [
            footprints.issue(
                statement(done + place, one),
                Circumstances("mill", one.id, portal.clock(), "bench", Origin.BULK),
            )
            for place, one in enumerate(made)
        ]

        async def write(session: Session, made: list[Product] = made, issued=issued) -> None:  # type: ignore[no-untyped-def]
            await products.store(portal, _SUPPLIER, session, made)
            await footprints.store(portal, _SUPPLIER, session, issued)

        await portal.store.in_transaction(write)
        done += len(made)
    return done


async def measured(portal: Portal) -> dict[str, float]:
    """Case → median seconds of a page of 100."""
    found: dict[str, float] = {}
    for name, wanted in CASES.items():
        seconds: list[float] = []
        for _ in range(CALLS):
            began = time.perf_counter()
            await listing.listed(portal, _READER, wanted, None, 100)
            seconds.append(time.perf_counter() - began)
        found[name] = statistics.median(seconds[1:])
    return found


async def run(uri: str, sizes: tuple[int, ...]) -> None:
    """Load and measure each size; print it beside the first."""
    reference: dict[str, float] = {}
    for size in sizes:
        settings = Settings(service="bench", store=uri, database=f"listing_{size}")
        portal = Portal(connect(settings), settings)
        await prepare(portal.database)
        for identity, customers in (("mill", ["factory"]), ("factory", [])):
            stated = OrganizationInput(id=identity, name=identity, customer_ids=customers)
            await organizations.state(portal, "bench", stated)
        began = time.monotonic()
        held = await load(portal, size, began + LOADS_WITHIN.total_seconds())
        print(f"{held:>9,} footprints, loaded in {time.monotonic() - began:.0f} s", flush=True)
        taken = await measured(portal)
        reference = reference or taken
        for name, seconds in taken.items():
            ratio = seconds / reference[name]
            print(f"  {name:<22}{seconds * 1000:8.0f} ms  {ratio:5.2f} × of {sizes[0]:,}")
        await portal.store.close()


def main() -> None:
    """Sizes up to the one named on the command line."""
    largest = int(sys.argv[1]) if len(sys.argv) > 1 else SIZES[-1]
    with TemporaryDirectory() as directory, started(Path(directory), "--only=store") as platform:
        asyncio.run(run(platform.store, tuple(one for one in SIZES if one <= largest)))


if __name__ == "__main__":
    main()
