"""Every route of procurement, fed with what nobody should send: bodies, ids and files.

The routes are taken from the application. Whatever comes, the answer is no fault of the server, a
problem in the caller's language or a page that shows text as text, and nothing is stored.
"""

import csv
import html
import io
import uuid
from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from typing import Any

import httpx
import pytest
from fastapi.routing import APIRoute

from procurement.web import wire
from tests import routing
from tests.hostile import (
    BODY_METHODS,
    FILES,
    FORMULA,
    SCRIPT,
    Form,
    addresses,
    bodies_for,
    complaint,
    complaint_of_page,
    fields_of,
    forms_of,
    stored,
    tables,
    typed_into,
)
from tierzero.identity import generate_key_pair
from tierzero.settings import Settings

pytestmark = pytest.mark.timeout(600)

API = "/api/v1"
HTML = {"accept": "text/html"}
NO_FORMS = ("/livez", "/readyz", "/static/", "/docs", "/inventories", "/comparison")


@dataclass(frozen=True)
class Target:
    """A buyer with something of its own, which must stay as it is."""

    world: Any
    buyer: str
    client: httpx.Client

    def state(self) -> dict[str, int]:
        """What procurement holds of the buyer."""
        settings = self.world.settings
        return stored(settings.store, settings.database, {"organization_id": self.buyer})


@pytest.fixture(scope="module")
def routes(tmp_path_factory: pytest.TempPathFactory) -> list[APIRoute]:
    keys = generate_key_pair(tmp_path_factory.mktemp("keys"))
    settings = Settings(service="procurement", verification_key=keys.verification_key)
    return list(routing.walk(wire(settings).routes))


@pytest.fixture(scope="module")
def target(world: Any, eventually: Callable[..., Any]) -> Target:
    buyer, supplier = str(uuid.uuid4()), str(uuid.uuid4())
    world.portal.supplier(supplier, buyer, name="Mill")
    client = world.client(buyer, language="zh-CN")
    eventually(lambda: client.get(f"{API}/suppliers").json()["suppliers"])
    limit = {"product_classification": "urn:naics:325211", "declared_unit": "kilogram"}
    terms = {**limit, "maximum": "2", "valid_from": "2026-01-01"}
    assert client.post(f"{API}/limits", json=terms).status_code == 201
    return Target(world, buyer, client)


def schema_of(target: Target) -> Any:
    return httpx.get(f"{target.world.web}/openapi.json", timeout=60).json()


def is_file(route: APIRoute) -> bool:
    return "/bulk" in route.path


def of(content: bytes) -> dict[str, tuple[str, bytes]]:
    """The field of a form that holds a file with a hostile name."""
    return {"file": (f"{SCRIPT}../../a.csv", content)}


def test_no_route_takes_or_breaks_on_what_is_no_input(
    target: Target, routes: list[APIRoute]
) -> None:
    schema, before, complaints, fed = schema_of(target), target.state(), list[str](), 0
    for route in (one for one in routes if one.include_in_schema and not is_file(one)):
        [address] = list(addresses(route, {}))[:1]
        for method in sorted(BODY_METHODS & set(route.methods or ())):
            fed += 1
            names = fields_of(route, schema)
            bodies = bodies_for(names)
            lists = {f"a list: {one}": b"[" + body + b"]" for one, body in bodies.items() if body}
            for kind, body in {**bodies, **lists}.items():
                headers = {"content-type": "application/json"}
                answer = target.client.request(method, address, content=body, headers=headers)
                complaints.append(complaint(answer, f"{method} {route.path} {kind}"))
    assert [one for one in complaints if one] == []
    assert fed >= 12, "the routes were not found"
    assert target.state() == before


def test_no_route_breaks_on_an_id_that_is_none(target: Target, routes: list[APIRoute]) -> None:
    """Also those that delete: there is nothing of these ids, and nothing is gone after it."""
    before, complaints, deleting = target.state(), list[str](), 0
    programs = [one for one in routes if one.include_in_schema and one.param_convertors]
    for route in programs:
        for method in sorted(route.methods or ()):
            deleting += method == "DELETE"
            for address in addresses(route, {}):
                answer = target.client.request(method, address)
                complaints.append(complaint(answer, f"{method} {route.path} {address[:100]!r}"))
    assert [one for one in complaints if one] == []
    assert deleting >= 3, "the routes that delete were not found"
    assert target.state() == before


def uploads(routes: list[APIRoute]) -> list[str]:
    """The pages that take files."""
    return sorted(
        one.path
        for one in routes
        if "POST" in (one.methods or ()) and "/upload" in one.path and "{" not in one.path
    )


def headings_of(target: Target, upload: str) -> list[str]:
    answer = target.client.get(f"{upload}/template.csv", headers=HTML)
    assert answer.status_code == 200, answer.text
    return next(csv.reader(io.StringIO(answer.content.decode("utf-8-sig"))))


def bulk_of(upload: str) -> str:
    """Where programs send what people send to this page."""
    place = upload.removesuffix("/upload").rpartition("/")[2]
    if upload.startswith("/activities/"):
        return f"{API}/activities/bulk/{upload.rpartition('/')[2]}"
    return f"{API}/{place}/bulk"


def test_no_route_takes_or_breaks_on_a_file_that_is_none(
    target: Target, routes: list[APIRoute]
) -> None:
    before, complaints, pages = target.state(), list[str](), uploads(routes)
    for upload in pages:
        path = bulk_of(upload)
        for what, content in (*FILES.items(), *tables(headings_of(target, upload))):
            answer = target.client.post(path, files=of(content))
            complaints.append(complaint(answer, f"{path} {what}"))
        for what, answer in (
            ("no file", target.client.post(path)),
            ("a text for the file", target.client.post(path, data={"file": "text"})),
            ("JSON", target.client.post(path, json={"file": "x"})),
        ):
            complaints.append(complaint(answer, f"{path} {what}"))
    assert [one for one in complaints if one] == []
    assert len(pages) >= 15, "the uploads were not found"
    assert target.state() == before


def test_pages_show_hostile_files_as_text(target: Target, routes: list[APIRoute]) -> None:
    before, complaints = target.state(), list[str]()
    for upload in uploads(routes):
        for what, content in (*FILES.items(), *tables(headings_of(target, upload))):
            answer = target.client.post(upload, files=of(content), headers=HTML)
            complaints.append(complaint_of_page(answer, f"{upload} {what}"))
        for key in ("no-such-key", "a%00b", "%3Cscript%3Ealert(1)%3C%2Fscript%3E", "x" * 4_000):
            answer = target.client.post(f"{upload}/{key}/store", headers=HTML)
            complaints.append(complaint_of_page(answer, f"{upload}/{key[:50]}/store"))
    assert [one for one in complaints if one] == []
    assert target.state() == before


def test_forms_come_back_with_hostile_text_as_text(target: Target, routes: list[APIRoute]) -> None:
    before, complaints, seen = target.state(), list[str](), set[Form]()
    known = {"/activities/new/{name}": "/activities/new/waste-treatment"}
    for path in routing.page_paths(routes, NO_FORMS, (".csv", "{kind}")):
        page = target.client.get(known.get(path, path), headers=HTML).text
        seen |= {one for one in forms_of(page) if one.action != "/language"}
    for form in seen:
        for kind, data in typed_into(form):
            answer = target.client.post(form.action, data=data, headers=HTML)
            complaints.append(complaint_of_page(answer, f"{form.action} {kind}"))
    assert [one for one in complaints if one] == []
    assert len(seen) >= 4, f"the forms were not found: {seen}"
    assert target.state() == before


@pytest.mark.parametrize("text", [SCRIPT, FORMULA])
def test_what_is_text_is_shown_as_text(target: Target, text: str) -> None:
    """A description may be anything; pages show it, and files hold it, as nothing but text."""
    client, reference = target.client, f"PO-{uuid.uuid4().hex[:8]}"
    [supplier] = client.get(f"{API}/suppliers?limit=1").json()["suppliers"]
    purchase = {
        "reference": reference,
        "date": str((datetime.now(UTC) - timedelta(days=9)).date()),
        "supplier": supplier["id"],
        "description": text,
        "amount": "1",
        "currency": "CNY",
    }
    made = client.post(f"{API}/purchases", json=purchase)
    assert made.status_code == 201, made.text
    identity = made.json()["purchases"][0]["id"]
    for path in ("/purchases", f"/purchases/{identity}"):
        page = client.get(path, headers=HTML).text
        assert SCRIPT not in page, path
        assert text in html.unescape(page), path
