"""The audit log: complete, append-only, provable, and to be searched."""

import ast
import csv
import io
import os
import subprocess
import sys
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

import httpx
import pytest
from fastapi.routing import APIRoute
from pymongo import MongoClient

import supplier_portal
from supplier_portal.audit.screens import ACTIONS
from supplier_portal.web import wire
from tierzero.identity import generate_key_pair
from tierzero.settings import Settings

from .audited_routes import API, ROUTES
from .documents import add_product, footprint, product, unique
from .portal_process import PASSWORD, SECRET, PortalProcess
from .test_approval import signed_in
from .test_initiatives import _initiative as initiative
from .test_own_emissions import STATED
from .test_people import NEW_PASSWORD, joined

SOURCES = Path(next(iter(supplier_portal.__path__)))
OF_MILL = {"organization_id": "mill"}
LOG_MODULES = {"repository.py", "seals_repository.py", "links_repository.py"}


@pytest.fixture(scope="module")
def changing_routes(tmp_path_factory: pytest.TempPathFactory) -> set[str]:
    """``METHOD path`` of every route that may change something, of the application as it is."""
    keys = generate_key_pair(tmp_path_factory.mktemp("keys"))
    settings = Settings(
        service="supplier-portal",
        signing_key=keys.signing_key,
        verification_key=keys.verification_key,
        oidc_issuer="https://provider.example",
    )
    return {
        f"{method} {route.path}"
        for route in routes_of(wire(settings).routes)
        for method in (route.methods or set()) - {"GET", "HEAD", "OPTIONS"}
    }


def routes_of(routes: Any) -> Iterator[APIRoute]:
    """Routes also of included routers, which FastAPI keeps apart."""
    for route in routes:
        if isinstance(route, APIRoute):
            yield route
        elif hasattr(route, "original_router"):
            yield from routes_of(route.original_router.routes)


def test_every_route_that_changes_something_is_known_to_the_audit(
    changing_routes: set[str],
) -> None:
    assert changing_routes - set(ROUTES) == set(), "say which action the log keeps of it"
    assert set(ROUTES) - changing_routes == set(), "there is no such route any more"


def actions_of_routes() -> set[str]:
    stated = [actions for actions in ROUTES.values() if not actions.startswith("-")]
    return {action for actions in stated for action in actions.split()}


def test_every_action_is_recorded_somewhere_and_has_a_name_for_people() -> None:
    sources = "\n".join(path.read_text() for path in SOURCES.rglob("*.py"))
    for action in actions_of_routes():
        kind, happened = action.split(".")
        assert f'"{action}"' in sources or f'.{happened}"' in sources, action
        assert action in ACTIONS, action
        assert kind


def test_the_log_can_only_be_added_to() -> None:
    """No code of the portal but the log's repositories names its collections; these only add."""
    changing = {
        f"{verb}_{much}" for verb in ("update", "replace", "delete") for much in ("one", "many")
    }
    for path in SOURCES.rglob("*.py"):
        tree = ast.parse(path.read_text())
        if path.parent.name == "audit" and path.name in LOG_MODULES:
            called = {node.attr for node in ast.walk(tree) if isinstance(node, ast.Attribute)}
            assert called.isdisjoint({*changing, "find_one_and_update", "bulk_write", "drop"})
            continue
        named = {
            node.slice.value
            for node in ast.walk(tree)
            if isinstance(node, ast.Subscript) and isinstance(node.slice, ast.Constant)
        }
        assert named.isdisjoint({"audit", "audit_seals", "audit_links"}), path


@pytest.fixture(scope="module")
def log(portal: PortalProcess) -> Mapping[str, list[Mapping[str, Any]]]:
    """Action → its entries, after everything that an organization does has been done once."""
    do_everything(portal)
    with MongoClient[dict[str, Any]](portal.store_uri) as client:
        found: dict[str, list[Mapping[str, Any]]] = {}
        for entry in client[portal.database]["audit"].find():
            found.setdefault(entry["action"], []).append(entry)
    return found


def do_everything(portal: PortalProcess) -> None:
    mill, operator = portal.program("mill"), portal.program("operator")
    made = add_product(mill)
    assert mill.put(f"{API}/products/{made['id']}", json=product(number=made["number"], name="N"))
    document = footprint(made)
    mill.post(f"{API}/footprints", json=document)
    mill.post(f"{API}/footprints/{document['id']}/deprecate")
    for scope_1 in ("1", "2"):
        mill.put(f"{API}/own-emissions/2019", json={**STATED, "scope_1": scope_1})
    mill.delete(f"{API}/own-emissions/2019")
    entered = mill.post(f"{API}/initiatives", json=initiative()).json()
    mill.put(f"{API}/initiatives/{entered['id']}", json=initiative(name="Renamed"))
    organization = {"id": unique("org"), "name": "A", "roles": ["supplier"]}
    operator.post(f"{API}/organizations", json=organization)
    operator.post(f"{API}/organizations", json={**organization, "name": "B"})
    do_with_people(portal, operator)
    do_with_clients(operator)
    do_with_drafts(portal)


def do_with_people(portal: PortalProcess, operator: httpx.Client) -> None:
    user = unique("audited").lower() + "@mill.example"
    stated = {"user": user, "roles": ["supplier"]}
    invited = operator.post(f"{API}/invitations", params=OF_MILL, json=stated).json()
    renewed = operator.post(f"{API}/invitations/{invited['id']}/renew", params=OF_MILL).json()
    browser = joined(portal, renewed["url"], "Audited")
    revoked = {"user": unique("revoked").lower() + "@mill.example", "roles": ["supplier"]}
    other = operator.post(f"{API}/invitations", params=OF_MILL, json=revoked).json()
    operator.delete(f"{API}/invitations/{other['id']}", params=OF_MILL)
    browser.post("/account", data={"name": "Renamed", "language": "en"})
    browser.post("/account/end-sessions")
    secret = {"present": NEW_PASSWORD, "password": "a teapot of blue granite"}
    assert browser.post("/account/password", data=secret).status_code == 303
    operator.patch(f"{API}/members/{user}", params=OF_MILL, json={"active": False})
    operator.post(f"{API}/members/{user}/reset", params=OF_MILL)


def do_with_clients(operator: httpx.Client) -> None:
    identity = unique("audited")
    stated = {"client_id": identity, "organization_id": "mill", "roles": ["supplier"]}
    operator.post(f"{API}/api-clients", json={**stated, "client_secret": SECRET})
    operator.post(f"{API}/api-clients", json={**stated, "client_secret": SECRET + " anew"})
    operator.post(f"{API}/api-clients/{identity}/rotate", params=OF_MILL, json={})
    operator.delete(f"{API}/api-clients/{identity}", params=OF_MILL)


def do_with_drafts(portal: PortalProcess) -> None:
    operator = portal.program("operator")
    stated = {"id": "four-eyes", "name": "Four Eyes", "roles": ["supplier"]}
    operator.post(f"{API}/organizations", json=stated)
    editor = signed_in(portal, "editor", "supplier_editor")
    approver = signed_in(portal, "approver", "supplier_approver")
    chief = signed_in(portal, "chief", "organization_administrator")
    drafts = [
        editor.post(f"{API}/footprints", json=footprint(add_product(editor))).json()["draft_id"]
        for _one in range(3)
    ]
    approver.post(f"{API}/drafts/{drafts[0]}/approve")
    approver.post(f"{API}/drafts/{drafts[1]}/return", json={"note": "not yet"})
    editor.post(f"{API}/drafts/{drafts[2]}/withdraw")
    made = add_product(editor)
    editor.post(f"/footprints/new?product={made['id']}", data={"action": "save"})
    for needed in (True, False):
        chief.put(f"{API}/settings", json={"footprints_need_approval": needed})


NEW = [
    "product.created",
    "footprint.issued",
    "own_emissions.stated",
    "initiative.created",
    "person.created",
    "organization.created",
    "person.invited",
    "person.reset_offered",
    "program.created",
    "draft.submitted",
    "draft.saved",
]
CHANGED = [
    "product.changed",
    "footprint.deprecated",
    "own_emissions.changed",
    "initiative.changed",
    "person.changed",
    "organization.changed",
    "person.password_set",
    "person.sessions_ended",
    "invitation.renewed",
    "invitation.revoked",
    "program.changed",
    "program.secret_rotated",
    "program.revoked",
    "settings.changed",
    "draft.approved",
    "draft.issued",
    "draft.returned",
    "draft.withdrawn",
]


@pytest.mark.parametrize("action", NEW)
def test_what_is_new_is_logged_with_what_it_is(log: Any, action: str) -> None:
    entry = log[action][-1]
    assert entry["before"] is None
    assert entry["after"]
    assert entry["actor"]
    assert entry["subjects"]


@pytest.mark.parametrize("action", CHANGED)
def test_what_changes_is_logged_with_before_and_after(log: Any, action: str) -> None:
    entry = log[action][-1]
    assert entry["before"]
    assert entry["after"]
    assert entry["before"] != entry["after"]
    assert entry["actor"]


def test_no_secret_is_in_the_log(log: Any) -> None:
    everything = str(log)
    for secret in (PASSWORD, SECRET, NEW_PASSWORD, "a teapot of blue granite", "$argon2"):
        assert secret not in everything


def prove(portal: PortalProcess, *options: str) -> subprocess.CompletedProcess[str]:
    command = [sys.executable, "-m", "supplier_portal.audit.verify", *options]
    environment = {**os.environ, **portal.environment()}
    return subprocess.run(command, env=environment, capture_output=True, text=True, check=False)


def test_whoever_touches_the_log_afterwards_is_found_out(fresh_portal: PortalProcess) -> None:
    portal = fresh_portal
    assert prove(portal, "--seal").returncode == 0
    add_product(portal.program("mill"))
    sealed = prove(portal, "--seal")
    assert (sealed.returncode, "untouched" in sealed.stdout) == (0, True), sealed.stderr
    assert "mill seal 2" in sealed.stdout
    with MongoClient[dict[str, Any]](portal.store_uri) as client:
        entries = client[portal.database]["audit"]
        entry = entries.find_one({"action": "product.created"})
        assert entry is not None
        entries.update_one({"_id": entry["_id"]}, {"$set": {"actor": "somebody else"}})
        changed = prove(portal)
        assert changed.returncode == 1
        assert "was changed" in changed.stderr
        entries.update_one({"_id": entry["_id"]}, {"$set": {"actor": entry["actor"]}})
        assert prove(portal).returncode == 0
        entries.delete_one({"_id": entry["_id"]})
        assert "entries were sealed" in prove(portal).stderr
        entries.insert_one(entry)
        client[portal.database]["audit_seals"].delete_one({"_id": "mill:1"})
        assert "the seal before it" in prove(portal).stderr


def test_the_page_filters_by_person_thing_and_time(portal: PortalProcess, log: Any) -> None:
    browser, name = portal.browser("mill"), unique("Searched")
    add_product(portal.program("mill"), name=name)
    assert name in browser.get("/history", params={"about": name[3:9]}).text
    nobody = browser.get("/history", params={"about": name, "who": "mill@example.com"})
    assert f": {name}" not in nobody.text
    assert name in browser.get("/history", params={"about": name, "who": "mill-program"}).text
    past = browser.get("/history", params={"about": name, "until": "2020-01-01"})
    assert f": {name}" not in past.text
    assert browser.get("/history", params={"since": "", "until": ""}).status_code == 200


@pytest.mark.parametrize("language", ["en", "zh-CN"])
def test_the_log_is_saved_as_a_file(portal: PortalProcess, language: str) -> None:
    browser, name = portal.browser("mill"), unique("=Saved")
    browser.cookies.set("tierzero_language", language)
    add_product(portal.program("mill"), name=name)
    answer = browser.get("/history.csv", params={"about": name})
    [heading, row] = csv.reader(io.StringIO(answer.content.decode("utf-8-sig")))
    assert heading[1] == {"en": "Who", "zh-CN": "人员"}[language]
    assert row[1:3] == ["mill-program", "product.created"]
    assert row[4].startswith("'="), "a spreadsheet must not take it for a formula"
    assert name in row[7]


def test_programs_read_the_log_of_their_own_organization(portal: PortalProcess) -> None:
    name = unique("Own")
    add_product(portal.program("mill"), name=name)
    asked = {"about": name}
    found = portal.program("mill").get(f"{API}/audit", params=asked).json()
    assert [one["action"] for one in found["data"]] == ["product.created"]
    assert portal.program("foundry").get(f"{API}/audit", params=asked).json()["total"] == 0
    assert portal.program("factory").get(f"{API}/audit").status_code == 403


def test_no_form_or_route_can_be_posted_from_another_site(
    portal: PortalProcess, changing_routes: set[str]
) -> None:
    browser = portal.browser("mill")
    foreign = {"origin": "https://evil.example", "accept": "application/json"}
    for route in sorted(changing_routes):
        method, path = route.split()
        for headers in (foreign, {**foreign, "sec-fetch-site": "cross-site"}):
            with_session = browser.request(method, path, headers=headers)
            assert with_session.json()["code"] == "cross-site-request", route
            without = httpx.request(method, portal.url + path, headers=headers)
            assert without.json()["code"] == "cross-site-request", route


def test_cookies_are_hidden_from_scripts_and_from_other_sites(portal: PortalProcess) -> None:
    form = {"user": "mill@example.com", "password": PASSWORD}
    answer = httpx.post(f"{portal.url}/sign-in", data=form)
    [cookie] = [one for one in answer.headers.get_list("set-cookie") if "tierzero_session" in one]
    assert "HttpOnly" in cookie
    assert "SameSite=lax" in cookie
    assert "Secure" not in cookie, "this portal has no https"


def test_where_the_portal_has_https_cookies_travel_by_nothing_else(portal: PortalProcess) -> None:
    process = PortalProcess(portal.store_uri, portal.database, portal.directory)
    process.settings = {"TIERZERO_PORTAL_URL": "https://portal.example"}
    process.start()
    try:
        form = {"user": "mill@example.com", "password": PASSWORD}
        answer = httpx.post(f"{process.url}/sign-in", data=form)
    finally:
        process.stop()
    [cookie] = [one for one in answer.headers.get_list("set-cookie") if "tierzero_session" in one]
    assert "Secure" in cookie
