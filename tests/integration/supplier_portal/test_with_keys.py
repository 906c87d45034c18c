"""From signing in to a footprint that is out, with Tab, Enter and typing alone."""

import pytest
from playwright.sync_api import Browser, Page

from tests.browsers import PATIENCE_MILLISECONDS

from .documents import add_product, unique
from .portal_process import PASSWORD, PortalProcess

pytestmark = [pytest.mark.browser, pytest.mark.timeout(300)]

MOST_TABS = 150
"""Stops on a page; who has pressed Tab as often does not find it."""
AT = "wanted => document.activeElement.matches(wanted)"
NAME = "document.activeElement.name || ''"
SEEN = """() => {
  const style = getComputedStyle(document.activeElement);
  return style.outlineStyle !== "none" && parseFloat(style.outlineWidth) >= 2;
}"""
VALUES = {
    "pcf.declaredUnitOfMeasurement": "kilogram",
    "pcf.declaredUnitAmount": "1",
    "pcf.productMassPerDeclaredUnit": "1",
    "pcf.referencePeriodStart": "01012025",
    "pcf.referencePeriodEnd": "12312025",
    "pcf.pcfExcludingBiogenicUptake": "2.5",
    "pcf.pcfIncludingBiogenicUptake": "2.5",
    "pcf.fossilGhgEmissions": "2.5",
    "pcf.fossilCarbonContent": "0",
    "pcf.ipccCharacterizationFactors": "AR6",
    "pcf.crossSectoralStandards": "ISO14067",
    "pcf.exemptedEmissionsPercent": "0",
    "pcf.primaryDataShare": "100",
}
"""What is typed; a day in the order of an American browser."""


def tab_to(page: Page, wanted: str) -> None:
    """Press Tab until the focus is there; it must be seen."""
    for _stop in range(MOST_TABS):
        if page.evaluate(AT, wanted):
            assert page.evaluate(SEEN), f"the focus on {wanted} is not to be seen"
            return
        page.keyboard.press("Tab")
    raise AssertionError(f"Tab does not reach {wanted} on {page.url}")


def press(page: Page, wanted: str) -> None:
    """Go there and press Enter, which opens a page."""
    tab_to(page, wanted)
    with page.expect_navigation():
        page.keyboard.press("Enter")


def write(page: Page, wanted: str, text: str) -> None:
    """Go to a field and type."""
    tab_to(page, wanted)
    page.keyboard.type(text)


def fill(page: Page, values: dict[str, str]) -> None:
    """Type each value as Tab comes by its field; what stands there is selected by Tab."""
    left = dict(values)
    for _stop in range(MOST_TABS):
        page.keyboard.press("Tab")
        name = page.evaluate(NAME)
        if name in left:
            page.keyboard.type(left.pop(name))
        if not left:
            return
    raise AssertionError(f"Tab does not reach {sorted(left)}")


def sign_in(page: Page) -> None:
    """As somebody of the foundry."""
    write(page, "[name=user]", "foundry@example.com")
    write(page, "[name=password]", PASSWORD)
    with page.expect_navigation():
        page.keyboard.press("Enter")


def test_a_footprint_is_issued_with_keys_alone(portal: PortalProcess, browser: Browser) -> None:
    program = portal.program("foundry")
    made = add_product(program, number=unique("KEYED"), name="Keyed casting")
    page = browser.new_page(locale="en-US")
    page.set_default_timeout(PATIENCE_MILLISECONDS)
    page.goto(portal.url + "/sign-in")
    sign_in(page)
    press(page, "nav a[href='/footprints']")
    press(page, "main a[href='/footprints/new']")
    write(page, "[name=product]", made["number"])
    press(page, "main form button")
    assert "Keyed casting" in page.inner_text("h1")
    fill(page, VALUES)
    press(page, "button[value=issue]")
    assert "In force" in page.inner_text("main"), page.inner_text("main")
    identity = page.url.rpartition("/")[2]
    issued = program.get(f"/api/v1/footprints/{identity}").json()
    assert issued["footprint"]["pcf"]["pcfExcludingBiogenicUptake"] == "2.5"
