"""Inviting people, managing them, and shutting them out, as administrators do it."""

import re
import time
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from typing import Any
from urllib.parse import parse_qs, urlsplit

import httpx
import pytest
from pymongo import MongoClient

from tierzero.identity import member_key

from .documents import unique
from .portal_process import PASSWORD, PortalProcess

NEW_PASSWORD = "copper kettle sings twice"
WITHIN_SECONDS = 10


@pytest.fixture(scope="module")
def chief(portal: PortalProcess) -> httpx.Client:
    """The mill's own administrator, who joined by a link."""
    operator = portal.program("operator")
    name = unique("chief") + "@mill.example"
    invited = operator.post(
        "/api/v1/invitations",
        params={"organization_id": "mill"},
        json={"user": name, "name": "Chief", "roles": ["supplier", "organization_administrator"]},
    )
    assert invited.status_code == 201, invited.text
    return joined(portal, invited.json()["url"], "Chief of the mill")


def joined(portal: PortalProcess, url: str, name: str, language: str = "en") -> httpx.Client:
    """A browser whose user has just taken a link."""
    browser = httpx.Client(
        base_url=portal.url, headers={"accept": "text/html", "origin": portal.url}, timeout=60
    )
    token = token_of(url)
    shown = browser.get("/join", params={"sig": token})
    assert shown.status_code == 200, shown.text
    form = {"sig": token, "name": name, "language": language, "password": NEW_PASSWORD}
    answer = browser.post("/join", data=form)
    assert answer.status_code == 303, answer.text
    return browser


def token_of(url: str) -> str:
    return parse_qs(urlsplit(url).query)["sig"][0]


def invite(browser: httpx.Client, roles: list[str], **more: str) -> tuple[str, str]:
    """Name and link of somebody invited on the page."""
    user = unique("person").lower() + "@mill.example"
    form = {"user": user, "name": "Somebody", "language": "en", "roles": roles, **more}
    answer = browser.post("/people/invitations", data=form)
    assert answer.status_code == 201, answer.text
    found = re.search(r'value="([^"]*/join\?sig=[^"]*)"', answer.text)
    assert found
    return user, found[1]


def history(portal: PortalProcess, action: str) -> list[dict[str, Any]]:
    with MongoClient[dict[str, Any]](portal.store_uri) as client:
        found = client[portal.database]["audit"].find({"organization_id": "mill", "action": action})
        return list(found.sort("_id", -1))


def eventually(check: Any) -> None:
    deadline = time.monotonic() + WITHIN_SECONDS
    while not check():
        assert time.monotonic() < deadline
        time.sleep(0.2)


def test_somebody_invited_joins_and_is_signed_in_in_their_language(
    portal: PortalProcess, chief: httpx.Client
) -> None:
    user, link = invite(chief, ["supplier_editor"])
    assert user in chief.get("/people").text
    browser = joined(portal, link, "王小明", "zh-CN")
    page = browser.get("/")
    assert '<html lang="zh-CN">' in page.text
    assert "王小明" in page.text
    [created] = [one for one in history(portal, "person.created") if one["subjects"] == [user]]
    assert created["before"] is None
    assert created["after"]["roles"] == ["supplier_editor"]
    assert "sig" not in str(history(portal, "person.invited")[0])
    assert token_of(link) not in str(history(portal, "person.invited"))
    assert NEW_PASSWORD not in str(created)


def test_a_link_works_once(portal: PortalProcess, chief: httpx.Client) -> None:
    _user, link = invite(chief, ["supplier"])
    joined(portal, link, "First")
    again = httpx.get(f"{portal.url}/join", params={"sig": token_of(link)})
    assert again.status_code == 410


def test_a_revoked_and_a_replaced_link_open_nothing(
    portal: PortalProcess, chief: httpx.Client
) -> None:
    user, link = invite(chief, ["supplier"])
    identity = next(
        one["id"]
        for one in portal.program("operator")
        .get("/api/v1/invitations", params={"organization_id": "mill"})
        .json()["data"]
        if one["user"] == user
    )
    renewed = chief.post(f"/people/invitations/{identity}/renew")
    assert renewed.status_code == 201
    assert httpx.get(f"{portal.url}/join", params={"sig": token_of(link)}).status_code == 410
    newer = re.search(r'value="[^"]*sig=([^"]*)"', renewed.text)
    assert newer
    assert httpx.get(f"{portal.url}/join", params={"sig": newer[1]}).status_code == 200
    assert chief.post(f"/people/invitations/{identity}/revoke").status_code == 303
    assert httpx.get(f"{portal.url}/join", params={"sig": newer[1]}).status_code == 410


def test_an_old_link_opens_nothing(portal: PortalProcess, chief: httpx.Client) -> None:
    user, link = invite(chief, ["supplier"])
    with MongoClient[dict[str, Any]](portal.store_uri) as client:
        links = client[portal.database]["links"]
        stored = links.find_one({"user": user})
        assert stored is not None
        assert stored["expires_at"] - stored["made_at"] == timedelta(days=7)
        assert token_of(link) not in str(stored)
        links.update_one({"user": user}, {"$set": {"expires_at": datetime.now(UTC)}})
    assert httpx.get(f"{portal.url}/join", params={"sig": token_of(link)}).status_code == 410


@pytest.mark.parametrize(
    ("password", "code"),
    [
        ("too short", "Use at least 12 characters"),
        ("password1234", "among the first"),
        ("aaaaaaaaaaaaaaaa", "among the first"),
        ("{user}", "Leave out the user name"),
        ("Jiangnan Mill1", "Leave out the user name"),
    ],
)
def test_a_password_that_would_be_guessed_is_refused(
    portal: PortalProcess, chief: httpx.Client, password: str, code: str
) -> None:
    user, link = invite(chief, ["supplier"])
    form = {
        "sig": token_of(link),
        "name": "X",
        "language": "en",
        "password": password.format(user=user),
    }
    answer = httpx.post(
        f"{portal.url}/join",
        data=form,
        headers={"origin": portal.url, "accept": "text/html", "accept-language": "en"},
    )
    assert answer.status_code == 422
    assert code in answer.text


def test_an_organizations_administrator_reaches_its_own_people_only(
    portal: PortalProcess, chief: httpx.Client
) -> None:
    assert chief.get("/people", params={"organization_id": "foundry"}).status_code == 403
    other = {"user": "x@foundry.example", "name": "X", "language": "en", "roles": "supplier"}
    refused = chief.post("/people/invitations", params={"organization_id": "foundry"}, data=other)
    assert refused.status_code == 403
    for role in ("administrator", "buyer", "verifier"):
        more = {**other, "roles": role}
        assert chief.post("/people/invitations", data=more).status_code == 422
    hidden = chief.get("/people/edit", params={"user": "foundry@example.com"})
    assert hidden.status_code == 404


def test_a_supplier_without_the_role_manages_nobody(portal: PortalProcess) -> None:
    assert portal.browser("mill").get("/people").status_code == 403
    assert portal.program("mill").get("/api/v1/members").status_code == 403
    named = portal.program("mill").get("/api/v1/organizations/foundry/members")
    assert named.status_code == 403


def test_deactivating_somebody_ends_the_session_at_once(
    portal: PortalProcess, chief: httpx.Client
) -> None:
    user, link = invite(chief, ["supplier"])
    browser = joined(portal, link, "Leaver")
    assert browser.get("/").status_code == 200
    chief.post("/people/active", data={"user": user, "active": "false"})
    assert browser.get("/").status_code == 303
    published = httpx.get(f"{portal.url}/auth/ended-sessions")
    assert published.json()["generations"][member_key(f"person:{user}")] >= 1
    assert user not in published.text, "anybody may read it, and nobody's name"
    refused = browser.post("/sign-in", data={"user": user, "password": NEW_PASSWORD})
    assert refused.status_code == 401
    chief.post("/people/active", data={"user": user, "active": "true"})
    assert (
        browser.post("/sign-in", data={"user": user, "password": NEW_PASSWORD}).status_code == 303
    )
    changes = [one for one in history(portal, "person.changed") if one["subjects"] == [user]]
    assert [(one["before"]["active"], one["after"]["active"]) for one in changes] == [
        (False, True),
        (True, False),
    ]


def test_a_changed_role_counts_at_once(portal: PortalProcess, chief: httpx.Client) -> None:
    user, link = invite(chief, ["supplier_approver"])
    browser = joined(portal, link, "Promoted")
    form = {"name": "Promoted", "roles": ["supplier_editor"], "language": ""}
    assert chief.post("/people/edit", params={"user": user}, data=form).status_code == 303
    eventually(lambda: browser.get("/").status_code == 303)


def test_nobody_shuts_the_door_behind_which_they_stand(
    portal: PortalProcess, chief: httpx.Client
) -> None:
    own = next(
        one["id"]
        for one in portal.program("operator")
        .get("/api/v1/members", params={"organization_id": "mill"})
        .json()["data"]
        if one["name"] == "Chief of the mill"
    )
    refused = chief.post("/people/active", data={"user": own, "active": "false"})
    assert refused.status_code == 409


def test_a_reset_link_sets_a_new_password_and_ends_the_old_sessions(
    portal: PortalProcess, chief: httpx.Client
) -> None:
    user, link = invite(chief, ["supplier"])
    browser = joined(portal, link, "Forgetful")
    shown = chief.post("/people/reset", data={"user": user})
    found = re.search(r'value="[^"]*sig=([^"]*)"', shown.text)
    assert found
    fresh = httpx.Client(base_url=portal.url, headers={"origin": portal.url, "accept": "text/html"})
    form = {"sig": found[1], "name": "Forgetful", "password": "another iron lantern glows"}
    assert fresh.post("/join", data=form).status_code == 303
    assert fresh.get("/").status_code == 200
    assert browser.get("/").status_code == 303
    again = {"user": user, "password": NEW_PASSWORD}
    assert browser.post("/sign-in", data=again).status_code == 401


def test_the_own_account_changes_language_password_and_sessions(
    portal: PortalProcess, chief: httpx.Client
) -> None:
    user, link = invite(chief, ["supplier"])
    here = joined(portal, link, "Traveller")
    there = httpx.Client(base_url=portal.url, headers=here.headers, timeout=60)
    there.post("/sign-in", data={"user": user, "password": NEW_PASSWORD})
    assert there.get("/account").status_code == 200

    saved = here.post("/account", data={"name": "Traveller", "language": "zh-CN"})
    assert saved.status_code == 303
    assert '<html lang="zh-CN">' in here.get("/account").text
    newly = httpx.Client(base_url=portal.url, headers=here.headers, timeout=60)
    newly.post("/sign-in", data={"user": user, "password": NEW_PASSWORD})
    assert '<html lang="zh-CN">' in newly.get("/").text, "the account's language follows its owner"

    wrong = {"present": "not this one at all", "password": "a lantern of green copper"}
    assert here.post("/account/password", data=wrong).status_code == 422
    right = {**wrong, "present": NEW_PASSWORD}
    assert here.post("/account/password", data=right).status_code == 303
    assert here.get("/account").status_code == 200
    assert there.get("/account").status_code == 303

    there.post("/sign-in", data={"user": user, "password": right["password"]})
    assert there.get("/account").status_code == 200
    assert here.post("/account/end-sessions").status_code == 303
    assert here.get("/account").status_code == 200
    assert there.get("/account").status_code == 303


def test_people_are_managed_through_the_api_too(portal: PortalProcess) -> None:
    operator = portal.program("operator")
    of_mill = {"organization_id": "mill"}
    user = unique("api").lower() + "@mill.example"
    stated = {"user": user, "name": "By API", "roles": ["supplier_editor"]}
    invited = operator.post("/api/v1/invitations", params=of_mill, json=stated)
    assert invited.status_code == 201
    joined(portal, invited.json()["url"], "By API")
    changed = operator.patch(
        f"/api/v1/members/{user}", params=of_mill, json={"roles": ["supplier_approver"]}
    )
    assert changed.json()["roles"] == ["supplier_approver"]
    reset = operator.post(f"/api/v1/members/{user}/reset", params=of_mill)
    assert "/join?sig=" in reset.json()["url"]
    listed = operator.get("/api/v1/members", params=of_mill).json()["data"]
    assert next(one for one in listed if one["id"] == user)["last_used"] is None
    taken = operator.post("/api/v1/invitations", params=of_mill, json=stated)
    assert taken.status_code == 409


@pytest.fixture(scope="module")
def second(portal: PortalProcess) -> Iterator[PortalProcess]:
    """Another process of the same portal."""
    process = PortalProcess(portal.store_uri, portal.database, portal.directory)
    process.start()
    yield process
    process.stop()


def test_sessions_end_and_guesses_count_in_every_process(
    portal: PortalProcess, second: PortalProcess, chief: httpx.Client
) -> None:
    user, link = invite(chief, ["supplier"])
    browser = joined(portal, link, "Everywhere")
    elsewhere = httpx.Client(base_url=second.url, headers={"accept": "text/html"})
    elsewhere.cookies.set("tierzero_session", browser.cookies["tierzero_session"])
    assert elsewhere.get("/").status_code == 200
    chief.post("/people/active", data={"user": user, "active": "false"})
    eventually(lambda: elsewhere.get("/").status_code == 303)

    def guess(process: PortalProcess) -> int:
        form = {"user": "guessed@example.com", "password": PASSWORD}
        return httpx.post(f"{process.url}/sign-in", data=form).status_code

    answers = [guess((portal, second)[number % 2]) for number in range(12)]
    assert answers == [401] * 10 + [429] * 2
