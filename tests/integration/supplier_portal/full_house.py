"""A supplier with something on every page, and those who work with it."""

import re
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from datetime import UTC, datetime, timedelta
from typing import Any
from urllib.parse import parse_qs, urlsplit

from supplier_portal.portal import Portal
from supplier_portal.preparation import prepare
from supplier_portal.requests.service import IncomingRequest, Origin, Wanted, receive
from supplier_portal.sharing import service as sharing
from supplier_portal.sharing.service import Way
from tierzero.settings import Settings
from tierzero.store import connect

from . import files
from .calculating import begin, complete, factor_fact, foreign_part, publish
from .delivering import deliver
from .documents import Json, add_product, csv_file, footprint, row, unique, upload
from .portal_process import PASSWORD, PortalProcess

YEAR = {
    "scope_1": "1200",
    "scope_2": "3400",
    "revenue": "1000000",
    "currency": "CNY",
    "covered_share": "0.9",
}
INITIATIVE = {
    "name": "Scrap instead of ore",
    "type": "SRC-MAT",
    "direction": "upstream",
    "state": "running",
    "baseline_year": 2024,
    "baseline_emissions": "100000",
    "target_year": 2030,
    "target_emissions": "50000",
}
LONG_NAME = "Hot rolled coil, pickled and oiled, slit to width for pressed parts, 热轧酸洗涂油卷"
LONG_NUMBER = "HRC_PO_SLIT_S355MC_3.0X1250_EXTRA_LONG_NUMBER_"
PEOPLE = {"editor": "supplier_editor", "chief": "organization_administrator"}
"""Further people of the mill, and their roles."""


async def furnish(portal: PortalProcess) -> dict[str, str]:
    """Enter one of everything for the mill; what is needed to open its page."""
    known = await _own_things(portal) | _things_with_others(portal) | _verified(portal)
    await publish(
        portal, factor_fact(), factor_fact(name="塑料粒子", classification="urn:cpc:34740")
    )
    known["calculation"] = _calculated(portal)
    known["request"] = await _asked(portal)
    await deliver(portal)
    _people(portal)
    return known | {"draft": _waiting(portal)}


async def _own_things(portal: PortalProcess) -> dict[str, str]:
    program = portal.program("mill")
    product = add_product(program, name=LONG_NAME, number=unique(LONG_NUMBER))
    document = footprint(product)
    newer = footprint(product, {"pcfExcludingBiogenicUptake": "2.2"})
    newer["precedingPfIds"] = [document["id"]]
    assert program.post("/api/v1/footprints", json=document).status_code == 201
    # Who has received the first one is told of the second: both lists have something to show.
    await _received_by_the_factory(portal, document["id"])
    assert program.post("/api/v1/footprints", json=newer).status_code == 201
    assert program.put("/api/v1/own-emissions/2024", json=YEAR).is_success
    number = {"customer_id": "factory", "part_number": "F-1", "product_id": product["id"]}
    assert program.put("/api/v1/part-numbers", json=number).is_success
    batch = upload(program, csv_file(row(unique("U")))).json()["batch_id"]
    return {"product": product["id"], "footprint": newer["id"], "batch": batch}


async def _received_by_the_factory(portal: PortalProcess, identity: str) -> None:
    async with own_portal(portal) as own:
        shown = await sharing.find(own, "factory", identity)
        assert shown is not None
        await sharing.note_shown(own, [shown], "factory", Way.PACT)


@asynccontextmanager
async def own_portal(portal: PortalProcess) -> AsyncIterator[Portal]:
    """What a worker of that portal works with."""
    settings = Settings(service="supplier-portal", store=portal.store_uri, database=portal.database)
    store = connect(settings)
    await prepare(store.database)
    yield Portal(store, settings)
    await store.close()


def _things_with_others(portal: PortalProcess) -> dict[str, str]:
    shared = [
        {"organization_id": "mill", "percent": "60"},
        {"organization_id": "foundry", "percent": "40"},
    ]
    own = _entered(portal, "mill", INITIATIVE)
    offered = _entered(portal, "foundry", {**INITIATIVE, "shares": shared})
    operator = portal.program("operator")
    partner = {
        "organization_id": "factory",
        "base_url": "http://127.0.0.1:1/a/rather/long/path/before/the/standard/one",
        "client_id": "the-platform",
        "client_secret": "what the partner issued",
    }
    operator.post("/api/v1/partners", json=partner).raise_for_status()
    asked = {
        "user": "somebody@operator.example",
        "name": "Somebody",
        "roles": ["administrator"],
        "language": "en",
    }
    invited = operator.post("/api/v1/invitations", json=asked).raise_for_status().json()
    signature = parse_qs(urlsplit(invited["url"]).query)["sig"][0]
    return {"initiative": own["id"], "offer": offered["id"], "invitation": signature}


def _entered(portal: PortalProcess, organization: str, stated: Json) -> Json:
    answer = portal.program(organization).post("/api/v1/initiatives", json=stated)
    assert answer.is_success, answer.text
    return answer.json()


def _verified(portal: PortalProcess) -> dict[str, str]:
    """A footprint with evidence, which a verifier is asked to look at."""
    program = portal.program("mill")
    document = footprint(add_product(program))
    assert program.post("/api/v1/footprints", json=document).status_code == 201
    query = {"kind": "footprint", "subject_id": document["id"]}
    file = {"file": ("a-report-with-a-rather-long-name-of-its-own-2025-12-31.pdf", files.PDF)}
    program.post("/api/v1/evidence", params=query, files=file).raise_for_status()
    stated = {"verifier_id": "assurer", "footprint_ids": [document["id"]]}
    asked = program.post("/api/v1/verification-requests", json=stated)
    assert asked.status_code == 201, asked.text
    return {"verification": asked.json()["id"], "evidenced": document["id"]}


def _calculated(portal: PortalProcess) -> str:
    part, _stated = foreign_part(portal)
    program = portal.program("mill")
    return begin(program, add_product(program, name="Pump body"), **complete(part))["id"]


async def _asked(portal: PortalProcess) -> str:
    """Two requests of the factory, as the worker takes them in; the one that is open longer."""
    now = datetime.now(UTC)
    async with own_portal(portal) as own:
        found = [
            await receive(
                own,
                IncomingRequest(
                    supplier_id="mill",
                    sender_id="factory",
                    origin=Origin.PROCUREMENT,
                    event_id=unique("asked"),
                    wanted=Wanted(part_numbers=(unique(LONG_NUMBER), "4711")),
                    asked_at=now,
                    deadline=now + timedelta(days=days),
                    comment="Please answer for 2025. 请提供2025年的数据。",
                ),
            )
            for days in (2, 30)
        ]
    return found[-1].id


def _people(portal: PortalProcess) -> None:
    for name, role in PEOPLE.items():
        user: dict[str, Any] = {
            "user": f"{name}@example.com",
            "password": PASSWORD,
            "organization_id": "mill",
            "name": name,
            "roles": [role],
        }
        answer = portal.program("operator").post("/api/v1/users", json=user)
        assert answer.is_success, answer.text


def _waiting(portal: PortalProcess) -> str:
    """A footprint of the editor that waits for somebody else."""
    product = add_product(portal.program("mill"), name="Sheet")
    chief, editor = portal.browser("chief"), portal.browser("editor")
    decided = {"footprints_need_approval": "true"}
    assert chief.post("/drafts/settings", data=decided).is_redirect
    answer = editor.post("/api/v1/footprints", json=footprint(product))
    assert answer.status_code == 202, answer.text
    listed = editor.get("/drafts").text.replace("/drafts/settings", "")
    found = re.search(r"/drafts/([\w-]+)", listed)
    assert found, "the draft is listed"
    return found[1]
