"""API clients: made, rotated with an overlap, revoked."""

import re
from datetime import UTC, datetime, timedelta
from typing import Any

import httpx
import pytest
from pymongo import MongoClient

from tierzero.identity import scopes_of

from .documents import unique
from .portal_process import SECRET, PortalProcess

OF_MILL = {"organization_id": "mill"}


def token(portal: PortalProcess, client_id: str, secret: str) -> httpx.Response:
    return httpx.post(
        f"{portal.url}/auth/token",
        auth=(client_id, secret),
        data={"grant_type": "client_credentials"},
    )


def made(portal: PortalProcess, **stated: Any) -> dict[str, Any]:
    """A client of the mill, made by the operator."""
    content = {"client_id": unique("erp"), "organization_id": "mill", **stated}
    answer = portal.program("operator").post("/api/v1/api-clients", json=content)
    assert answer.status_code == 201, answer.text
    return answer.json()


def test_a_secret_is_made_here_and_shown_once(portal: PortalProcess) -> None:
    client = made(portal, scopes=["products:read", "footprints:read"])
    granted = token(portal, client["id"], client["client_secret"])
    assert granted.json()["scope"].split() == ["products:read", "footprints:read"]
    listed = portal.program("operator").get("/api/v1/api-clients", params=OF_MILL)
    assert client["client_secret"] not in listed.text
    with MongoClient[dict[str, Any]](portal.store_uri) as store:
        for collection in ("audit", "credentials", "members"):
            assert client["client_secret"] not in str(
                list(store[portal.database][collection].find())
            )


def test_a_program_may_no_more_than_its_organization(portal: PortalProcess) -> None:
    inherited = made(portal)
    assert inherited["scopes"] == list(scopes_of(["supplier"]))
    operator = portal.program("operator")
    browser_scopes = {"client_id": unique("erp"), "organization_id": "mill"}
    unknown = operator.post("/api/v1/api-clients", json={**browser_scopes, "scopes": ["fly"]})
    assert unknown.status_code == 422


def test_both_secrets_work_until_the_old_one_ends(portal: PortalProcess) -> None:
    client = made(portal)
    operator, identity = portal.program("operator"), client["id"]
    rotated = operator.post(
        f"/api/v1/api-clients/{identity}/rotate", params=OF_MILL, json={"overlap_days": 30}
    )
    new = rotated.json()["client_secret"]
    assert token(portal, identity, client["client_secret"]).status_code == 200
    assert token(portal, identity, new).status_code == 200
    listed = operator.get("/api/v1/api-clients", params=OF_MILL).json()["data"]
    found = next(one for one in listed if one["id"] == identity)
    old, newest = found["secrets"]
    ends = datetime.fromisoformat(old["ends_at"])
    assert timedelta(days=29) < ends - datetime.now(UTC) <= timedelta(days=30)
    assert newest["ends_at"] is None
    assert found["last_used"]

    with MongoClient[dict[str, Any]](portal.store_uri) as store:
        credentials = store[portal.database]["credentials"]
        past = {"$set": {"secrets.0.ends_at": datetime.now(UTC)}}
        credentials.update_one({"_id": f"program:{identity}"}, past)
    assert token(portal, identity, client["client_secret"]).status_code == 401
    assert token(portal, identity, new).status_code == 200


def test_replacing_at_once_ends_the_old_secret_and_its_tokens(portal: PortalProcess) -> None:
    client = made(portal)
    old = token(portal, client["id"], client["client_secret"]).json()["access_token"]
    path = f"/api/v1/api-clients/{client['id']}/rotate"
    portal.program("operator").post(path, params=OF_MILL, json={"overlap_days": 0})
    assert token(portal, client["id"], client["client_secret"]).status_code == 401
    ended(portal, old)


def test_a_revoked_client_gets_no_token_and_loses_those_it_has(portal: PortalProcess) -> None:
    client = made(portal)
    bearer = token(portal, client["id"], client["client_secret"]).json()["access_token"]
    headers = {"authorization": f"Bearer {bearer}"}
    assert httpx.get(f"{portal.url}/api/v1/products", headers=headers).status_code == 200
    operator = portal.program("operator")
    revoked = operator.delete(f"/api/v1/api-clients/{client['id']}", params=OF_MILL)
    assert revoked.json()["active"] is False
    assert token(portal, client["id"], client["client_secret"]).status_code == 401
    ended(portal, bearer)
    path = f"/api/v1/api-clients/{client['id']}/rotate"
    assert operator.post(path, params=OF_MILL, json={}).status_code == 409


def ended(portal: PortalProcess, bearer: str) -> None:
    """The token is refused as soon as the list has been read again."""
    from .test_people import eventually

    headers = {"authorization": f"Bearer {bearer}"}

    def refused() -> bool:
        answer = httpx.get(f"{portal.url}/api/v1/products", headers=headers)
        return answer.status_code == 401 and answer.json()["code"] == "session-ended"

    eventually(refused)


def test_secrets_that_were_entered_before_still_work(portal: PortalProcess) -> None:
    """Credentials of earlier releases hold one hash and nothing else."""
    with MongoClient[dict[str, Any]](portal.store_uri) as store:
        credentials = store[portal.database]["credentials"]
        stored = credentials.find_one({"_id": "program:foundry-program"})
        assert stored is not None
        before = {"$set": {"secret_hash": stored["secrets"][0]["hash"]}, "$unset": {"secrets": 1}}
        credentials.update_one({"_id": "program:foundry-program"}, before)
    assert token(portal, "foundry-program", SECRET).status_code == 200


@pytest.mark.parametrize("language", ["en", "zh-CN"])
def test_the_page_makes_rotates_and_revokes(portal: PortalProcess, language: str) -> None:
    browser = portal.browser("operator")
    browser.cookies.set("tierzero_language", language)
    identity = unique("page")
    at = {"organization_id": "mill"}
    form = {"client_id": identity, "scopes": ["products:read", "products:write"]}
    shown = browser.post("/api-clients", params=at, data=form)
    assert shown.status_code == 201
    secret = re.search(r'id="secret"[^>]*value="([^"]+)"', shown.text)
    assert secret
    assert token(portal, identity, secret[1]).status_code == 200
    assert secret[1] not in browser.get("/api-clients", params=at).text
    again = browser.post("/api-clients", params=at, data=form)
    assert again.status_code == 422
    rotated = browser.post(f"/api-clients/{identity}/rotate", params=at, data={"overlap_days": 7})
    assert rotated.status_code == 201
    revoked = browser.post(f"/api-clients/{identity}/revoke", params=at)
    assert revoked.status_code == 303
    assert token(portal, identity, secret[1]).status_code == 401
