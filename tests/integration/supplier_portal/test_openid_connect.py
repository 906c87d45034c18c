"""Signing in at a provider: what lets people in, and each thing that must not."""

import json
import subprocess
import sys
import time
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any
from urllib.parse import parse_qs, urlsplit

import httpx
import pytest

from tests.serving import free_port

from . import openid_provider
from .portal_process import PASSWORD, PortalProcess

ENGINEER = {"sub": "subject-1", "email": "mill@example.com", "email_verified": True}


@pytest.fixture(scope="module")
def issuer() -> Iterator[str]:
    """A provider in a process of its own."""
    port = free_port()
    command = [sys.executable, str(Path(openid_provider.__file__)), str(port)]
    process = subprocess.Popen(command)
    url = f"http://127.0.0.1:{port}"
    deadline = time.monotonic() + 60
    while True:
        try:
            httpx.get(f"{url}/keys")
            break
        except httpx.ConnectError:
            assert time.monotonic() < deadline, "the provider did not start"
            time.sleep(0.1)
    yield url
    process.terminate()
    process.wait(timeout=20)


@pytest.fixture(scope="module")
def portal_of(
    issuer: str, portal: PortalProcess, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[Any]:
    """Starts a process of the shared portal with settings of its own, once for each."""
    running: dict[str, PortalProcess] = {}

    def start(**settings: str) -> PortalProcess:
        key = json.dumps(settings, sort_keys=True)
        if key not in running:
            process = PortalProcess(portal.store_uri, portal.database, portal.directory)
            process.settings = {
                "TIERZERO_OIDC_ISSUER": issuer,
                "TIERZERO_OIDC_CLIENT_ID": openid_provider.CLIENT,
                "TIERZERO_OIDC_CLIENT_SECRET": openid_provider.SECRET,
                **settings,
            }
            process.start()
            running[key] = process
        return running[key]

    yield start
    for process in running.values():
        process.stop()


@pytest.fixture
def plain(portal_of: Any) -> PortalProcess:
    """A portal that knows the provider and refuses strangers."""
    return portal_of()


def browser_at(portal: PortalProcess) -> httpx.Client:
    headers = {"accept": "text/html", "accept-language": "en"}
    return httpx.Client(base_url=portal.url, headers=headers, timeout=60)


def sent_to_provider(browser: httpx.Client, next_: str = "") -> str:
    """Where the portal sends the browser."""
    answer = browser.get("/auth/oidc/start", params={"next": next_})
    assert answer.status_code == 303, answer.text
    return answer.headers["location"]


def return_address(url: str, claims: Mapping[str, Any], fault: str = "") -> str:
    """Where the provider sends the browser back to, as path and query."""
    said = {"claims": json.dumps(claims), "fault": fault}
    answer = httpx.get(str(httpx.URL(url).copy_merge_params(said)))
    parts = urlsplit(answer.headers["location"])
    return f"{parts.path}?{parts.query}"


def signs_in(portal: PortalProcess, claims: Mapping[str, Any], fault: str = "") -> httpx.Response:
    browser = browser_at(portal)
    return browser.get(return_address(sent_to_provider(browser), claims, fault))


def test_a_known_user_comes_in_and_lands_where_they_wanted_to(plain: PortalProcess) -> None:
    browser = browser_at(plain)
    assert "/auth/oidc/start" in browser.get("/sign-in").text
    url = sent_to_provider(browser, "/products")
    asked = parse_qs(urlsplit(url).query)
    assert asked["code_challenge_method"] == ["S256"]
    assert asked["scope"] == ["openid profile email"]
    answer = browser.get(return_address(url, ENGINEER))
    assert (answer.status_code, answer.headers["location"]) == (303, "/products")
    assert "Engineer of mill" in browser.get("/").text


def test_the_subject_counts_once_it_is_known_whatever_the_address(plain: PortalProcess) -> None:
    assert signs_in(plain, ENGINEER).status_code == 303
    moved = {**ENGINEER, "email": "foundry@example.com"}
    browser = browser_at(plain)
    browser.get(return_address(sent_to_provider(browser), moved))
    assert "Engineer of mill" in browser.get("/").text


@pytest.mark.parametrize("fault", ["nonce", "aud", "expired", "issuer", "key"])
def test_a_token_that_proves_nothing_lets_nobody_in(plain: PortalProcess, fault: str) -> None:
    answer = signs_in(plain, ENGINEER, fault)
    assert answer.status_code == 401
    assert "tierzero_session" not in answer.cookies
    assert "Signing in there did not work" in answer.text


def test_a_state_that_nobody_made_or_that_was_used_lets_nobody_in(plain: PortalProcess) -> None:
    browser = browser_at(plain)
    address = return_address(sent_to_provider(browser), ENGINEER)
    made_up = httpx.URL(address).copy_set_param("state", "made up")
    assert browser.get(str(made_up)).status_code == 401
    assert browser.get(address).status_code == 303
    assert browser.get(address).status_code == 401


def test_another_browser_cannot_finish_the_sign_in(plain: PortalProcess) -> None:
    address = return_address(sent_to_provider(browser_at(plain)), ENGINEER)
    victim = browser_at(plain)
    assert victim.get(address).status_code == 401
    assert "tierzero_session" not in victim.cookies


def test_the_code_is_worth_nothing_with_another_verifier(plain: PortalProcess) -> None:
    """The provider itself checks PKCE: a code of one sign-in does not fit another."""
    first, second = browser_at(plain), browser_at(plain)
    stolen = httpx.URL(return_address(sent_to_provider(first), ENGINEER)).params["code"]
    own = httpx.URL(return_address(sent_to_provider(second), ENGINEER))
    assert second.get(str(own.copy_set_param("code", stolen))).status_code == 401


def test_an_address_that_is_not_verified_is_nobodys(plain: PortalProcess) -> None:
    claims = {"sub": "imposter", "email": "foundry@example.com", "email_verified": False}
    assert signs_in(plain, claims).status_code == 401


def test_unknown_people_are_refused_and_told_whom_to_ask(plain: PortalProcess) -> None:
    claims = {"sub": "stranger", "email": "stranger@mill.example", "email_verified": True}
    answer = signs_in(plain, claims)
    assert answer.status_code == 401
    assert "You have no account here yet" in answer.text


def test_a_deactivated_user_is_refused(plain: PortalProcess) -> None:
    operator = plain.program("operator")
    user = "leaver-of-foundry@example.com"
    entered = {"user": user, "organization_id": "foundry", "name": "L", "roles": ["supplier"]}
    assert operator.post("/api/v1/users", json=entered).status_code == 201
    claims = {"sub": "leaver", "email": user, "email_verified": True}
    assert signs_in(plain, claims).status_code == 303
    off = operator.patch(
        f"/api/v1/members/{user}", params={"organization_id": "foundry"}, json={"active": False}
    )
    assert off.status_code == 200, off.text
    assert signs_in(plain, claims).status_code == 401


def test_where_the_settings_say_so_people_come_in_just_in_time(portal_of: Any) -> None:
    generous = portal_of(
        TIERZERO_OIDC_PROVISION='["supplier_editor"]',
        TIERZERO_OIDC_ORGANIZATIONS='{"mill.example": "mill"}',
        TIERZERO_OIDC_DOMAINS='["mill.example", "elsewhere.example"]',
        TIERZERO_PASSWORDS="false",
    )
    claims = {
        "sub": "newcomer",
        "email": "Newcomer@mill.example",
        "email_verified": True,
        "name": "王小明",
        "locale": "zh-CN",
    }
    browser = browser_at(generous)
    browser.get(return_address(sent_to_provider(browser), claims))
    page = browser.get("/").text
    assert "王小明" in page
    assert '<html lang="zh-CN">' in page
    members = generous.program("operator").get("/api/v1/members?organization_id=mill").json()
    found = next(one for one in members["data"] if one["id"] == "newcomer@mill.example")
    assert found["roles"] == ["supplier_editor"]

    homeless = {**claims, "sub": "homeless", "email": "x@elsewhere.example"}
    assert signs_in(generous, homeless).status_code == 401
    foreign = {**claims, "sub": "foreign", "email": "x@foreign.example"}
    assert signs_in(generous, foreign).status_code == 401

    assert 'name="password"' not in browser_at(generous).get("/sign-in").text
    form = {"user": "mill@example.com", "password": PASSWORD}
    assert httpx.post(f"{generous.url}/sign-in", data=form).status_code == 404


def test_without_a_provider_there_is_no_such_route(portal: PortalProcess) -> None:
    assert httpx.get(f"{portal.url}/auth/oidc/start").status_code == 404
    assert "/auth/oidc" not in httpx.get(f"{portal.url}/sign-in").text
