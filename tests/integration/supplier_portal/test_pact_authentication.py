"""Tokens, and what is refused without one, over real HTTPS; plain HTTP gets nothing."""

import socket
import subprocess
import sys
from datetime import timedelta
from pathlib import Path
from urllib.parse import urlsplit

import httpx
import pytest

from tierzero.identity import Principal, issue_token, read_signing_key, utc_now

from .documents import unique
from .pact_process import PactProcess
from .portal_process import PortalProcess
from .test_people import eventually

CALLS = (
    ("GET", "/3/footprints"),
    ("GET", "/3/footprints/00000000-0000-0000-0000-000000000000"),
)


def call(pact: PactProcess, method: str, path: str, authorization: str) -> httpx.Response:
    headers = {"authorization": authorization} if authorization else {}
    return pact.anonymous().request(method, path, headers=headers)


def test_the_discovery_document_leads_to_the_token_endpoint(pact: PactProcess) -> None:
    document = pact.anonymous().get("/.well-known/openid-configuration").json()
    assert urlsplit(document["token_endpoint"]).path == "/auth/token"
    assert document["token_endpoint"].startswith("https://")


def test_credentials_become_a_token(pact: PactProcess) -> None:
    answer = pact.ask_for_token("factory-program")
    granted = answer.json()
    assert granted["access_token"]
    assert granted["token_type"].lower() == "bearer"
    assert granted["expires_in"] > 0
    assert answer.headers["cache-control"] == "no-store"


def test_wrong_credentials_are_refused_as_oauth_says(pact: PactProcess) -> None:
    refused = pact.ask_for_token("nobody", "nothing")
    assert refused.status_code == 401
    assert refused.json().keys() == {"error", "error_description"}
    assert refused.json()["error"] == "invalid_client"


@pytest.mark.parametrize(("method", "path"), CALLS)
def test_a_token_that_never_was_one_is_refused(pact: PactProcess, method: str, path: str) -> None:
    for authorization in ("Bearer very-invalid-access-token", "Basic YTpi", ""):
        answer = call(pact, method, path, authorization)
        assert answer.status_code == 401
        assert answer.json()["code"] == "BadRequest"
        assert answer.headers["www-authenticate"].startswith("Bearer")


@pytest.mark.parametrize(("method", "path"), CALLS)
def test_an_expired_token_says_so(
    portal: PortalProcess, pact: PactProcess, method: str, path: str
) -> None:
    key = read_signing_key(Path(portal.environment()["TIERZERO_SIGNING_KEY"]))
    partner = Principal("x", "factory", "x", ("partner",), ("footprints:read",))
    token = issue_token(
        key, partner, now=utc_now() - timedelta(hours=2), lifetime=timedelta(hours=1)
    )
    answer = call(pact, method, path, f"Bearer {token}")
    assert (answer.status_code, answer.json()["code"]) == (401, "TokenExpired")


def test_a_revoked_client_loses_the_token_that_it_has(
    portal: PortalProcess, pact: PactProcess
) -> None:
    operator = portal.program("operator")
    stated = {"client_id": unique("partner-erp"), "organization_id": "factory"}
    client = operator.post("/api/v1/api-clients", json=stated).json()
    granted = pact.ask_for_token(client["id"], client["client_secret"]).json()
    bearer = f"Bearer {granted['access_token']}"
    assert call(pact, "GET", "/3/footprints", bearer).status_code == 200
    path = f"/api/v1/api-clients/{client['id']}"
    assert operator.delete(path, params={"organization_id": "factory"}).status_code == 200

    def refused() -> bool:
        answer = call(pact, "GET", "/3/footprints", bearer)
        return (answer.status_code, answer.json().get("code")) == (401, "TokenExpired")

    eventually(refused)


@pytest.mark.parametrize(("method", "path"), CALLS)
def test_a_client_without_the_permission_is_denied(
    portal: PortalProcess, pact: PactProcess, method: str, path: str
) -> None:
    key = read_signing_key(Path(portal.environment()["TIERZERO_SIGNING_KEY"]))
    reader = Principal("x", "factory", "x", ("partner",), ("progress:read",))
    token = issue_token(key, reader, now=utc_now(), lifetime=timedelta(hours=1))
    answer = call(pact, method, path, f"Bearer {token}")
    assert (answer.status_code, answer.json()["code"]) == (403, "AccessDenied")


def test_other_addresses_are_not_found_in_the_same_form(pact: PactProcess) -> None:
    answer = pact.partner("factory").get("/2/footprints")
    assert (answer.status_code, answer.json()["code"]) == (404, "NotFound")
    answer = pact.partner("factory").delete("/3/footprints")
    assert (answer.status_code, answer.json()["code"]) == (405, "BadRequest")


def test_plain_http_gets_no_answer(pact: PactProcess) -> None:
    address = urlsplit(pact.url)
    with pytest.raises(httpx.TransportError):
        httpx.post(f"http://{address.netloc}/auth/token", auth=("factory-program", "x"))
    with socket.create_connection((address.hostname, address.port), timeout=10) as plain:
        plain.sendall(b"GET /3/footprints HTTP/1.1\r\nHost: x\r\n\r\n")
        assert b"HTTP" not in plain.recv(100)


def test_a_client_that_does_not_trust_the_certificate_gets_nowhere(pact: PactProcess) -> None:
    with pytest.raises(httpx.ConnectError, match="CERTIFICATE_VERIFY_FAILED"):
        httpx.get(f"{pact.url}/.well-known/openid-configuration")


@pytest.mark.parametrize("missing", ["TIERZERO_TLS_CERTIFICATE", "TIERZERO_TLS_KEY"])
def test_without_a_certificate_it_does_not_start(pact: PactProcess, missing: str) -> None:
    told = {**pact.environment(), missing: "/nowhere.pem"}
    command = [sys.executable, "-m", "supplier_portal.pact_web"]
    ended = subprocess.run(
        command, env=told, capture_output=True, text=True, timeout=60, check=False
    )
    assert ended.returncode == 1
    assert missing in ended.stderr
