"""The README's five steps for a supplier, taken as they stand there, in both languages."""

import re
from pathlib import Path

import pytest
from asking import until
from browsing import Desk, Visitor
from entering import Chain
from filling import fill_footprint
from playwright.sync_api import Browser

from tests.integration.supplier_portal.documents import unique
from tierzero_local.handle import Platform

pytestmark = [pytest.mark.platform, pytest.mark.browser, pytest.mark.timeout(600)]
READMES = {"en": ("README.md", r"\*([^*]+)\*"), "zh-CN": ("README.zh-CN.md", "“([^”]+)”")}


def steps_of(repository: Path, language: str) -> list[list[str]]:
    """What each of the numbered steps names, as it is written on the pages."""
    name, named = READMES[language]
    lines = (repository / name).read_text(encoding="utf-8").splitlines()
    return [re.findall(named, line) for line in lines if re.match(r"[1-9]\. ", line)]


WORDS = (
    ("Sign in",),
    ("Products", "Add a product", "Save"),
    ("New footprint",),
    ("Check and preview verdicts",),
    ("Issue footprint", "In force", "Pass"),
)


@pytest.mark.parametrize("language", READMES)
def test_the_five_steps_lead_to_an_accepted_footprint(
    chain: Chain,
    platform: Platform,
    browser: Browser,
    repository: Path,
    tmp_path: Path,
    language: str,
) -> None:
    context = browser.new_context(locale=language)
    visitor = Visitor(context.new_page(), language, tmp_path)
    portal = visitor.signs_in(chain.mill, "supplier-portal")
    named = [[said(portal, word) for word in words] for words in WORDS]
    assert steps_of(repository, language) == named, "the README names other steps than are taken"

    portal.follow("Products")
    portal.follow("Add a product")
    product = enter_product(portal)
    Chain(platform, chain.factory, chain.mill, {"id": product}).limit("2")

    portal.follow("New footprint")
    fill_footprint(portal, "1.5")
    portal.press("Check and preview verdicts")
    portal.see("What your customers' limits would say")

    portal.press("Issue footprint")
    portal.see("In force")
    until(chain.verdicts, lambda found: found == ["pass"])
    portal.page.reload()
    [verdict] = portal.rows("Verdicts")
    assert portal.text("Pass", "verdict") in verdict[1]
    portal.shoot("accepted")
    context.close()


def said(portal: Desk, word: str) -> str:
    """How the pages say the word."""
    return portal.text(word, "verdict" if word == "Pass" else "")


def enter_product(portal: Desk) -> str:
    """Fill in the product's form and save it; its id."""
    portal.fill(Product_number=unique("FIVE"), Product_name="Hot rolled coil")
    portal.field("Declared unit").select_option("kilogram")
    portal.fill(Mass_of_one_unit="1")
    portal.press("Save")
    portal.see("New footprint")
    return portal.page.url.rpartition("/")[2]
