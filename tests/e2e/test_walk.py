"""The platform as its users see it, in a real browser and in both languages."""

import re
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from asking import until
from browsing import Desk, Visitor
from entering import THIS_YEAR, Chain
from filling import fill_footprint
from playwright.sync_api import Browser, expect

from tests.integration.supplier_portal.documents import add_product, csv_file, row, unique
from tierzero_local.acting import Actor

pytestmark = [pytest.mark.platform, pytest.mark.browser, pytest.mark.timeout(600)]
LAST_YEAR = THIS_YEAR - 1
Enter = Callable[[], Visitor]


@pytest.fixture(params=["en", "zh-CN"])
def visitor(browser: Browser, request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[Enter]:
    """Whoever comes in has a browser window of their own; nothing in it may go wrong."""
    complaints: list[str] = []
    contexts = []

    def enter() -> Visitor:
        context = browser.new_context(locale=request.param)
        contexts.append(context)
        page = context.new_page()
        page.on("pageerror", lambda error: complaints.append(str(error)))
        page.on("console", lambda one: complaints.append(one.text) if one.type == "error" else None)
        return Visitor(page, request.param, tmp_path)

    yield enter
    for context in contexts:
        context.close()
    assert complaints == []


def test_a_supplier_mends_a_file_with_two_bad_cells(chain: Chain, visitor: Enter) -> None:
    numbers = [unique(letter) for letter in "ABC"]
    a, b, c = (row(number) for number in numbers)
    portal = visitor().signs_in(chain.mill, "supplier-portal")
    portal.open("/upload")

    bad_unit, bad_value = "bushel", "two and a half"
    faulty = [
        a,
        {**b, "declared_unit_of_measurement": bad_unit},
        {**c, "pcf_excluding_biogenic_uptake": bad_value},
    ]
    check_file(portal, csv_file(*faulty))
    portal.see("Rows to correct")
    unit, value = "Declared unit", "Footprint without biogenic uptake"
    first, second = portal.rows("What needs correcting")
    assert first[:3] == ["3", portal.text(unit), bad_unit]
    assert second[:3] == ["4", portal.text(value), bad_value]
    assert portal.text("kilogram") in first[3], "it names what may stand there"
    assert second[3] == portal.text("Enter a number.")
    portal.shoot("two-bad-cells")

    portal.follow("Upload a corrected file")
    check_file(portal, csv_file(a, b, c))
    portal.see("Every row is fine.")
    portal.press("Store all rows")
    portal.see("New footprints")
    portal.follow("See the footprints")
    stored = portal.rows("Footprints")
    assert [cells[1].startswith("2.5 kg CO₂e / 1") for cells in stored] == [True] * 3
    portal.shoot("stored")


def check_file(portal: Desk, content: bytes) -> None:
    """Choose a file and have it checked."""
    sent: Any = {"name": "footprints.csv", "mimeType": "text/csv", "buffer": content}
    portal.field("CSV or Excel file").set_input_files(sent)
    portal.press("Check the file")


def test_a_supplier_sees_the_verdict_before_submitting(chain: Chain, visitor: Enter) -> None:
    chain.limit("2")
    portal = visitor().signs_in(chain.mill, "supplier-portal")
    portal.open(f"/products/{chain.product['id']}")
    portal.follow("New footprint")
    fill_footprint(portal, "2.5")
    portal.press("Check and preview verdicts")
    [verdict] = portal.rows("Verdicts")
    assert portal.text("Fail", "verdict") in verdict[1]
    portal.shoot("preview-fail")

    fill_footprint(portal, "1.5")
    portal.press("Check and preview verdicts")
    portal.see("What your customers' limits would say")
    [verdict] = portal.rows("Verdicts")
    assert portal.text("Pass", "verdict") in verdict[1]
    portal.press("Issue footprint")
    portal.see("All attributes")
    until(chain.verdicts, lambda found: found == ["pass"])
    portal.page.reload()
    [verdict] = portal.rows("Verdicts")
    assert portal.text("Pass", "verdict") in verdict[1]
    portal.shoot("issued")


def test_a_buyer_sets_limits_and_sees_the_verdicts(chain: Chain, visitor: Enter) -> None:
    with chain.mill.http("supplier-portal") as portal:
        dirty = Chain(chain.platform, chain.factory, chain.mill, add_product(portal))
    assert chain.submit("1.9").status_code == dirty.submit("2.1").status_code == 201
    ids = {chain.product["id"], dirty.product["id"]}
    until(lambda: known_products(chain.factory), lambda known: known >= ids)
    procurement = visitor().signs_in(chain.factory, "procurement")

    for one in (chain, dirty):
        procurement.open("/suppliers")
        row_of(procurement, one.product["number"]).get_by_role("link").click()
        procurement.fill(Limit="2")
        procurement.press("Set limit")

    def verdicts() -> list[str]:
        procurement.open("/assessments")
        return sorted(cells[2] for cells in procurement.rows("Verdicts"))

    passed, failed = (procurement.text(one, "verdict") for one in ("Pass", "Fail"))
    until(verdicts, lambda found: found == sorted([f"✓ {passed}", f"× {failed}"]))
    procurement.shoot("verdicts")


def row_of(desk: Desk, text: str) -> Any:
    """The row of a table that holds the text."""
    return desk.page.get_by_role("row").filter(has_text=text)


def known_products(buyer: Actor) -> set[str]:
    """Ids of the products that procurement knows and the buyer may see; public ones, too."""
    with buyer.http("procurement") as client:
        return {one["id"] for one in client.get("/api/v1/products").json()["products"]}


def test_the_public_page_moves_while_somebody_watches_it(
    chain: Chain, newcomer: Callable[..., Actor], visitor: Enter
) -> None:
    for name in ("Copper works", "Cable works"):
        others = newcomer(name, ["supplier"], customers=[chain.factory.organization_id])
        with others.http("supplier-portal") as portal:
            other = Chain(chain.platform, chain.factory, others, add_product(portal))
        assert other.submit("1").status_code == 201
        other.buy(LAST_YEAR, name)
    assert chain.submit("8").status_code == 201
    buyer = visitor()
    record_purchase(buyer.signs_in(chain.factory, "procurement"), chain)
    until(chain.total, lambda total: total == 10_000_000_000)
    publish(buyer.at(chain.factory, "aggregator"))

    somebody = visitor().at(chain.factory, "aggregator")
    somebody.open("/")
    somebody.page.locator(f"a[href$='{chain.factory.organization_id}']").click()
    upstream = somebody.text("Upstream", "direction")
    emissions = somebody.page.get_by_role("region", name=upstream, exact=True).locator(".big")
    expect(emissions).to_have_text(re.compile(r"^10\b.*CO₂e$"))
    somebody.page.evaluate("window.neverReloaded = true")
    somebody.page.locator("[data-live-state=open]").wait_for(state="attached")
    assert chain.submit("3").status_code == 201
    expect(emissions).to_have_text(re.compile(r"^5\b.*CO₂e$"))
    assert somebody.page.evaluate("window.neverReloaded")
    expect(somebody.page.locator("[data-chart] .main-svg").first).to_be_visible()
    somebody.shoot("moved")


def record_purchase(procurement: Desk, chain: Chain) -> None:
    """Record 1000 kg by the form."""
    procurement.open("/purchases/new")
    procurement.fill(
        Purchase_reference="by hand",
        Date=f"{LAST_YEAR}-05-31",
        Supplier=chain.mill.organization_id,
        Product=chain.product["number"],
        Quantity="1000",
        Unit="kg",
    )
    procurement.press("Save")
    row_of(procurement, "by hand").wait_for()
    procurement.shoot("purchases")


def publish(progress: Desk) -> None:
    """Set a target upstream and let everyone see the progress."""
    progress.open("/targets/new?direction=upstream")
    progress.fill(Base_year=str(LAST_YEAR), Target_year="2035", Reduction="42")
    progress.press("Set target")
    progress.open("/overview")
    progress.press("Publish")
    progress.press("Yes, go on")
    progress.see("Everyone can see your progress, without a sign-in.")
    progress.shoot("published")
