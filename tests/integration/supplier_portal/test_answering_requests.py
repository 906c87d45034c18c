"""Suppliers answer: once, for many customers, sharing only on purpose, whatever races."""

import asyncio
from collections.abc import AsyncIterator
from dataclasses import replace
from datetime import date, timedelta

import pytest

from supplier_portal.portal import Portal
from supplier_portal.preparation import prepare
from supplier_portal.products import service as products
from supplier_portal.requests import rematching, service, sweeping
from supplier_portal.requests.service import Answer, ReasonCode, State, Wanted
from supplier_portal.sharing import service as sharing
from tierzero.lists import Turn
from tierzero.problems import Problem
from tierzero.settings import Settings
from tierzero.store import connect

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


async def test_one_new_footprint_answers_every_customer_that_waits(stage: Stage) -> None:
    coil, plate = await stage.add_product(), await stage.add_product()
    by_id = Wanted(coil.product_ids)
    waiting = [
        await service.receive(stage.portal, stage.question(by_id, sender_id=customer))
        for customer in ("factory", "works", "stranger")
    ]
    other = await service.receive(stage.portal, stage.question(Wanted(plate.product_ids)))
    issued = await stage.issue(coil)
    for _ in range(2):
        await rematching.match_products(stage.portal, MILL, [coil.id])
    held = [await service.get(stage.portal, MILL, one.id) for one in (*waiting, other)]
    assert [one.state for one in held] == [State.ANSWERED] * 2 + [State.QUEUED] * 2
    assert [one.footprint_ids for one in held[:2]] == [(issued.id,)] * 2
    recipients = await sharing.recipients_of(stage.portal, MILL, [issued.id])
    assert recipients == {issued.id: frozenset({"factory", "works"})}
    assert [stage.states_told(one.id) for one in waiting[:2]] == [["queued", "answered"]] * 2


async def test_what_is_not_shared_is_answered_only_on_purpose(stage: Stage) -> None:
    coil = await stage.add_product(sharing="nobody")
    issued = await stage.issue(coil)
    asked = await service.receive(stage.portal, stage.question(Wanted(coil.product_ids)))
    with pytest.raises(Problem) as refused:
        await service.answer(stage.portal, MILL, asked.id, Answer((issued.id,)))
    assert (refused.value.status, refused.value.code) == (409, "not-shared")
    assert (await service.get(stage.portal, MILL, asked.id)).state is State.QUEUED
    done = await service.answer(stage.portal, MILL, asked.id, Answer((issued.id,), share=True))
    assert done.state is State.ANSWERED
    shared = await products.get(stage.portal, MILL, coil.id)
    assert (shared.sharing.value, shared.shared_with) == ("named_customers", ("factory",))


async def test_a_stranger_is_shown_one_product_by_name_and_customers_keep_it(stage: Stage) -> None:
    coil = await stage.add_product()
    issued = await stage.issue(coil)
    wanted = stage.question(Wanted(coil.product_ids), sender_id="stranger")
    asked = await service.receive(stage.portal, wanted)
    await service.answer(stage.portal, MILL, asked.id, Answer((issued.id,), share=True))
    shared = await products.get(stage.portal, MILL, coil.id)
    assert set(shared.shared_with) == {"factory", "works", "stranger"}


async def test_a_request_is_followed_up_exactly_once(stage: Stage) -> None:
    coil = await stage.add_product()
    issued = await stage.issue(coil, {"exemptedEmissionsPercent": "0"}, status="Active")
    question = stage.question(Wanted(("urn:gtin:4006381333931",)))
    asked = await service.receive(stage.portal, question)
    attempts = [
        service.answer(stage.portal, MILL, asked.id, Answer((issued.id,))),
        service.decline(stage.portal, MILL, asked.id, ReasonCode.NO_DATA, ""),
        service.answer(stage.portal, MILL, asked.id, Answer((issued.id,))),
        service.receive(stage.portal, replace(question, version=2, withdrawn=True)),
    ]
    outcomes = await asyncio.gather(*attempts, return_exceptions=True)
    refused = [one for one in outcomes if isinstance(one, Problem)]
    assert all(one.code == "request-closed" for one in refused)
    told = stage.states_told(asked.id)
    assert len([one for one in told if one in ("answered", "declined")]) <= 1
    assert len(told) == 2
    assert told[-1] == (await service.get(stage.portal, MILL, asked.id)).state.value


async def test_a_part_number_once_answered_is_known_from_then_on(stage: Stage) -> None:
    coil = await stage.add_product()
    issued = await stage.issue(coil)
    by_number = Wanted(part_numbers=("AX 4711",))
    first = await service.receive(stage.portal, stage.question(by_number))
    second = await service.receive(stage.portal, stage.question(by_number))
    elsewhere = await service.receive(stage.portal, stage.question(by_number, sender_id="works"))
    assert {one.state for one in (first, second, elsewhere)} == {State.QUEUED}
    await service.answer(stage.portal, MILL, first.id, Answer((issued.id,)))
    assert (await service.get(stage.portal, MILL, second.id)).state is State.ANSWERED
    assert (await service.get(stage.portal, MILL, elsewhere.id)).state is State.QUEUED
    [known] = (await service.part_numbers(stage.portal, MILL, Turn(), 10)).items
    assert (known.buyer_id, known.part_number, known.product_id) == ("factory", "AX 4711", coil.id)
    spelt = await service.receive(
        stage.portal, stage.question(Wanted(("urn:pact:factory.example:buyer-id:ax%204711",)))
    )
    assert spelt.state is State.ANSWERED
    [told] = [one for envelope in stage.told() for one in envelope.part_numbers]
    assert (told.part_number, told.fact.version) == ("AX 4711", 1)


async def test_a_promise_moves_the_day_that_counts(stage: Stage) -> None:
    coil = await stage.add_product()
    asked = await service.receive(stage.portal, stage.question(Wanted(coil.product_ids)))
    until = stage.clock().date() + timedelta(days=90)
    promised = await service.accept(stage.portal, MILL, asked.id, until)
    assert promised.state is State.ACCEPTED
    assert promised.due_at.date() == until + timedelta(days=1)
    for wrong in (date(2026, 11, 1), date(2028, 1, 1)):
        with pytest.raises(Problem) as refused:
            await service.accept(stage.portal, MILL, asked.id, wrong)
        assert refused.value.errors[0].code == "day-out-of-range"
    with pytest.raises(Problem):
        await service.decline(stage.portal, MILL, asked.id, ReasonCode.OTHER, "")


async def test_reminders_come_once_each_and_then_the_request_expires(stage: Stage) -> None:
    coil = await stage.add_product()
    asked = await service.receive(stage.portal, stage.question(Wanted(coil.product_ids)))
    for _ in range(32):
        await sweeping.sweep(stage.portal)
        await sweeping.sweep(stage.portal)
        stage.clock.pass_days(1)
    reminders = [one.days_before for envelope in stage.told() for one in envelope.reminders]
    assert reminders == [7, 1, 0]
    assert stage.states_told(asked.id) == ["queued", "expired"]
    issued = await stage.issue(coil)
    late = await service.answer(stage.portal, MILL, asked.id, Answer((issued.id,)))
    assert late.state is State.ANSWERED


async def test_after_a_pause_only_the_last_reminder_is_told(stage: Stage) -> None:
    coil = await stage.add_product()
    await service.receive(stage.portal, stage.question(Wanted(coil.product_ids)))
    stage.clock.pass_days(28.5)
    await sweeping.sweep(stage.portal)
    reminders = [one.days_before for envelope in stage.told() for one in envelope.reminders]
    assert reminders == [1]
