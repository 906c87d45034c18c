"""Every error has one form, for programs and for people, in their language."""

import re

import httpx
import pytest
from tests_support import Token

PAGE = {"Accept": "text/html,application/xhtml+xml"}
CHINESE = {"Accept-Language": "zh-CN,zh;q=0.9"}


def bearer(token: str) -> dict[str, str]:
    return {"Authorization": f"Bearer {token}"}


async def test_a_broken_field_is_named(client: httpx.AsyncClient, token: Token) -> None:
    answer = await client.post(
        "/api/things", json={"name": "a", "amount": "-1"}, headers=bearer(token("buyer"))
    )
    problem = answer.json()
    assert answer.status_code == 422
    assert answer.headers["content-type"] == "application/problem+json"
    assert (problem["type"], problem["code"]) == ("/problems/invalid-input", "invalid-input")
    assert [(e["path"], e["code"]) for e in problem["errors"]] == [
        ("name", "too-short"),
        ("amount", "too-small"),
    ]
    assert re.fullmatch(r"[0-9a-f]{32}", problem["trace_id"])


async def test_texts_follow_the_caller_and_codes_do_not(
    client: httpx.AsyncClient, token: Token
) -> None:
    headers = {**bearer(token("buyer")), **CHINESE}
    answer = await client.post("/api/things", json={"amount": "1"}, headers=headers)
    assert answer.json()["errors"] == [
        {"path": "name", "code": "required", "message": "此项必填。"}
    ]


@pytest.mark.parametrize(
    ("method", "path", "status", "code"),
    [
        ("GET", "/nothing", 404, "not-found"),
        ("DELETE", "/api/things", 405, "method-not-allowed"),
        ("GET", "/api/things?limit=many", 422, "invalid-input"),
        ("GET", "/api/broken", 500, "internal-error"),
        ("GET", "/static/../app.py", 404, "not-found"),
        ("GET", "/static/%2e%2e/%2e%2e/app.py", 404, "not-found"),
        ("POST", "/api/things", 401, "sign-in-required"),
    ],
)
async def test_programs_get_problem_documents(
    client: httpx.AsyncClient, method: str, path: str, status: int, code: str
) -> None:
    answer = await client.request(method, path)
    assert (answer.status_code, answer.json()["code"]) == (status, code)
    assert answer.headers["x-content-type-options"] == "nosniff"


async def test_an_unexpected_error_tells_nothing_of_the_inside(client: httpx.AsyncClient) -> None:
    for headers in ({}, PAGE):
        answer = await client.get("/api/broken", headers=headers)
        assert answer.status_code == 500
        assert "secret" not in answer.text
        assert "RuntimeError" not in answer.text
        assert "content-security-policy" in answer.headers


async def test_where_the_store_is_away_callers_are_told_to_come_again(
    client: httpx.AsyncClient,
) -> None:
    answer = await client.get("/api/storeless", headers=CHINESE)
    assert (answer.status_code, answer.json()["code"]) == (503, "unavailable")
    assert answer.headers["retry-after"] == "5"
    assert "secret" not in answer.text


async def test_people_get_a_page(client: httpx.AsyncClient) -> None:
    answer = await client.get("/nothing", headers={**PAGE, **CHINESE})
    assert answer.status_code == 404
    assert "未找到" in answer.text
    assert 'lang="zh-CN"' in answer.text


async def test_malformed_json_is_told_apart_from_wrong_values(
    client: httpx.AsyncClient, token: Token
) -> None:
    headers = {**bearer(token("buyer")), "Content-Type": "application/json"}
    answer = await client.post("/api/things", content=b'{"name": ', headers=headers)
    assert (answer.status_code, answer.json()["code"]) == (400, "malformed-json")


async def test_a_conflict_names_the_field(client: httpx.AsyncClient, token: Token) -> None:
    thing = {"name": "Bracket", "amount": "2.5"}
    for status in (201, 409):
        answer = await client.post("/api/things", json=thing, headers=bearer(token("buyer")))
        assert answer.status_code == status
    assert answer.json()["errors"][0]["path"] == "name"


async def test_too_large_a_body_is_refused_however_it_is_sent(
    client: httpx.AsyncClient, token: Token
) -> None:
    async def pieces():
        for _ in range(40):
            yield b"x" * (1 << 20)

    for content in (pieces(), b"x" * (33 << 20)):
        answer = await client.post("/api/things", content=content, headers=bearer(token("buyer")))
        assert answer.status_code == 413
        assert answer.json()["code"] == "content-too-large"
