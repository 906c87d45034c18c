"""Sharing and comparing in a real browser: both languages, by keyboard, on a phone."""

import pytest
from playwright.sync_api import Page, expect

from tests.accessibility import violations

from .documents import add_product, footprint, unique
from .portal_process import PortalProcess
from .test_bill_page import LANGUAGES, Visit, shoot, visit, words

pytestmark = pytest.mark.browser
__all__ = ["visit"]
PHONE = {"width": 390, "height": 800}


def fits(page: Page) -> bool:
    page.set_viewport_size(PHONE)  # pyright: ignore[reportArgumentType]
    return bool(
        page.evaluate(
            "document.documentElement.scrollWidth <= document.documentElement.clientWidth"
        )
    )


@pytest.mark.parametrize("language", LANGUAGES)
def test_chosen_products_are_shared_anew_and_looked_at_as_a_customer(
    portal: PortalProcess, visit: Visit, language: str
) -> None:
    say, client, mark = words(language), portal.program("mill"), unique("SB")
    added = [add_product(client, number=f"{mark}-{n}", name=f"Wire {n}") for n in range(2)]
    document = footprint(added[0], comment="canary-comment")
    assert client.post("/api/v1/footprints", json=document).status_code == 201

    page = visit(f"/sharing?q={mark}", language)
    assert violations(page) == []
    for product in added:
        page.locator(f"input[value='{product['id']}']").press("Space")
    page.locator("#field-sharing").select_option("named_customers")
    page.locator("#field-shared_detail").select_option("total_only")
    page.get_by_label("Factory").press("Space")
    shoot(page, f"sharing-{language}")
    page.get_by_role("button", name=say("Share them so")).press("Enter")
    expect(page.get_by_role("status").first).to_contain_text("2")

    page = visit(f"/sharing/as/{document['id']}?viewer=factory", language)
    expect(page.locator("main")).to_contain_text(say("The total only"))
    expect(page.locator("main")).not_to_contain_text("canary-comment")
    assert violations(page) == []
    assert fits(page)


@pytest.mark.parametrize(
    "path", ["/sharing", "/sharing/as", "/sharing/received", "/sharing/notices"]
)
def test_pages_of_sharing_are_accessible_and_fit_a_phone(visit: Visit, path: str) -> None:
    page = visit(path, "zh-CN")
    assert violations(page) == []
    assert fits(page)


def test_a_comparison_is_accessible_and_fits_a_phone(portal: PortalProcess, visit: Visit) -> None:
    client = portal.program("mill")
    added = add_product(client, number=unique("SB"))
    first = footprint(added)
    amounts = ("pcfExcludingBiogenicUptake", "pcfIncludingBiogenicUptake", "fossilGhgEmissions")
    second = footprint(added, dict.fromkeys(amounts, "4"), precedingPfIds=[first["id"]])
    for document in (first, second):
        assert client.post("/api/v1/footprints", json=document).status_code == 201
    page = visit(f"/footprints/{second['id']}", "en")
    expect(page.locator("#changes")).to_contain_text("+90.5 %")
    page.locator("#history").get_by_role("link", name="compare").press("Enter")
    page.wait_for_url("**against=**")
    assert violations(page) == []
    assert fits(page)
