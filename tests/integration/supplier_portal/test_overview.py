"""The overview: first steps for a newcomer, and what waits for whom; pages of people by axe."""

import os
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import httpx
import pytest
from playwright.sync_api import Browser, Page, expect

from supplier_portal.portal import Portal
from supplier_portal.requests import service as requests
from supplier_portal.requests.service import Wanted
from tests.accessibility import violations
from tierzero.i18n import load_catalogs
from tierzero.settings import Settings
from tierzero.store import connect

from .documents import add_product, footprint, unique
from .portal_process import PASSWORD, PortalProcess
from .request_stage import Clock, Stage
from .test_approval import signed_in

LANGUAGES = ("en", "zh-CN")
Visit = Callable[[httpx.Client, str, str], Page]


def newcomer(portal: PortalProcess) -> tuple[str, httpx.Client]:
    """Somebody whose organization has just been entered."""
    identity = unique("newcomer").lower()
    operator = portal.program("operator")
    stated = {"id": identity, "name": "Newcomer", "roles": ["supplier"]}
    assert operator.post("/api/v1/organizations", json=stated).status_code == 201
    user = {
        "user": f"chief@{identity}.example",
        "password": PASSWORD,
        "organization_id": identity,
        "name": "Chief",
        "roles": ["supplier", "organization_administrator"],
    }
    assert operator.post("/api/v1/users", json=user).status_code == 201
    headers = {"origin": portal.url, "accept": "application/json", "accept-language": "en"}
    client = httpx.Client(base_url=portal.url, headers=headers, timeout=60)
    form = {"user": user["user"], "password": PASSWORD}
    assert client.post("/sign-in", data=form).status_code == 303
    return identity, client


def overview(client: httpx.Client) -> str:
    return client.get("/", headers={"accept": "text/html"}).text


def test_a_newcomer_is_led_from_product_to_footprint_to_sharing(portal: PortalProcess) -> None:
    _identity, client = newcomer(portal)
    steps = ("/products/new", "/footprints/new", "/sharing")
    begun = overview(client)
    assert "First steps" in begun
    assert [f'<a href="{path}"><strong>' in begun for path in steps] == [True] * 3
    made = add_product(client, sharing="nobody")
    assert [f'<a href="{path}"><strong>' in overview(client) for path in steps] == [
        False,
        True,
        True,
    ]
    assert client.post("/api/v1/footprints", json=footprint(made)).status_code == 201
    assert [f'<a href="{path}"><strong>' in overview(client) for path in steps] == [
        False,
        False,
        True,
    ]
    add_product(client, sharing="all_customers")
    done = overview(client)
    assert "First steps" not in done
    assert "Latest footprints" in done


def test_an_approver_finds_what_waits_and_its_author_what_came_back(
    portal: PortalProcess,
) -> None:
    stated = {"id": "four-eyes", "name": "Four Eyes", "roles": ["supplier"]}
    portal.program("operator").post("/api/v1/organizations", json=stated)
    editor = signed_in(portal, "editor", "supplier_editor")
    approver = signed_in(portal, "approver", "supplier_approver")
    name = unique("Awaited")
    document = footprint(add_product(editor, name=name))
    draft = editor.post("/api/v1/footprints", json=document).json()["draft_id"]
    assert f'href="/drafts/{draft}"' in overview(approver)
    assert f'href="/drafts/{draft}"' not in overview(editor)
    approver.post(f"/api/v1/drafts/{draft}/return", json={"note": "mend it"})
    assert f'href="/drafts/{draft}"' in overview(editor)
    assert f'href="/drafts/{draft}"' not in overview(approver).replace("returned", "")


async def test_what_a_customer_asks_stands_first(portal: PortalProcess) -> None:
    settings = Settings(service="supplier-portal", store=portal.store_uri)
    store = connect(settings.model_copy(update={"database": portal.database}))
    clock = Clock()
    stage = Stage(Portal(store, settings, clock), clock)
    wanted = Wanted(part_numbers=(unique("asked"),))
    asked = await requests.receive(stage.portal, stage.question(wanted))
    await store.close()
    page = overview(portal.browser("mill"))
    assert f'href="/requests/{asked.id}"' in page
    assert "Requests that wait" in page


@pytest.fixture
def visit(portal: PortalProcess, browser: Browser) -> Iterator[Visit]:
    """Opens a page as somebody who is signed in; nothing on it may complain."""
    complaints: list[str] = []
    contexts: list[Any] = []

    def open_page(client: httpx.Client, path: str, language: str) -> Page:
        context = browser.new_context(viewport={"width": 1280, "height": 900}, locale=language)
        contexts.append(context)
        cookies = {**client.cookies, "tierzero_language": language}
        for name, value in cookies.items():
            context.add_cookies([{"name": name, "value": value, "url": portal.url}])
        page = context.new_page()
        page.on("console", lambda said: complaints.extend([said.text] * (said.type == "error")))
        page.on("pageerror", lambda error: complaints.append(str(error)))
        page.goto(portal.url + path, wait_until="networkidle")
        return page

    yield open_page
    for context in contexts:
        context.close()
    assert complaints == []


def sound(page: Page, language: str, name: str) -> None:
    """The page speaks the language and everybody can use it."""
    expect(page.locator("html")).to_have_attribute("lang", language)
    assert violations(page) == []
    if directory := os.environ.get("PICTURES"):
        page.screenshot(path=Path(directory) / f"{name}-{language}.png", full_page=True)


@pytest.mark.browser
@pytest.mark.parametrize("language", LANGUAGES)
def test_an_administrator_invites_somebody_who_joins_by_the_link(
    portal: PortalProcess, visit: Visit, language: str
) -> None:
    _identity, chief = newcomer(portal)
    translator = load_catalogs("tierzero", "supplier_portal").translator(language)

    def words(message: str) -> str:
        return translator.singular("", message)

    overview_page = visit(chief, "/", language)
    sound(overview_page, language, "overview-new")
    page = visit(chief, "/people", language)
    sound(page, language, "people")
    page.locator("#field-user").fill(unique("invited").lower() + "@newcomer.example")
    page.get_by_label(words("Supplier: editor"), exact=True).check()
    page.get_by_role("button", name=words("Make the link")).click()
    expect(page.locator("#secret")).to_be_visible()
    sound(page, language, "link")
    link = page.locator("#secret").input_value()

    guest = httpx.Client()
    joining = visit(guest, "/join?" + link.partition("?")[2], language)
    sound(joining, language, "join")
    joining.locator("#field-name").fill("王小明")
    joining.locator("#field-language").select_option(language)
    joining.locator("#field-password").fill("copper kettle sings twice")
    joining.get_by_role("button", name=words("Join"), exact=True).click()
    expect(joining.get_by_role("heading", level=1)).to_have_text("Newcomer")
    joining.goto(portal.url + "/account")
    sound(joining, language, "account")


@pytest.mark.browser
@pytest.mark.parametrize("language", LANGUAGES)
def test_pages_of_drafts_clients_and_history_are_sound(
    portal: PortalProcess, visit: Visit, language: str
) -> None:
    stated = {"id": "four-eyes", "name": "Four Eyes", "roles": ["supplier"]}
    portal.program("operator").post("/api/v1/organizations", json=stated)
    editor = signed_in(portal, "editor", "supplier_editor")
    approver = signed_in(portal, "approver", "supplier_approver")
    chief = signed_in(portal, "chief", "organization_administrator")
    document = footprint(add_product(editor))
    draft = editor.post("/api/v1/footprints", json=document).json()["draft_id"]
    client = unique("erp")
    chief.post("/api-clients", data={"client_id": client})
    chief.post(f"/api-clients/{client}/rotate", data={"overlap_days": 7})
    operator = portal.browser("operator")
    for who, path, name in (
        (approver, "/", "overview"),
        (approver, "/drafts", "drafts"),
        (approver, f"/drafts/{draft}", "draft"),
        (chief, "/drafts/settings", "approval-settings"),
        (chief, "/api-clients", "api-clients"),
        (chief, "/history", "history"),
        (operator, "/people?organization_id=mill", "people-of-mill"),
        (chief, "/people/edit?user=editor@four-eyes.example", "person"),
        (httpx.Client(), "/sign-in", "sign-in"),
    ):
        sound(visit(who, path, language), language, name)
