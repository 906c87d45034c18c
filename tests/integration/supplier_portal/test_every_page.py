"""Every page of the portal at a real browser: accessible, in both languages, at desk and phone.

The pages are taken from the application: a new one whose address needs an id fails here until
EXAMPLES says how it is opened.
"""

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from pathlib import Path

import pytest
from axe_playwright_python.sync_playwright import Axe
from browsing import PATIENCE_MILLISECONDS, opened
from playwright.sync_api import Browser, Page

from .documents import add_product, csv_file, footprint, row, unique, upload
from .portal_process import PASSWORD, PortalProcess
from .routing import page_paths, routes

pytestmark = [pytest.mark.browser, pytest.mark.timeout(900)]

WIDTHS = (1280, 390)
LEAST_TARGET = 24
"""CSS pixels of the sides of a target (WCAG 2.2, success criterion 2.5.8)."""
WITHOUT_SESSION = ("/sign-in",)
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


@dataclass
class Mill:
    """A supplier with something on every page."""

    portal: PortalProcess
    known: dict[str, str] = field(default_factory=dict[str, str])

    def __post_init__(self) -> None:
        program = self.portal.program("mill")
        product = add_product(program)
        document = footprint(product)
        assert program.post("/api/v1/footprints", json=document).status_code == 201
        newer = footprint(product, {"pcfExcludingBiogenicUptake": "2.2"})
        newer["precedingPfIds"] = [document["id"]]
        assert program.post("/api/v1/footprints", json=newer).status_code == 201
        part = add_product(program, name="Slab")
        self.known |= {"product": product["id"], "footprint": newer["id"], "part": part["number"]}
        self.known["batch"] = upload(program, csv_file(row(unique("U")))).json()["batch_id"]
        year = {
            "scope_1": "1200",
            "scope_2": "3400",
            "revenue": "1000000",
            "currency": "CNY",
            "covered_share": "0.9",
        }
        assert program.put("/api/v1/own-emissions/2024", json=year).is_success
        initiative = {
            "name": "Scrap instead of ore",
            "type": "SRC-MAT",
            "direction": "upstream",
            "state": "running",
            "baseline_year": 2024,
            "baseline_emissions": "100000",
            "target_year": 2030,
            "target_emissions": "50000",
            "measured_reductions": [{"year": 2025, "reduction": "5000"}],
        }
        entered = program.post("/api/v1/initiatives", json=initiative)
        assert entered.is_success, entered.text
        self.known["initiative"] = entered.json()["id"]


EXAMPLES: dict[str, Callable[[Mill], str]] = {
    "/products/{identity}": lambda mill: f"/products/{mill.known['product']}",
    "/products/{identity}/edit": lambda mill: f"/products/{mill.known['product']}/edit",
    "/products/{product_id}/bill-of-materials": lambda mill: (
        f"/products/{mill.known['product']}/bill-of-materials"
    ),
    "/products/{product_id}/bill-of-materials/upload": lambda mill: (
        f"/products/{mill.known['product']}/bill-of-materials/upload"
    ),
    "/footprints/new": lambda mill: f"/footprints/new?product={mill.known['product']}",
    "/footprints/{identity}": lambda mill: f"/footprints/{mill.known['footprint']}",
    "/own-emissions/{year}": lambda mill: "/own-emissions/2024",
    "/upload/batches/{batch_id}": lambda mill: f"/upload/batches/{mill.known['batch']}",
    "/initiatives/{identity}": lambda mill: f"/initiatives/{mill.known['initiative']}",
}
FURTHER = ("/footprints/new", "/footprints?show=expiring", "/products?q=nothing-of-this-name")
"""Addresses that show another page than their path alone."""


@pytest.fixture(scope="module")
def paths(tmp_path_factory: pytest.TempPathFactory) -> list[str]:
    """The paths of all pages."""
    return sorted(page_paths(routes(tmp_path_factory.mktemp("keys"))))


@pytest.fixture(scope="module")
def mill(portal: PortalProcess) -> Mill:
    """The supplier whose pages are looked at."""
    return Mill(portal)


@pytest.fixture(scope="module")
def browser(chromium: str) -> Iterator[Browser]:
    """One browser for all of it."""
    with opened(chromium) as running:
        yield running


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
        found = Axe().run(self.page).response["violations"]
        faults = [f"{where}: {one['id']}: {one['nodes'][0]['html'][:300]}" for one in found]
        wide = self.page.evaluate("document.documentElement.scrollWidth")
        faults += [f"{where}: {wide} px wide"] if wide > width else []
        small = self.page.evaluate(TOO_SMALL, LEAST_TARGET)
        faults += [f"{where}: too small: {one}" for one in small]
        return faults + [f"{where}: {one}" for one in self.drained()]

    def drained(self) -> list[str]:
        """What the console said since it was asked last."""
        said, self.complaints[:] = list(self.complaints), []
        return said


@pytest.fixture(scope="module", params=["en", "zh-CN"])
def visit(
    request: pytest.FixtureRequest, browser: Browser, portal: PortalProcess
) -> Iterator[Visit]:
    """An engineer of the mill, whose browser asks for the language."""
    context = browser.new_context(locale=request.param)
    context.set_default_timeout(PATIENCE_MILLISECONDS)
    visit = Visit(context.new_page(), portal.url)
    visit.page.on("pageerror", lambda error: visit.complaints.append(str(error)))
    visit.page.on(
        "console",
        lambda said: visit.complaints.append(said.text) if said.type == "error" else None,
    )
    visit.page.goto(portal.url + "/sign-in")
    visit.page.fill("[name=user]", "mill@example.com")
    visit.page.fill("[name=password]", PASSWORD)
    visit.page.press("[name=password]", "Enter")
    visit.page.wait_for_url(re.compile(r"/$"))
    yield visit
    context.close()


def test_every_page_has_an_example(paths: list[str]) -> None:
    without = [path for path in paths if "{" in path and path not in EXAMPLES]
    assert not without, f"say in EXAMPLES how these pages are opened: {without}"
    assert set(EXAMPLES) <= set(paths), "a page is gone"


def test_pages_without_a_session(browser: Browser, portal: PortalProcess) -> None:
    for language in ("en", "zh-CN"):
        page = browser.new_page(locale=language)
        for path in WITHOUT_SESSION:
            for width in WIDTHS:
                assert Visit(page, portal.url).faults(path, width) == []
        page.close()


def test_every_page(visit: Visit, mill: Mill, paths: list[str]) -> None:
    examples = [EXAMPLES[path](mill) if path in EXAMPLES else path for path in paths]
    wanted = [path for path in (*examples, *FURTHER) if path not in WITHOUT_SESSION]
    faults = [fault for path in wanted for width in WIDTHS for fault in visit.faults(path, width)]
    assert faults == []


def test_forms_that_are_not_right(visit: Visit, mill: Mill, tmp_path: Path) -> None:
    for path in ("/products/new", "/own-emissions/new", EXAMPLES["/footprints/new"](mill)):
        visit.faults(path, WIDTHS[1])
        visit.page.locator("main form.form button").last.click()
        visit.page.locator("[role=alert]:focus").wait_for()
        visit.drained()  # the browser notes each answer 422
        assert visit.present_faults(path + " refused", WIDTHS[1]) == []
    file = tmp_path / "wrong.csv"
    file.write_bytes(csv_file(row(unique("W"), "two"), row(unique("W"))))
    visit.faults("/upload", WIDTHS[1])
    visit.page.set_input_files("[type=file]", file)
    visit.page.click("form[data-upload] button")
    visit.page.locator("[data-code=not-a-number]").wait_for()
    assert visit.present_faults("/upload checked", WIDTHS[1]) == []
