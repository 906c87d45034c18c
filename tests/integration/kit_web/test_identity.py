"""Who may see what, in pages and in the API."""

from datetime import timedelta
from urllib.parse import parse_qs, urlsplit

import httpx
from tests_support import BASE, NOW, Token

PAGE = {"Accept": "text/html"}


def signed_in(client: httpx.AsyncClient, token: str) -> httpx.AsyncClient:
    client.cookies.set("tierzero_session", token)
    return client


async def test_a_page_sends_strangers_to_sign_in_and_back(client: httpx.AsyncClient) -> None:
    answer = await client.get("/things?page=2", headers=PAGE)
    target = urlsplit(answer.headers["location"])
    assert answer.status_code == 303
    assert f"{target.scheme}://{target.netloc}{target.path}" == "http://127.0.0.1:8401/sign-in"
    assert parse_qs(target.query)["next"] == [f"{BASE}/things?page=2"]


async def test_an_expired_session_is_no_session(client: httpx.AsyncClient, token: Token) -> None:
    old = token("buyer", now=NOW - timedelta(days=1))
    answer = await signed_in(client, old).get("/things", headers=PAGE)
    assert answer.status_code == 303


async def test_an_invalid_bearer_token_is_an_error_even_where_none_is_needed(
    client: httpx.AsyncClient,
) -> None:
    answer = await client.get("/", headers={"Authorization": "Bearer x.y.z"})
    assert (answer.status_code, answer.json()["code"]) == (401, "token-invalid")
    assert answer.headers["www-authenticate"].startswith("Bearer")


async def test_roles_open_pages(client: httpx.AsyncClient, token: Token) -> None:
    answer = await signed_in(client, token("supplier")).get("/things", headers=PAGE)
    assert answer.status_code == 403
    answer = await signed_in(client, token("supplier", "buyer")).get("/things", headers=PAGE)
    assert answer.status_code == 200


async def test_scopes_open_the_api(client: httpx.AsyncClient, token: Token) -> None:
    thing = {"name": "Housing", "amount": "1"}
    for roles, status in ((["supplier"], 403), (["buyer"], 201)):
        headers = {"Authorization": f"Bearer {token(*roles)}"}
        answer = await client.post("/api/things", json=thing, headers=headers)
        assert answer.status_code == status


async def test_a_bearer_token_stands_alone_beside_a_cookie(
    client: httpx.AsyncClient, token: Token
) -> None:
    signed_in(client, token("buyer"))
    headers = {"Authorization": f"Bearer {token('supplier')}"}
    answer = await client.post("/api/things", json={}, headers=headers)
    assert answer.status_code == 403


async def test_another_site_cannot_post_with_a_visitor_s_session(
    client: httpx.AsyncClient, token: Token
) -> None:
    signed_in(client, token("buyer"))
    form = {"name": "Bracket", "amount": "1"}
    forged = {"Origin": "https://evil.example", "Sec-Fetch-Site": "cross-site", **PAGE}
    answer = await client.post("/things/new", data=form, headers=forged)
    assert answer.status_code == 403
    assert "script-src" in answer.headers["content-security-policy"]
    own = {"Origin": BASE, "Sec-Fetch-Site": "same-origin", **PAGE}
    answer = await client.post("/things/new", data=form, headers=own)
    assert answer.status_code == 303
