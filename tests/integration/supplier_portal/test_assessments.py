"""Verdicts learned from the bus: any order, any repetition, the same state."""

import itertools
from collections.abc import AsyncIterator

import pytest

from supplier_portal.assessments import events, service
from supplier_portal.portal import Portal
from supplier_portal.preparation import prepare
from tierzero.agents import Delivery, Unusable
from tierzero.cloud_events import EventAttributes
from tierzero.deadletter.repository import Original
from tierzero.identity import utc_now
from tierzero.lists import Turn
from tierzero.procurement.v1 import limit_pb2 as contract
from tierzero.settings import Settings
from tierzero.store import connect
from tierzero.tenancy import Scope
from tierzero.topics import ASSESSMENTS

MILL = Scope("mill", actor="test")


@pytest.fixture
async def portal(store_uri: str, database_name: str) -> AsyncIterator[Portal]:
    settings = Settings(service="supplier-portal", store=store_uri, database=database_name)
    store = connect(settings)
    await prepare(store.database)
    yield Portal(store, settings)
    await store.close()


def _fact(
    version: int, verdict: "contract.Verdict.ValueType", **changes: str
) -> contract.Assessment:
    fact = contract.Assessment(
        buyer_id="factory",
        supplier_id="mill",
        product_id=changes.get("product_id", "coil"),
        limit_id="limit",
        verdict=verdict,
        maximum="2",
        reasons=[contract.Reason(code="no-footprint")],
    )
    fact.fact.id = f"limit:{fact.product_id}"
    fact.fact.version = version
    fact.fact.withdrawn = bool(changes.get("withdrawn"))
    return fact


def delivery(*facts: contract.Assessment) -> Delivery:
    envelope = contract.AssessmentsStated(facts=facts)
    attributes = EventAttributes(
        id="1", source="test", type=ASSESSMENTS.event_type, subject="mill", time=utc_now()
    )
    original = Original(ASSESSMENTS.name, 0, 0, b"mill", envelope.SerializeToString(), {})
    return Delivery(ASSESSMENTS, envelope, attributes, original)


async def test_the_newest_version_holds_in_every_order(portal: Portal) -> None:
    handle = events.consumer(portal).handle
    facts = [
        _fact(1, contract.VERDICT_NO_DATA),
        _fact(2, contract.VERDICT_FAIL),
        _fact(3, contract.VERDICT_PASS),
    ]
    for order in itertools.permutations(facts):
        await portal.database["assessments"].delete_many({})
        for fact in (*order, *order):
            await handle(delivery(fact))
        [held] = (await service.turned(portal, MILL, Turn(), 100)).items
        assert (held.verdict, held.version) == ("pass", 3)


async def test_a_withdrawn_limit_leaves_no_verdict(portal: Portal) -> None:
    handle = events.consumer(portal).handle
    await handle(
        delivery(_fact(1, contract.VERDICT_FAIL), _fact(1, contract.VERDICT_PASS, product_id="b"))
    )
    await handle(delivery(_fact(2, contract.VERDICT_FAIL, withdrawn="yes")))
    held = (await service.turned(portal, MILL, Turn(), 100)).items
    assert [one.product_id for one in held] == ["b"]
    assert service.worst_by_product(held) == {"b": "pass"}


async def test_verdicts_of_others_are_not_mine(portal: Portal) -> None:
    await events.consumer(portal).handle(delivery(_fact(1, contract.VERDICT_FAIL)))
    others = await service.turned(portal, Scope("foundry", actor="test"), Turn(), 100)
    assert others.items == []


async def test_a_verdict_without_a_product_is_unusable(portal: Portal) -> None:
    with pytest.raises(Unusable):
        await events.consumer(portal).handle(
            delivery(_fact(1, contract.VERDICT_FAIL, product_id=""))
        )
