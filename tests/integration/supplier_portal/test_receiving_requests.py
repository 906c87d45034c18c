"""Questions arrive: answered at once where a footprint fits, else queued; once, however often."""

import asyncio
from collections.abc import AsyncIterator
from dataclasses import replace

import pytest

from supplier_portal.portal import Portal
from supplier_portal.preparation import prepare
from supplier_portal.requests import service
from supplier_portal.requests.service import Origin, State, Wanted, WhenUnknown
from tierzero.lists import Turn
from tierzero.settings import Settings
from tierzero.store import connect
from tierzero.tenancy import Scope

from .request_stage import MILL, Clock, Stage


@pytest.fixture
async def stage(store_uri: str, database_name: str) -> AsyncIterator[Stage]:
    settings = Settings(service="supplier-portal", store=store_uri, database=database_name)
    store = connect(settings)
    await prepare(store.database)
    clock = Clock()
    made = Stage(Portal(store, settings, clock), clock)
    await made.enter_organizations()
    yield made
    await store.close()


async def test_a_footprint_that_is_there_answers_at_once(stage: Stage) -> None:
    coil = await stage.add_product()
    issued = await stage.issue(coil)
    shouted = coil.product_ids[0].upper()
    receipt = await service.receive(stage.portal, stage.question(Wanted((shouted,))))
    assert (receipt.state, receipt.request.footprint_ids) == (State.ANSWERED, (issued.id,))
    assert receipt.request.automatic
    assert stage.states_told(receipt.id) == ["answered"]


async def test_without_a_footprint_the_request_is_queued(stage: Stage) -> None:
    coil = await stage.add_product()
    receipt = await service.receive(stage.portal, stage.question(Wanted(coil.product_ids)))
    assert receipt.state is State.QUEUED
    waiting = service.Criteria(state="open")
    [held] = (await service.turned(stage.portal, MILL, waiting, Turn(), 10)).items
    assert held == receipt.request
    other, every = Scope("foundry", "x"), service.Criteria()
    assert not (await service.turned(stage.portal, other, every, Turn(), 10)).items


async def test_what_is_not_shared_is_not_sent(stage: Stage) -> None:
    coil = await stage.add_product(sharing="named_customers", shared_with=["works"])
    await stage.issue(coil)
    wanted = Wanted(coil.product_ids)
    refused = await service.receive(stage.portal, stage.question(wanted))
    stranger = await service.receive(stage.portal, stage.question(wanted, sender_id="stranger"))
    works = await service.receive(stage.portal, stage.question(wanted, sender_id="works"))
    states = (refused.state, stranger.state, works.state)
    assert states == (State.QUEUED, State.QUEUED, State.ANSWERED)


async def test_repetitions_find_the_request_that_is_there(stage: Stage) -> None:
    coil = await stage.add_product()
    question = stage.question(Wanted(coil.product_ids), origin=Origin.PACT, event_id="Ä 1")
    receipts = await asyncio.gather(*(service.receive(stage.portal, question) for _ in range(4)))
    assert len({one.id for one in receipts}) == 1
    assert sum(one.is_new for one in receipts) == 1
    assert stage.states_told(receipts[0].id) == ["queued"]
    [fact] = [fact for envelope in stage.told() for fact in envelope.facts]
    assert (fact.event_id, fact.asker_id, fact.origin) == ("Ä 1", "factory", 2)


async def test_a_withdrawal_that_overtakes_its_question_holds(stage: Stage) -> None:
    coil = await stage.add_product()
    await stage.issue(coil)
    question = stage.question(Wanted(coil.product_ids))
    withdrawal = replace(question, version=2, withdrawn=True)
    for arriving in (withdrawal, question, withdrawal):
        receipt = await service.receive(stage.portal, arriving)
        assert receipt.state is State.WITHDRAWN
    assert stage.states_told(receipt.id) == ["withdrawn"]


async def test_unknown_products_are_declined_only_where_that_is_agreed(stage: Stage) -> None:
    wanted = Wanted(("urn:gtin:4006381333931",))
    queued = await service.receive(stage.portal, stage.question(wanted))
    agreed = stage.question(wanted, when_unknown=WhenUnknown.DECLINE)
    declined = await service.receive(stage.portal, agreed)
    assert (queued.state, declined.state) == (State.QUEUED, State.DECLINED)
    assert declined.request.reason_code == "unknown-product"
    known = await stage.add_product()
    asked = stage.question(Wanted(known.product_ids), when_unknown=WhenUnknown.DECLINE)
    assert (await service.receive(stage.portal, asked)).state is State.QUEUED


async def test_a_class_is_answered_by_one_footprint_for_each_product(stage: Stage) -> None:
    coil = await stage.add_product(product_classifications=["urn:cpc:41211"])
    plate = await stage.add_product(product_classifications=["urn:CPC:41211"])
    older = await stage.issue(coil, {"referencePeriodEnd": "2025-07-01T00:00:00Z"})
    newer, plates = await stage.issue(coil), await stage.issue(plate)
    wanted = Wanted(product_classifications=("urn:cpc:41211",))
    receipt = await service.receive(stage.portal, stage.question(wanted))
    assert set(receipt.request.footprint_ids) == {newer.id, plates.id}
    assert older.id not in receipt.request.footprint_ids
    anything = await service.receive(stage.portal, stage.question(Wanted(geographies=("CN",))))
    assert anything.state is State.QUEUED
