"""Every page of the portal at a real browser: accessible, in both languages, on a phone.

The pages are taken from the application: a new one whose address needs an id fails here until
EXAMPLES says how it is opened.
"""

import asyncio
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, field
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page

from tests.accessibility import violations
from tests.browsers import PATIENCE_MILLISECONDS
from tierzero_local.keys import all_keys

from .documents import csv_file, row, unique
from .full_house import furnish
from .portal_process import PASSWORD, PortalProcess, bootstrap_file
from .routing import page_paths, routes

pytestmark = [pytest.mark.browser, pytest.mark.timeout(900)]

DESK, PHONE = 1280, 390
LEAST_TARGET = 24
"""CSS pixels of the sides of a target (WCAG 2.2, success criterion 2.5.8)."""
TOO_SMALL = """least => [
    ...document.querySelectorAll("a, button, input, select, textarea, summary")
  ].filter(one => {
    const box = one.getBoundingClientRect();
    const inText = one.tagName === "A" && getComputedStyle(one).display === "inline";
    const unseen = box.width <= 1 || box.height <= 1 || one.closest(".skip, .unseen");
    // The label of a box is a part of its target; links in running text are exempt.
    const labelled = one.type === "checkbox" || one.type === "radio";
    return !inText && !unseen && !labelled && (box.width < least || box.height < least);
  }).map(one => one.outerHTML.slice(0, 120))"""


EXAMPLES: dict[str, str] = {
    "/products/{identity}": "/products/{product}",
    "/products/{identity}/edit": "/products/{product}/edit",
    "/products/{product_id}/bill-of-materials": "/products/{product}/bill-of-materials",
    "/products/{product_id}/bill-of-materials/upload": (
        "/products/{product}/bill-of-materials/upload"
    ),
    "/footprints/new": "/footprints/new?product={product}",
    "/footprints/{identity}": "/footprints/{footprint}",
    "/own-emissions/{year}": "/own-emissions/2024",
    "/upload/batches/{batch_id}": "/upload/batches/{batch}",
    "/initiatives/{identity}": "/initiatives/{initiative}",
    "/initiatives/joint/{identity}": "/initiatives/joint/{offer}",
    "/people/edit": "/people/edit?user=operator@example.com",
    "/sharing/as": "/sharing/as?viewer=factory",
    "/sharing/as/{identity}": "/sharing/as/{footprint}?viewer=factory",
    "/verifications/{identity}": "/verifications/{verification}",
    "/join": "/join?sig={invitation}",
    "/requests/{identity}": "/requests/{request}",
    "/partners/{identity}": "/partners/factory",
    "/drafts/{identity}": "/drafts/{draft}",
    "/calculations/new": "/calculations/new?product={product}",
    "/calculations/{identity}/result": "/calculations/{calculation}/result",
    "/calculations/{identity}/{key}": "/calculations/{calculation}/materials",
}
"""How a page is opened whose path alone does not do; names are those of ``full_house``."""

FILLED = (
    "/calculations", "/deliveries", "/drafts", "/footprints", "/history", "/initiatives",
    "/initiatives/joint",
    "/own-emissions", "/partners", "/people", "/products", "/reference-factors", "/requests",
    "/requests/part-numbers", "/sharing", "/sharing/as", "/sharing/notices", "/sharing/received",
    "/upload", "/verifications",
)  # fmt: skip
"""Lists that have something to show: an empty one would hide a fault of its rows."""

ENTRIES = "main tbody tr, main .entry"

STEPS = ("basics", "outputs", "energy", "transport", "process", "quality")
FURTHER = (
    "/footprints/new",
    "/footprints/{evidenced}",
    "/footprints?show=expiring",
    "/products?q=nothing-of-this-name",
    "/initiatives?q=nothing-of-this-name",
    *(f"/calculations/{{calculation}}/{step}" for step in STEPS),
)
"""Addresses that show another page than their path alone."""

VIEWERS = {
    "/people/": "operator",
    "/partners": "operator",
    "/people": "chief",
    "/organization": "chief",
    "/api-clients": "chief",
    "/drafts/settings": "chief",
    "/verifications": "assurer",
}
"""Whose pages these are; all others are the mill's."""

WITHOUT_SESSION = ("/sign-in", "/join")
AT_THE_DESK = ("/", "/footprints/{identity}", "/requests/{identity}", "/sharing", "/upload")
"""What is looked at on a wide screen, too: tables, forms and figures."""


def viewer_of(path: str) -> str:
    """Who opens the page."""
    return next((who for start, who in VIEWERS.items() if path.startswith(start)), "mill")


@pytest.fixture(scope="module")
def house(store_uri: str, tmp_path_factory: pytest.TempPathFactory) -> Iterator[PortalProcess]:
    """A portal of its own: what other tests leave behind is not looked at."""
    directory = tmp_path_factory.mktemp("house")
    settings = {
        "TIERZERO_SECRETS_KEY": str(all_keys(directory / "secrets").secrets),
        "TIERZERO_PRIVATE_PARTNERS": "true",
    }
    process = PortalProcess(store_uri, unique("house"), directory, settings=settings)
    process.bootstrap(bootstrap_file(directory / "bootstrap.json"))
    process.start()
    yield process
    process.stop()


@pytest.fixture(scope="module")
def paths(tmp_path_factory: pytest.TempPathFactory) -> list[str]:
    """The paths of all pages."""
    return sorted(page_paths(routes(tmp_path_factory.mktemp("keys"))))


@pytest.fixture(scope="module")
def known(house: PortalProcess) -> dict[str, str]:
    """What the pages are about."""
    with ThreadPoolExecutor(1) as thread:  # Playwright's event loop has this one
        return thread.submit(asyncio.run, furnish(house)).result()


@dataclass
class Visit:
    """A signed-in window in one language, and what the browser complained of."""

    page: Page
    url: str
    complaints: list[str] = field(default_factory=list[str])

    def faults(self, path: str, width: int) -> list[str]:
        """What is wrong with the page at this width, for eyes, fingers and screen readers."""
        self.page.set_viewport_size({"width": width, "height": 900})
        answer = self.page.goto(self.url + path, wait_until="load")
        assert answer is not None
        assert answer.ok, f"{path}: {answer.status}"
        return self.present_faults(f"{path} at {width}", width)

    def present_faults(self, where: str, width: int) -> list[str]:
        """The same of the page that is open."""
        faults = [f"{where}: {one}" for one in violations(self.page)]
        wide = self.page.evaluate("document.documentElement.scrollWidth")
        faults += [f"{where}: {wide} px wide"] if wide > width else []
        small = self.page.evaluate(TOO_SMALL, LEAST_TARGET)
        faults += [f"{where}: too small: {one}" for one in small]
        return faults + [f"{where}: {one}" for one in self.drained()]

    def hear(self, kind: str, text: str) -> None:
        """Note what the console says."""
        if kind == "error":
            self.complaints.append(text)

    def drained(self) -> list[str]:
        """What the console said since it was asked last."""
        said, self.complaints[:] = list(self.complaints), []
        return said


@dataclass
class Office:
    """Windows of those who work with the portal, in one language."""

    browser: Browser
    house: PortalProcess
    language: str
    visits: dict[str, Visit] = field(default_factory=dict[str, Visit])

    def visit(self, organization: str) -> Visit:
        """The window of somebody of the organization, signed in."""
        if organization not in self.visits:
            self.visits[organization] = self._entered(organization)
        return self.visits[organization]

    def _entered(self, organization: str) -> Visit:
        context = self.browser.new_context(locale=self.language)
        context.set_default_timeout(PATIENCE_MILLISECONDS)
        visit = Visit(context.new_page(), self.house.url)
        visit.page.on("pageerror", lambda error: visit.complaints.append(str(error)))
        visit.page.on("console", lambda said: visit.hear(said.type, said.text))
        visit.page.goto(self.house.url + "/sign-in")
        visit.page.fill("[name=user]", f"{organization}@example.com")
        visit.page.fill("[name=password]", PASSWORD)
        visit.page.press("[name=password]", "Enter")
        visit.page.wait_for_url(lambda url: "/sign-in" not in url)
        return visit


@pytest.fixture(scope="module", params=["en", "zh-CN"])
def office(request: pytest.FixtureRequest, browser: Browser, house: PortalProcess) -> Office:
    """Everybody's windows; their browsers ask for the language."""
    return Office(browser, house, request.param)


def test_every_page_has_an_example(paths: list[str]) -> None:
    without = [path for path in paths if "{" in path and path not in EXAMPLES]
    assert not without, f"say in EXAMPLES how these pages are opened: {without}"
    assert set(EXAMPLES) <= set(paths), "a page is gone"


def test_pages_without_a_session(
    browser: Browser, house: PortalProcess, known: dict[str, str]
) -> None:
    for language in ("en", "zh-CN"):
        page = browser.new_page(locale=language)
        for path in WITHOUT_SESSION:
            address = EXAMPLES.get(path, path).format_map(known)
            assert Visit(page, house.url).faults(address, PHONE) == []
        page.close()


def test_every_page(office: Office, known: dict[str, str], paths: list[str]) -> None:
    faults: list[str] = []
    opened = {path: EXAMPLES.get(path, path) for path in paths if path not in WITHOUT_SESSION}
    for path, address in [*opened.items(), *((path, path) for path in FURTHER)]:
        visit = office.visit(viewer_of(path))
        for width in (PHONE, DESK) if path in AT_THE_DESK else (PHONE,):
            faults += visit.faults(address.format_map(known), width)
        if path in FILLED and not visit.page.locator(ENTRIES).count():
            faults.append(f"{path}: shows nothing")
    assert faults == []


def test_forms_that_are_not_right(office: Office, known: dict[str, str], tmp_path: Path) -> None:
    visit = office.visit("mill")
    for path in (
        "/products/new",
        "/own-emissions/new",
        f"/footprints/new?product={known['product']}",
    ):
        visit.faults(path, PHONE)
        visit.page.locator("main form.form button").first.click()
        visit.page.locator("[role=alert]:focus").wait_for()
        visit.drained()  # the browser notes each answer 422
        assert visit.present_faults(path + " refused", PHONE) == []
    file = tmp_path / "wrong.csv"
    file.write_bytes(csv_file(row(unique("W"), "two"), row(unique("W"))))
    visit.faults("/upload", PHONE)
    visit.page.set_input_files("[type=file]", file)
    visit.page.click("form[data-upload] button")
    visit.page.locator("[data-code=not-a-number]").wait_for()
    assert visit.present_faults("/upload checked", PHONE) == []
