"""Nobody is sent to, or acted for from, a foreign site."""

from urllib.parse import urlsplit

import pytest
from hypothesis import given
from hypothesis import strategies as st
from starlette.datastructures import Headers

from tierzero.identity import refuse_forged, safe_target
from tierzero.identity.origins import Origins, origin_of, origins_of
from tierzero.problems import Problem
from tierzero.settings import Settings

ORIGINS = origins_of(Settings(service="procurement"))


@pytest.mark.parametrize(
    "url",
    [
        "https://evil.example/",
        "//evil.example",
        "/\\evil.example",
        "\\\\evil.example",
        "/\t/evil.example",
        "/\n/evil.example",
        "http://127.0.0.1:8401@evil.example/",
        "http://127.0.0.1:8401.evil.example/",
        "http://127.0.0.1:84011/",
        "http://user@127.0.0.1:8401/",
        "http://127.0.0.1:8401\\@evil.example/",
        "http://127.0.0.1:notaport/",
        "javascript:alert(1)",
        "data:text/html,x",
        "https:evil.example",
        "",
        " /x",
    ],
)
def test_a_foreign_target_becomes_the_start_page(url: str) -> None:
    assert safe_target(ORIGINS, url) == "/"


@pytest.mark.parametrize(
    "url", ["/", "/limits?page=2", "/产品", "http://127.0.0.1:8403/progress?year=2026"]
)
def test_an_own_page_is_kept(url: str) -> None:
    assert safe_target(ORIGINS, url) == url


@given(st.text(alphabet="/\\:@.?#ahtp127x\t\n%é ", max_size=30))
def test_whatever_is_asked_for_stays_on_own_origins(url: str) -> None:
    target = safe_target(ORIGINS, url)
    host = urlsplit(target.replace("\\", "/")).netloc
    assert not host or origin_of(target) in ORIGINS.trusted


def is_refused(method: str = "POST", *, session: bool = True, **headers: str) -> bool:
    sent = Headers({name.replace("_", "-"): value for name, value in headers.items()})
    try:
        refuse_forged(method, sent, session, ORIGINS)
    except Problem as problem:
        return (problem.status, problem.code) == (403, "cross-site-request")
    return False


def test_own_pages_and_programs_may_change_things() -> None:
    assert not is_refused(sec_fetch_site="same-origin")
    assert not is_refused(sec_fetch_site="same-site", origin="http://127.0.0.1:8401")
    assert not is_refused(origin="http://127.0.0.1:8403")
    assert not is_refused(origin="https://app.example", host="app.example")
    assert not is_refused(session=False)
    assert not is_refused(authorization="Bearer x", origin="https://evil.example")
    assert not is_refused("GET", sec_fetch_site="cross-site")


def test_other_sites_may_not() -> None:
    assert is_refused(sec_fetch_site="cross-site", origin="https://evil.example")
    assert is_refused(sec_fetch_site="cross-site", origin="null")
    assert is_refused(sec_fetch_site="same-site", origin="http://127.0.0.1:9999")
    assert is_refused(origin="https://evil.example", host="app.example")
    assert is_refused(origin="https://evil.example", session=False)
    assert is_refused(session=True)
    assert is_refused("DELETE", sec_fetch_site="cross-site")


def test_each_service_knows_its_own_address() -> None:
    assert Origins("http://127.0.0.1:8401", "http://127.0.0.1:8402", ORIGINS.trusted) == ORIGINS
