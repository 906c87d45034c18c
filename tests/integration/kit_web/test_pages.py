"""Pages work for people: forms, languages, messages, files."""

import base64
import re

import httpx
import pytest
from tests_support import BASE, Token

PAGE = {"Accept": "text/html"}
OWN = {"Origin": BASE, **PAGE}


@pytest.fixture
def buyer(client: httpx.AsyncClient, token: Token) -> httpx.AsyncClient:
    client.cookies.set("tierzero_session", token("buyer"))
    return client


async def test_a_wrong_form_comes_back_with_what_was_typed_and_why(
    buyer: httpx.AsyncClient,
) -> None:
    form = {"name": "<b>Bracket</b>", "amount": "-3"}
    answer = await buyer.post("/things/new", data=form, headers=OWN)
    assert answer.status_code == 422
    assert "&lt;b&gt;Bracket&lt;/b&gt;" in answer.text
    assert "<b>Bracket" not in answer.text
    field = re.search(r'<input[^>]*id="field-amount"[^>]*>', answer.text)
    assert field
    assert 'aria-invalid="true"' in field[0]
    assert "field-amount-error" in field[0]
    assert "Must be more than 0." in answer.text


async def test_a_saved_form_leads_on_with_a_message_shown_once(buyer: httpx.AsyncClient) -> None:
    answer = await buyer.post("/things/new", data={"name": "Bracket", "amount": "2"}, headers=OWN)
    assert (answer.status_code, answer.headers["location"]) == (303, "/")
    assert "The limit is set." in (await buyer.get("/", headers=PAGE)).text
    assert "The limit is set." not in (await buyer.get("/", headers=PAGE)).text


async def test_a_damaged_message_cookie_is_ignored(client: httpx.AsyncClient) -> None:
    for value in ("%%%", "W10=", "bnVsbA==", base64.b64encode(b"[" * 2_500).decode()):
        client.cookies.set("tierzero_flash", value, domain="127.0.0.1")
        assert (await client.get("/", headers=PAGE)).status_code == 200


async def test_the_language_switch_is_remembered(client: httpx.AsyncClient) -> None:
    assert 'lang="en"' in (await client.get("/", headers=PAGE)).text
    form = {"language": "zh-CN", "next": "/things/new"}
    answer = await client.post("/language", data=form, headers=OWN)
    assert (answer.status_code, answer.headers["location"]) == (303, "/things/new")
    assert 'lang="zh-CN"' in (await client.get("/", headers=PAGE)).text


async def test_the_language_switch_leads_to_no_foreign_site(client: httpx.AsyncClient) -> None:
    form = {"language": "xx", "next": "https://evil.example/"}
    answer = await client.post("/language", data=form, headers=OWN)
    assert answer.headers["location"] == "/"
    assert "set-cookie" not in answer.headers


async def test_the_account_s_language_counts_where_no_cookie_does(
    client: httpx.AsyncClient, token: Token
) -> None:
    client.cookies.set("tierzero_session", token("buyer", language="zh-CN"))
    assert 'lang="zh-CN"' in (await client.get("/", headers=PAGE)).text


async def test_navigation_shows_what_the_role_can_use(
    client: httpx.AsyncClient, token: Token
) -> None:
    assert 'href="/things"' not in (await client.get("/", headers=PAGE)).text
    client.cookies.set("tierzero_session", token("buyer"))
    answer = await client.get("/things", headers=PAGE)
    assert re.search(r'href="/things" aria-current="page"', answer.text)
    assert "Supplier portal" not in answer.text


async def test_no_page_needs_inline_scripts_or_styles(buyer: httpx.AsyncClient) -> None:
    for path in ("/", "/things", "/things/new", "/docs", "/nothing"):
        answer = await buyer.get(path, headers=PAGE)
        assert "unsafe-inline" not in answer.headers["content-security-policy"]
        assert not re.search(r"<script(?![^>]*(src=|application/json))", answer.text)
        assert not re.search(r'\s(style|on[a-z]+)="', answer.text)


async def test_figures_of_a_chart_stand_in_a_table(client: httpx.AsyncClient) -> None:
    text = (await client.get("/", headers=PAGE)).text
    assert '<th scope="row">2026</th><td class="number">74</td>' in text
    assert 'data-figure="progress"' in text


async def test_static_files_are_kept_for_ever_under_their_fingerprint(
    client: httpx.AsyncClient,
) -> None:
    text = (await client.get("/", headers=PAGE)).text
    address = re.search(r'href="(/static/tierzero\.css\?v=[0-9a-f]{12})"', text)
    assert address
    assert "immutable" in (await client.get(address[1])).headers["cache-control"]
    other = await client.get("/static/tierzero.css?v=000000000000")
    assert "immutable" not in other.headers["cache-control"]
    plotly = await client.get("/static/vendor/plotly.min.js", headers={"Accept-Encoding": "gzip"})
    assert plotly.headers["content-encoding"] == "gzip"
    assert "plotly.js v" in plotly.text[:200]


async def test_pages_are_kept_by_no_cache(client: httpx.AsyncClient) -> None:
    assert (await client.get("/", headers=PAGE)).headers["cache-control"] == "no-store"


async def test_the_reference_shows_routes_and_fields(client: httpx.AsyncClient) -> None:
    text = (await client.get("/docs", headers=PAGE)).text
    assert "<code>/api/things</code>" in text
    assert "<code>amount</code>" in text
