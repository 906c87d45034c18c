"""What time alone brings about, by a clock that the test turns."""

import uuid
from collections import Counter
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
from portal_stand_in import footprint_fact, organization_fact, product_fact

from procurement.assessments.service import Filter
from procurement.catalogue import repository as catalogue
from procurement.catalogue.facts import footprint_of, organization_of, product_of
from procurement.limits.model import LimitTerms
from procurement.wiring import Procurement, assemble, prepare
from tierzero.lists import Turn
from tierzero.settings import Settings
from tierzero.store import connect
from tierzero.tenancy import Scope, scope_of_worker

START = datetime(2026, 6, 1, tzinfo=UTC)
BUYER, SUPPLIER, PRODUCT = (str(uuid.uuid4()) for _ in range(3))


@dataclass
class Clock:
    """The present, as the test says."""

    now: datetime = START

    def __call__(self) -> datetime:
        return self.now


@pytest.fixture
def clock() -> Clock:
    """A clock that stands at the start."""
    return Clock()


@pytest.fixture
async def service(store_uri: str, database_name: str, clock: Clock) -> Procurement:
    """The slices on a store of their own, which knows a product and its footprint."""
    settings = Settings(service="procurement", store=store_uri, database=database_name)
    store = connect(settings)
    await prepare(store.database)
    scope = scope_of_worker(SUPPLIER, "test")
    fact = footprint_fact(
        SUPPLIER,
        PRODUCT,
        "1.5",
        start=START - timedelta(days=400),
        valid_until=START + timedelta(days=10),
    )

    async def keep(session: Any) -> None:
        database = store.database
        mill = organization_of(organization_fact(SUPPLIER, "Mill", (BUYER,)))
        resin = product_of(product_fact(SUPPLIER, PRODUCT))
        await catalogue.keep_organization(database, scope, mill, session)
        await catalogue.keep_products(database, scope, [resin], session)
        await catalogue.keep_footprints(database, scope, [footprint_of(fact)], session)

    await store.in_transaction(keep)
    return assemble(settings, store, clock)


@pytest.fixture
def scope() -> Scope:
    """The buyer's scope."""
    return Scope(BUYER, "buyer-user", ("buyer",))


def terms(**changes: Any) -> LimitTerms:
    """At most 2 kgCO2e per kilogram from the start on."""
    subject = {"product_id": PRODUCT, "declared_unit": "kilogram"}
    given = {**subject, "maximum": "2", "valid_from": START}
    return LimitTerms.model_validate(given | changes)


async def verdict(service: Procurement, scope: Scope) -> tuple[str, int] | None:
    """The one verdict that holds and its version."""
    held = (await service.assessments.turned(scope, Filter(), Turn(), 10)).items
    totals = (await service.assessments.totals(scope)).get(SUPPLIER, Counter())
    assert totals == Counter(one.decision.verdict.value for one in held), "counted as they stand"
    return (held[0].decision.verdict.value, held[0].version) if held else None


async def test_a_footprint_that_expires_is_assessed_again_on_time(
    service: Procurement, scope: Scope, clock: Clock
) -> None:
    await service.limits.set(scope, terms())
    clock.now = START + timedelta(days=10, milliseconds=-1)
    await service.assessments.sweep()
    assert await verdict(service, scope) == ("pass", 1)
    clock.now = START + timedelta(days=10)
    await service.assessments.sweep()
    assert await verdict(service, scope) == ("expired", 2)
    await service.assessments.sweep()
    assert await verdict(service, scope) == ("expired", 2)


async def test_a_limit_comes_into_force_and_ends_by_itself(
    service: Procurement, scope: Scope, clock: Clock
) -> None:
    begins, ends = START + timedelta(days=2), START + timedelta(days=5)
    await service.limits.set(scope, terms(valid_from=begins, valid_until=ends))
    assert await verdict(service, scope) is None
    clock.now = begins
    await service.assessments.sweep()
    assert await verdict(service, scope) == ("pass", 1)
    clock.now = ends
    await service.assessments.sweep()
    assert await verdict(service, scope) is None


async def test_a_limit_whose_assessment_was_cut_off_is_assessed_by_the_sweep(
    service: Procurement, scope: Scope
) -> None:
    cut_off = type(service.limits)(service.store, service.catalogue, service.limits.clock, _nothing)
    await cut_off.set(scope, terms())
    assert await verdict(service, scope) is None
    await service.assessments.sweep()
    assert await verdict(service, scope) == ("pass", 1)


async def _nothing(_scope: Scope, _limit_id: str) -> None:
    """As if the process had ended after the commit."""


async def test_a_sweep_with_nothing_due_writes_nothing(
    service: Procurement, scope: Scope, clock: Clock
) -> None:
    await service.limits.set(scope, terms())
    rows = service.store.database["outbox"]
    before = await rows.count_documents({})
    clock.now = START + timedelta(days=1)
    await service.assessments.sweep()
    assert await rows.count_documents({}) == before
