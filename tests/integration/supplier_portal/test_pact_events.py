"""Events of PACT, both ways: the real API, a partner's own server, and the portal's jobs."""

import asyncio
import uuid
from collections.abc import AsyncIterator, Callable, Iterator
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any

import httpx
import pytest

from supplier_portal.pact import deliveries, inbox
from supplier_portal.pact.calling import Calls
from supplier_portal.pact.deliveries import Outcome
from supplier_portal.pact.sending import GIVEN_UP_AFTER, Sender
from supplier_portal.pact.telling import Telling
from supplier_portal.pact.working import Worker
from supplier_portal.portal import Portal
from supplier_portal.requests import service as requests
from supplier_portal.requests.service import IncomingRequest, Origin, Wanted
from tierzero.identity import utc_now
from tierzero.lists import Turn
from tierzero.settings import Settings
from tierzero.store import connect
from tierzero.supplier_portal.v1.footprint_request_state_pb2 import (
    FOOTPRINT_REQUEST_STATUS_DECLINED,
)
from tierzero.tenancy import Scope
from tierzero.topics import FOOTPRINT_REQUEST_STATES

from .documents import Json, add_product, footprint, unique
from .pact_process import PactProcess
from .partner_system import CLIENT, SECRET, PartnerSystem, running
from .portal_process import PortalProcess

PREFIX = "org.wbcsd.pact.ProductFootprint."
CLOUD_EVENT = {"content-type": "application/cloudevents+json; charset=UTF-8"}


class Hands:
    """The portal's jobs, done when the test says so, at the time that it says it is."""

    def __init__(self, portal: Portal) -> None:
        self.ahead = timedelta()
        self.portal = Portal(portal.store, portal.settings, lambda: utc_now() + self.ahead)
        calls = Calls(self.portal)
        self.worker, self.telling = Worker(self.portal, calls), Telling(self.portal)
        self.sender = Sender(self.portal, calls, lambda: 0.5)

    async def work(self, rounds: int = 1) -> None:
        for _ in range(rounds):
            await self.worker.run()
            await self.telling.run()
            await self.sender.run()

    def now(self) -> datetime:
        return self.portal.clock()


@pytest.fixture
async def hands(portal: PortalProcess, pact: PactProcess) -> AsyncIterator[Hands]:
    told = pact.environment()
    settings = Settings(
        service="supplier-portal",
        store=portal.store_uri,
        database=portal.database,
        secrets_key=Path(told["TIERZERO_SECRETS_KEY"]),
        private_partners=True,
    )
    store = connect(settings)
    yield Hands(Portal(store, settings))
    await store.close()


@pytest.fixture(scope="module")
def system() -> Iterator[PartnerSystem]:
    with running() as found:
        yield found


@pytest.fixture
async def registered(hands: Hands, system: PartnerSystem) -> AsyncIterator[Callable[..., Any]]:
    """Enters the partner's system for an organization; afterwards nobody has one."""
    from supplier_portal.partners import service
    from supplier_portal.partners.service import PartnerInput

    entered: list[str] = []

    async def enter(organization: str, **changes: Any) -> None:
        stated = {
            "organization_id": organization,
            "base_url": system.url,
            "client_id": CLIENT,
            "client_secret": SECRET,
        }
        await service.state(hands.portal, "test", PartnerInput(**{**stated, **changes}))
        entered.append(organization)

    system.events.clear()
    system.answers.clear()
    system.footprints.clear()
    yield enter
    for organization in set(entered):
        await service.remove(hands.portal, "test", organization)


def event(kind: str, data: Json, **changes: Any) -> Json:
    envelope = {
        "type": f"{PREFIX}{kind}.3",
        "specversion": "1.0",
        "id": str(uuid.uuid4()),
        # Never used: where answers go stands in the register.
        "source": "https://169.254.169.254/3/events",
        "time": "2026-11-20T10:00:00Z",
        "data": data,
    }
    return {**envelope, **changes}


def send(pact: PactProcess, content: Json, organization: str = "factory") -> httpx.Response:
    client = pact.partner(organization)
    return client.post("/3/events", json=content, headers=CLOUD_EVENT)


def issued(portal: PortalProcess, **changes: Any) -> tuple[Json, Json]:
    mill = portal.program("mill")
    product = add_product(mill)
    document = footprint(product, **changes)
    assert mill.post("/api/v1/footprints", json=document).status_code == 201
    return product, document


async def test_a_request_that_a_footprint_fits_is_fulfilled_once(
    portal: PortalProcess, pact: PactProcess, hands: Hands, system: PartnerSystem, registered: Any
) -> None:
    await registered("factory")
    product, document = issued(portal)
    asked = event(
        "RequestCreatedEvent",
        {"productId": product["product_ids"], "comment": "now"},
        id=f"{unique('run')}/13",
    )
    for _ in range(3):
        answer = send(pact, asked)
        assert (answer.status_code, answer.content) == (200, b"")
    await hands.work(3)
    [told] = [
        e
        for e in system.of_type("RequestFulfilledEvent")
        if e["data"]["requestEventId"] == asked["id"]
    ]
    assert [one["id"] for one in told["data"]["pfs"]] == [document["id"]]
    assert set(told["data"]["pfs"][0]["productIds"]) <= set(product["product_ids"])
    assert told["specversion"] == "1.0"
    assert told["time"].endswith("Z")
    assert system.content_types[-1].startswith("application/cloudevents+json")


async def test_a_request_for_what_nobody_supplies_is_rejected(
    pact: PactProcess, hands: Hands, system: PartnerSystem, registered: Any
) -> None:
    await registered("factory")
    asked = event("RequestCreatedEvent", {"productId": ["urn:pact:null"]})
    assert send(pact, asked).status_code == 200
    await hands.work(2)
    [told] = system.of_type("RequestRejectedEvent")
    assert told["data"]["requestEventId"] == asked["id"]
    assert told["data"]["error"]["code"] == "NotFound"
    assert told["data"]["error"]["message"]


async def test_a_request_without_a_footprint_waits_until_there_is_one(
    portal: PortalProcess, pact: PactProcess, hands: Hands, system: PartnerSystem, registered: Any
) -> None:
    await registered("factory")
    mill = portal.program("mill")
    product = add_product(mill)
    asked = event("RequestCreatedEvent", {"productId": product["product_ids"][0]})
    assert send(pact, asked).status_code == 200
    await hands.work(2)
    assert system.events == []
    [queued] = [
        one
        for one in mill.get("/api/v1/footprint-requests?state=open").json()["data"]
        if product["product_ids"][0] in str(one)
    ]
    document = footprint(product)
    assert mill.post("/api/v1/footprints", json=document).status_code == 201
    answered = mill.post(
        f"/api/v1/footprint-requests/{queued['id']}/answer",
        json={"footprint_ids": [document["id"]]},
    )
    assert answered.status_code == 200, answered.text
    hands.ahead = timedelta(minutes=5)
    await hands.work(2)
    [told] = system.of_type("RequestFulfilledEvent")
    assert [one["id"] for one in told["data"]["pfs"]] == [document["id"]]


async def test_published_footprints_are_fetched_and_kept_with_remarks(
    portal: PortalProcess, pact: PactProcess, hands: Hands, system: PartnerSystem, registered: Any
) -> None:
    await registered("foundry")
    urn = f"urn:pact:foundry.example:product-id:{unique('part')}"
    good = footprint({"product_ids": [urn], "name": "Casting"}, {"fossilGhgEmissions": "1"})
    system.footprints[good["id"]] = good
    broken = footprint({"product_ids": [urn], "name": "Casting"}, {"declaredUnitAmount": "abc"})
    system.footprints[broken["id"]] = broken
    unknown = str(uuid.uuid4())
    published = event("PublishedEvent", {"pfIds": [good["id"], broken["id"], unknown]})
    for _ in range(2):
        assert send(pact, published, "foundry").status_code == 200
    await hands.work(2)
    foundry = portal.program("foundry")
    kept = foundry.get(f"/api/v1/footprints/{good['id']}").json()
    assert kept["origin"] == "pact"
    assert {one["severity"] for one in kept["findings"]} == {"warning"}
    assert "sum-excluding-uptake" in {one["code"] for one in kept["findings"]}
    assert foundry.get(f"/api/v1/footprints/{broken['id']}").status_code == 404
    [seen] = [
        one
        for one in await inbox.page(hands.portal.database, Scope("foundry", "test"))
        if one.event.id == published["id"]
    ]
    assert seen.stage is inbox.Stage.DONE
    assert seen.note.startswith("1 of 3 kept")
    assert broken["id"] in seen.note
    assert "invalid-decimal" in seen.note


async def test_what_a_partner_fulfils_is_kept_also_of_version_2(
    portal: PortalProcess, pact: PactProcess, hands: Hands, registered: Any
) -> None:
    await registered("foundry")
    document = footprint({"product_ids": [f"urn:x-part:{unique('v')}"], "name": "Old casting"})
    pcf = document["pcf"]
    older = {**document, "specVersion": "2.3.0", "version": 0, "productCategoryCpc": "41211"}
    older["pcf"] = {
        "declaredUnit": "kilogram",
        "unitaryProductAmount": "1",
        "pCfExcludingBiogenic": "2.10",
        "pCfIncludingBiogenic": "2.10",
        "characterizationFactors": "AR6",
        "dqi": {"coveragePercent": 90, "technologicalDQR": 2},
        **{
            name: pcf[name]
            for name in (
                "referencePeriodStart",
                "referencePeriodEnd",
                "fossilGhgEmissions",
                "fossilCarbonContent",
                "crossSectoralStandards",
            )
        },
        "exemptedEmissionsPercent": 1.5,
    }
    data = {"requestEventId": "some request", "pfs": [older]}
    assert send(pact, event("RequestFulfilledEvent", data), "foundry").status_code == 200
    await hands.work()
    kept = portal.program("foundry").get(f"/api/v1/footprints/{document['id']}").json()
    assert kept["footprint"]["pcf"]["exemptedEmissionsPercent"] == "1.5"
    assert "dqi" not in kept["footprint"]["pcf"]
    assert "pcf.dqi" in {
        one["path"] for one in kept["findings"] if one["code"] == "not-in-version-3"
    }


async def test_earlier_recipients_are_told_of_a_new_value(
    portal: PortalProcess, pact: PactProcess, hands: Hands, system: PartnerSystem, registered: Any
) -> None:
    await registered("factory")
    product, first = issued(portal)
    assert pact.partner("factory").get(f"/3/footprints/{first['id']}").status_code == 200
    second = footprint(
        product,
        {
            "pcfExcludingBiogenicUptake": "3",
            "pcfIncludingBiogenicUptake": "3",
            "fossilGhgEmissions": "3",
        },
        precedingPfIds=[first["id"]],
    )
    assert portal.program("mill").post("/api/v1/footprints", json=second).status_code == 201
    await hands.work(3)
    told = [one["data"]["pfIds"] for one in system.of_type("PublishedEvent")]
    assert told == [[second["id"]]]


async def test_a_partner_that_is_away_is_tried_for_72_hours_with_growing_pauses(
    pact: PactProcess, hands: Hands, system: PartnerSystem, registered: Any
) -> None:
    await registered("factory")
    system.answers[:] = [503] * 1_000
    asked = event("RequestCreatedEvent", {"productId": ["urn:pact:null"]})
    assert send(pact, asked).status_code == 200
    await hands.work()
    database = hands.portal.database
    pages = await deliveries.turned(database, "test", {"outcome": "waiting"}, Turn(), 1)
    [waiting] = pages.items
    pauses: list[timedelta] = []
    while waiting.next_at:
        pauses.append(waiting.next_at - hands.now())
        hands.ahead += pauses[-1] + timedelta(seconds=1)
        await hands.sender.run()
        found = await deliveries.find(database, "test", waiting.id)
        assert found is not None
        waiting = found
    assert waiting.outcome is Outcome.EXPIRED
    assert waiting.ended_at is not None
    assert waiting.ended_at - waiting.created_at >= GIVEN_UP_AFTER
    assert waiting.ended_at - waiting.created_at < GIVEN_UP_AFTER + timedelta(minutes=10)
    assert 15 < waiting.attempts < 40
    assert pauses[1] < pauses[3] < pauses[5] < pauses[7]
    assert max(pauses) <= timedelta(hours=6)
    assert "503" in waiting.note
    assert system.of_type("RequestRejectedEvent") == []


async def test_a_partner_that_comes_back_gets_it_and_one_that_refuses_is_left_alone(
    pact: PactProcess, hands: Hands, system: PartnerSystem, registered: Any
) -> None:
    await registered("factory")
    system.discovery = False
    for answers, outcome in (([500, 500], Outcome.DELIVERED), ([422], Outcome.REFUSED)):
        system.answers[:] = list(answers)
        asked = event("RequestCreatedEvent", {"productId": ["urn:pact:null"]})
        assert send(pact, asked).status_code == 200
        for _ in range(6):
            await hands.work()
            hands.ahead += timedelta(minutes=3)
        every = (await deliveries.turned(hands.portal.database, "test", {}, Turn(), 100)).items
        [told] = [one for one in every if one.event["data"].get("requestEventId") == asked["id"]]
        assert told.outcome is outcome
    system.discovery = True
    assert len(system.of_type("RequestRejectedEvent")) == 1
    assert system.tokens_given >= 1


@pytest.mark.parametrize(
    "content",
    [
        event("PublishedEvent", {"pfIds": ["urn:gtin:4712345060507"]}),
        event("PublishedEvent", {"pfIds": []}),
        event("PublishedEvent", {}),
        event("PublishedEvent", {"pfIds": [str(uuid.uuid4())]}, specversion="2.0"),
        event("PublishedEvent", {"pfIds": [str(uuid.uuid4())]}, id=""),
        event("PublishedEvent", {"pfIds": [str(uuid.uuid4())]}, source=None),
        event("PublishedEvent", {"pfIds": [str(uuid.uuid4())]}, time="yesterday"),
        event("PublishedEvent", {"pfIds": [str(uuid.uuid4())]}, type="org.example.Other"),
        event("PublishedEvent", {}) | {"data": []},
        event("RequestCreatedEvent", {"comment": "anything"}),
        event("RequestCreatedEvent", {"productId": [1]}),
        event("RequestCreatedEvent", {"productId": ["urn:x:y"], "validOn": "soon"}),
        event("RequestFulfilledEvent", {"requestEventId": "x", "pfs": []}),
        event("RequestFulfilledEvent", {"pfs": [{}]}),
        event("RequestRejectedEvent", {"requestEventId": "x", "error": {"code": "NotFound"}}),
    ],
)
def test_events_that_are_none_of_the_specification_are_bad_requests(
    pact: PactProcess, content: Json
) -> None:
    answer = send(pact, content)
    assert (answer.status_code, answer.json()["code"]) == (400, "BadRequest")


def test_a_body_that_is_no_cloud_event_is_a_bad_request(pact: PactProcess) -> None:
    client = pact.partner("factory")
    for body, kind in (
        (b"{", "application/cloudevents+json"),
        (b"[]", "application/json"),
        (b"{}", "text/plain"),
    ):
        answer = client.post("/3/events", content=body, headers={"content-type": kind})
        assert (answer.status_code, answer.json()["code"]) == (400, "BadRequest")


def test_unknown_ids_and_rejections_are_taken_in(pact: PactProcess) -> None:
    assert send(pact, event("PublishedEvent", {"pfIds": [str(uuid.uuid4())]})).status_code == 200
    error = {"code": "NotFound", "message": "no"}
    rejected = event("RequestRejectedEvent", {"requestEventId": "x", "error": error})
    assert send(pact, rejected).status_code == 200


@pytest.mark.parametrize(
    ("code", "reason_code"),
    [("NotFound", "no-data"), ("AccessDenied", "confidential"), ("NotImplemented", "other")],
)
async def test_a_refusal_closes_the_request_that_it_answers_for_both_sides(
    portal: PortalProcess,
    pact: PactProcess,
    hands: Hands,
    system: PartnerSystem,
    registered: Any,
    code: str,
    reason_code: str,
) -> None:
    await registered("foundry")
    question, asked = await passed_on(hands, system)
    refusal = {"code": code, "message": "Not before the new furnace runs. 新炉投产前没有。"}
    rejected = event("RequestRejectedEvent", {"requestEventId": asked["id"], "error": refusal})
    by_another = event("RequestRejectedEvent", {**rejected["data"]})
    foundry = portal.program("foundry")
    path = f"/api/v1/footprint-requests/{question.id}"
    assert send(pact, by_another, "mill").status_code == 200
    await hands.work()
    assert foundry.get(path).json()["state"] == "queued", "only who was asked may refuse"
    for _ in range(2):
        assert send(pact, rejected, "foundry").status_code == 200
        await hands.work()
    held = foundry.get(path).json()
    assert (held["state"], held["reason_code"]) == ("declined", reason_code)
    assert held["reason"] == refusal["message"]
    [told] = [
        fact
        for fact in portal.outbox(FOOTPRINT_REQUEST_STATES)
        if fact.event_id == question.event_id and fact.reason_code
    ]
    assert (told.asker_id, told.reason) == ("factory", refusal["message"])
    assert told.status == FOOTPRINT_REQUEST_STATUS_DECLINED
    page = portal.browser("foundry").get(f"/requests/{question.id}").text
    assert refusal["message"] in page
    assert "Your own system (PACT)" in page


async def test_a_refusal_after_the_answer_changes_nothing(
    portal: PortalProcess, pact: PactProcess, hands: Hands, system: PartnerSystem, registered: Any
) -> None:
    await registered("foundry")
    question, asked = await passed_on(hands, system)
    foundry = portal.program("foundry")
    path = f"/api/v1/footprint-requests/{question.id}"
    said = {"reason_code": "no-longer-made", "reason": "Discontinued."}
    assert foundry.post(f"{path}/decline", json=said).status_code == 200
    error = {"code": "NotFound", "message": "late"}
    data = {"requestEventId": asked["id"], "error": error}
    late = event("RequestRejectedEvent", data)
    assert send(pact, late, "foundry").status_code == 200
    await hands.work()
    assert foundry.get(path).json()["reason"] == "Discontinued."
    [seen] = [
        one
        for one in await inbox.page(hands.portal.database, Scope("foundry", "test"))
        if one.event.id == late["id"]
    ]
    assert (seen.stage, seen.note) == (inbox.Stage.DONE, "NotFound: late (request-closed)")


async def passed_on(hands: Hands, system: PartnerSystem) -> tuple[IncomingRequest, Json]:
    """A request of the factory to the foundry, and the event by which its system learnt of it."""
    urn = f"urn:pact:foundry.example:product-id:{unique('part')}"
    question = IncomingRequest(
        supplier_id="foundry",
        sender_id="factory",
        origin=Origin.PROCUREMENT,
        event_id=str(uuid.uuid4()),
        wanted=Wanted(product_ids=(urn,)),
        asked_at=hands.now(),
    )
    await requests.receive(hands.portal, question)
    await hands.work(2)
    [asked] = [
        one
        for one in system.of_type("RequestCreatedEvent")
        if one["data"].get("productId") == [urn]
    ]
    return question, asked


async def test_workers_side_by_side_send_each_delivery_once(
    pact: PactProcess, hands: Hands, system: PartnerSystem, registered: Any
) -> None:
    await registered("factory")
    asked = [event("RequestCreatedEvent", {"productId": ["urn:pact:null"]}) for _ in range(5)]
    for one in asked:
        assert send(pact, one).status_code == 200
    await asyncio.gather(*(hands.work(2) for _ in range(3)))
    await hands.work()
    told = [one["data"]["requestEventId"] for one in system.of_type("RequestRejectedEvent")]
    assert sorted(told) == sorted(one["id"] for one in asked)
