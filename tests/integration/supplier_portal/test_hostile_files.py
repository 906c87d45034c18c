"""Files and forms that nobody means well with, sent to the routes and pages of the portal.

Footprints in files have tests of their own (`test_hostile_uploads`): sizes, bombs and encodings.
"""

import csv
import html
import io
from collections import defaultdict
from collections.abc import Iterator, Mapping
from pathlib import Path

import httpx
import pytest

from tests.hostile import (
    BODIES,
    FILES,
    SCRIPT,
    VALUES,
    Form,
    complaint,
    complaint_of_page,
    forms_of,
    stored,
    tables,
    typed_into,
)

from .documents import HEADINGS, add_product
from .portal_process import PortalProcess
from .routing import page_paths, routes

EVIDENCE = "/api/v1/evidence"
NO_FILES: Mapping[str, dict[str, str]] = {
    "no file": {},
    "a text for the file": {"file": "text"},
}


TABLES = ("columns without end", "a workbook of nothing", "a workbook that laughs")
"""Evidence is kept as it is and read by nobody here: these are tables, whatever stands in them."""


def of(content: bytes) -> dict[str, tuple[str, bytes]]:
    """The field of a form that holds a file with a hostile name."""
    return {"file": (f"{SCRIPT}../../a.csv", content)}


@pytest.fixture(scope="module")
def product(portal: PortalProcess) -> str:
    """A product that has a bill of materials and evidence."""
    return add_product(portal.program("mill"))["id"]


def headings_of(client: httpx.Client, path: str) -> list[str]:
    """The first line of a template."""
    answer = client.get(path)
    assert answer.status_code == 200, answer.text
    return next(csv.reader(io.StringIO(answer.content.decode("utf-8-sig"))))


def hostile(client: httpx.Client, product: str) -> Iterator[tuple[str, str, bytes]]:
    """(path, what it is, content) of each route that takes tables."""
    parts_path = f"/api/v1/products/{product}/bill-of-materials/parts"
    parts = headings_of(client, f"{parts_path}/template?kind=csv")
    for path, headings in (
        ("/api/v1/footprints/bulk", HEADINGS),
        (parts_path, parts),
    ):
        for what, content in (*FILES.items(), *tables(headings)):
            yield path, what, content


def state(portal: PortalProcess) -> dict[str, int]:
    """What the portal holds."""
    return stored(portal.store_uri, portal.database, {})


@pytest.mark.timeout(300)
def test_no_route_takes_or_breaks_on_a_file_that_is_none(
    portal: PortalProcess, product: str
) -> None:
    before, complaints = state(portal), list[str]()
    with portal.program("mill", language="zh-CN") as mill:
        for path, what, content in hostile(mill, product):
            answer = mill.post(path, files=of(content))
            complaints.append(complaint(answer, f"{path} {what}"))
        for what, content in FILES.items():
            answer = mill.post(f"{EVIDENCE}?kind=product&subject_id={product}", files=of(content))
            complaints.append("" if what in TABLES else complaint(answer, f"{EVIDENCE} {what}"))
        for path in ("/api/v1/footprints/bulk", f"{EVIDENCE}?kind=product&subject_id={product}"):
            for what, data in NO_FILES.items():
                complaints.append(complaint(mill.post(path, data=data), f"{path} {what}"))
                answer = mill.post(path, json={"file": "x"})
                complaints.append(complaint(answer, f"{path} as JSON"))
    assert [one for one in complaints if one] == []
    assert state(portal) == before


@pytest.mark.timeout(300)
def test_pages_show_hostile_files_as_text(portal: PortalProcess, product: str) -> None:
    browser, before, complaints = portal.browser("mill"), state(portal), list[str]()
    bill = f"/products/{product}/bill-of-materials/upload"
    amounts = {"output_amount": "1", "own_emissions": "1"}
    for path, address in (("/upload", "/upload/template.csv"), (bill, f"{bill}/template.csv")):
        for what, content in (*FILES.items(), *tables(headings_of(browser, address))):
            answer = browser.post(path, files=of(content), data=amounts)
            complaints.append(complaint_of_page(answer, f"{path} {what}"))
        complaints.append(complaint_of_page(browser.post(path, data=amounts), f"{path} no file"))
    for what, body in BODIES.items():
        sent = {"content": body.decode("latin-1")}
        answer = browser.post(f"{bill}/store", data=sent)
        complaints.append(complaint_of_page(answer, f"{bill}/store {what}"))
        assert answer.is_client_error, f"{what}: {answer.status_code}"
    assert [one for one in complaints if one] == []
    assert state(portal) == before


ASIDE = ("/language", "/sign-in", "/sign-out", "/account", "/organization", "/settings")
"""Forms that choose a language, change who is signed in, or describe the caller itself."""


@pytest.mark.timeout(300)
def test_forms_come_back_with_hostile_text_as_text(
    portal: PortalProcess, product: str, tmp_path: Path
) -> None:
    browser, complaints, seen = portal.browser("mill"), list[str](), set[Form]()
    known = {"product_id": product, "identity": product}
    for path in page_paths(routes(tmp_path)):
        page = browser.get(path.format_map(defaultdict(lambda: "none", known))).text
        seen |= {one for one in forms_of(page) if not one.action.startswith(ASIDE)}
    before = state(portal)
    for form in seen:
        for kind, data in typed_into(form):
            answer = browser.post(form.action, data=data)
            complaints.append(complaint_of_page(answer, f"{form.action} {kind}"))
    assert [one for one in complaints if one] == []
    assert len(seen) >= 5, f"the forms were not found: {seen}"
    assert state(portal) == before


@pytest.mark.parametrize("name", ["script", "formula"])
def test_what_is_text_is_shown_as_text(portal: PortalProcess, name: str) -> None:
    """A name may be anything; pages show it, and files hold it, as nothing but text."""
    text = str(VALUES[name])
    with portal.program("mill") as mill:
        made = add_product(mill, name=text, description=text)
    browser = portal.browser("mill")
    for path in ("/products", f"/products/{made['id']}", f"/products/{made['id']}/edit"):
        page = browser.get(path, params={"q": made["number"]}).text
        assert SCRIPT not in page, path
        assert text in html.unescape(page), path
