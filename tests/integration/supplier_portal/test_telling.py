"""Earlier recipients are told of new values, ends and expiries: once each, and only who may see."""

import asyncio
import uuid
from collections.abc import AsyncIterator
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest

from carbon.units import DeclaredUnit
from supplier_portal.assessments import events
from supplier_portal.footprints import service as footprints
from supplier_portal.footprints.service import IssuedFootprint, Origin
from supplier_portal.organizations import service as organizations
from supplier_portal.organizations.service import OrganizationInput
from supplier_portal.portal import Portal
from supplier_portal.preparation import prepare
from supplier_portal.products import service as products
from supplier_portal.products.service import Product, ProductInput, Sharing
from supplier_portal.sharing import buying, expiry
from supplier_portal.sharing import service as sharing
from supplier_portal.sharing.service import Way
from tierzero.agents import Delivery
from tierzero.cloud_events import EventAttributes
from tierzero.deadletter.repository import Original
from tierzero.lists import Turn
from tierzero.procurement.v1 import limit_pb2
from tierzero.procurement.v1.bought_product_pb2 import BoughtProduct, BoughtProductsStated
from tierzero.settings import Settings
from tierzero.store import connect
from tierzero.supplier_portal.v1 import footprint_notice_pb2 as contract
from tierzero.tenancy import Scope
from tierzero.topics import BOUGHT_PRODUCTS, FOOTPRINT_NOTICES

from .documents import footprint as document_of
from .test_assessments import delivery

MILL = Scope("mill", actor="engineer", permissions=("footprints:issue",))
START = datetime(2026, 11, 1, tzinfo=UTC)
SUPERSEDED = contract.FOOTPRINT_NOTICE_KIND_SUPERSEDED
ENDED = contract.FOOTPRINT_NOTICE_KIND_ENDED
EXPIRING = contract.FOOTPRINT_NOTICE_KIND_EXPIRING


@dataclass
class Mill:
    """A supplier's portal with a clock that the test sets."""

    portal: Portal
    numbers: list[int] = field(default_factory=list[int])

    def at(self, moment: datetime) -> "Mill":
        return replace(self, portal=replace(self.portal, clock=lambda: moment))

    async def product(self, **how: Any) -> Product:
        self.numbers.append(len(self.numbers))
        stated = ProductInput(
            number=f"P{len(self.numbers)}", name="Coil", declared_unit=DeclaredUnit.KILOGRAM, **how
        )
        return await products.add(self.portal, MILL, stated)

    async def issue(
        self, product: Product, value: str = "2", *preceding: IssuedFootprint, **changes: Any
    ) -> IssuedFootprint:
        pcf = dict.fromkeys(("pcfExcludingBiogenicUptake", "fossilGhgEmissions"), value)
        document = document_of(product.content(), pcf | {"pcfIncludingBiogenicUptake": value})
        document |= changes
        if preceding:
            document["precedingPfIds"] = [one.id for one in preceding]
        stated = footprints.read(document)
        return (await footprints.submit(self.portal, MILL, stated, Origin.API)).footprint

    async def disclose(self, issued: IssuedFootprint, *recipients: str) -> None:
        for recipient in recipients:
            shown = await sharing.find(self.portal, recipient, issued.id)
            assert shown is not None, recipient
            await sharing.note_shown(self.portal, [shown], recipient, Way.PACT)

    async def told(self) -> list[Any]:
        rows = self.portal.database["outbox"].find({"topic": FOOTPRINT_NOTICES.name})
        found: list[Any] = []
        async for row in rows:
            for fact in FOOTPRINT_NOTICES.envelope.FromString(bytes(row["value"])).facts:
                assert row["key"] == fact.recipient_id
                found.append(fact)
        return found


@pytest.fixture
async def mill(store_uri: str, database_name: str) -> AsyncIterator[Mill]:
    settings = Settings(service="supplier-portal", store=store_uri, database=database_name)
    store = connect(settings)
    await prepare(store.database)
    portal = Portal(store, settings, lambda: START)
    for name, customers in (("mill", ["factory"]), ("factory", []), ("other", [])):
        stated = OrganizationInput(id=name, name=name, customer_ids=customers)
        await organizations.state(portal, "operator", stated)
    yield Mill(portal)
    await store.close()


async def test_each_recipient_is_told_of_a_new_value_once(mill: Mill) -> None:
    product = await mill.product(sharing=Sharing.PUBLIC)
    first = await mill.issue(product, "2")
    await mill.disclose(first, "factory", "other")
    second = await mill.issue(product, "2.5", first)
    told = {fact.recipient_id: fact for fact in await mill.told()}
    assert set(told) == {"factory", "other"}
    fact = told["factory"]
    assert (fact.kind, fact.footprint_id, fact.successor_id) == (SUPERSEDED, first.id, second.id)
    assert (fact.value_before, fact.value_after, fact.change_percent) == ("2", "2.5", "25.0")
    assert (fact.fact.version, fact.fact.organization_id) == (1, "mill")
    repeated = footprints.read(second.document)
    again = await footprints.submit(mill.portal, MILL, repeated, Origin.API)
    assert again.outcome == "unchanged"
    assert len(await mill.told()) == 2


async def test_who_was_told_of_a_value_is_told_of_the_next_one_too(mill: Mill) -> None:
    product = await mill.product()
    first = await mill.issue(product, "2")
    await mill.disclose(first, "factory")
    second = await mill.issue(product, "3", first)
    third = await mill.issue(product, "4", second)
    told = [(one.footprint_id, one.successor_id, one.value_before) for one in await mill.told()]
    assert sorted(told) == sorted([(first.id, second.id, "2"), (second.id, third.id, "3")])


async def test_one_that_takes_the_place_of_two_is_told_once(mill: Mill) -> None:
    product = await mill.product()
    old = await mill.issue(product, "1", created="2026-10-01T00:00:00Z")
    new = await mill.issue(product, "2", created="2026-10-02T00:00:00Z")
    await mill.disclose(old, "factory")
    await mill.disclose(new, "factory")
    await mill.issue(product, "3", old, new)
    [fact] = await mill.told()
    assert (fact.footprint_id, fact.value_before) == (new.id, "2")


async def test_who_may_not_see_it_any_more_is_not_told(mill: Mill) -> None:
    product = await mill.product(sharing=Sharing.PUBLIC)
    first = await mill.issue(product)
    await mill.disclose(first, "factory", "other")
    ended = ProductInput(
        number=product.number,
        name="Coil",
        declared_unit=DeclaredUnit.KILOGRAM,
        sharing=Sharing.NAMED_CUSTOMERS,
        shared_with=["other"],
    )
    await products.change(mill.portal, MILL, product.id, ended)
    await mill.issue(product, "3", first)
    assert [fact.recipient_id for fact in await mill.told()] == ["other"]


async def test_nobody_is_told_of_what_nobody_has_received(mill: Mill) -> None:
    product = await mill.product()
    first = await mill.issue(product)
    await mill.issue(product, "3", first)
    assert await mill.told() == []


async def test_an_end_without_successor_is_told(mill: Mill) -> None:
    product = await mill.product()
    first = await mill.issue(product)
    await mill.disclose(first, "factory")
    await footprints.deprecate(mill.portal, MILL, first.id)
    [fact] = await mill.told()
    assert (fact.kind, fact.successor_id, fact.value_after) == (ENDED, "", "")


async def test_an_expiry_is_announced_at_90_30_and_0_days(mill: Mill) -> None:
    product = await mill.product()
    issued = await mill.issue(product)
    await mill.disclose(issued, "factory")
    end = issued.expires_at
    for days in (91, 90, 89, 30, 12, 0, -50):
        later = mill.at(end - timedelta(days=days))
        await asyncio.gather(*(expiry.sweep(later.portal) for _ in range(2)))
        await expiry.sweep(later.portal)
    told = await mill.told()
    assert {fact.kind for fact in told} == {EXPIRING}
    found = sorted((fact.recipient_id, fact.days) for fact in told)
    assert found == [(who, days) for who in ("factory", "mill") for days in (0, 30, 90)]
    assert all(fact.expires_at.ToDatetime(UTC) == end for fact in told)


async def test_what_was_missed_is_not_announced_late(mill: Mill) -> None:
    issued = await mill.issue(await mill.product())
    later = mill.at(issued.expires_at - timedelta(days=20))
    await expiry.sweep(later.portal)
    assert [fact.days for fact in await mill.told()] == [30]


async def test_what_was_replaced_or_outlived_is_not_announced(mill: Mill) -> None:
    product, other = await mill.product(), await mill.product()
    replaced = await mill.issue(product)
    following = await mill.issue(product, "3", replaced)
    outlived = await mill.issue(other)
    newer = {"validityPeriodEnd": (outlived.expires_at - timedelta(days=1)).isoformat()}
    await mill.issue(other, "3", **newer)
    later = mill.at(following.expires_at - timedelta(days=80))
    await expiry.sweep(later.portal)
    announced = {fact.footprint_id for fact in await mill.told()}
    assert announced == {following.id, outlived.id}


async def test_a_verdict_of_a_customer_is_a_disclosure(mill: Mill) -> None:
    product = await mill.product(shared_detail="total_only")
    issued = await mill.issue(product)
    fact = limit_pb2.Assessment(
        buyer_id="factory",
        supplier_id="mill",
        product_id=product.id,
        footprint_id=issued.id,
        limit_id=str(uuid.uuid4()),
        verdict=limit_pb2.VERDICT_PASS,
        maximum="3",
    )
    fact.fact.id, fact.fact.version = f"{fact.limit_id}:{product.id}", 1
    for _ in range(2):
        await events.consumer(mill.portal).handle(delivery(fact))
    [held] = (await sharing.disclosures(mill.portal, MILL, Turn(), 10)).items
    assert (held.recipient_id, held.way, held.footprint_id) == ("factory", Way.LIMIT, issued.id)
    assert held.detail == "total_only"


def bought(product: Product, buyer: str = "factory") -> Delivery:
    fact = BoughtProduct(buyer_id=buyer, supplier_id="mill", product_id=product.id)
    fact.fact.id, fact.fact.version = f"{buyer}:{product.id}", 1
    envelope = BoughtProductsStated(facts=[fact])
    attributes = EventAttributes("1", "test", BOUGHT_PRODUCTS.event_type, "mill", START)
    original = Original(BOUGHT_PRODUCTS.name, 0, 0, b"mill", envelope.SerializeToString(), {})
    return Delivery(BOUGHT_PRODUCTS, envelope, attributes, original)


async def ledger(mill: Mill) -> list[tuple[str, str, str]]:
    found = (await sharing.disclosures(mill.portal, MILL, Turn(), 10)).items
    return sorted((one.footprint_id, one.recipient_id, one.way.value) for one in found)


@pytest.mark.parametrize("is_issued_first", [True, False])
async def test_who_buys_a_product_has_received_its_footprints_in_either_order(
    mill: Mill, is_issued_first: bool
) -> None:
    product = await mill.product()
    handle = buying.consumer(mill.portal).handle
    issued = await mill.issue(product) if is_issued_first else None
    for _ in range(2):
        await handle(bought(product))
        await handle(bought(product, "other"))
    issued = issued or await mill.issue(product)
    assert await ledger(mill) == [(issued.id, "factory", "inventory")], "the other may not see it"
    await mill.issue(product, "3", issued)
    assert [fact.recipient_id for fact in await mill.told()] == ["factory"]


async def test_who_buys_what_is_unknown_here_does_no_harm(mill: Mill) -> None:
    product = await mill.product()
    await buying.consumer(mill.portal).handle(bought(replace(product, id="elsewhere")))
    assert await ledger(mill) == []
