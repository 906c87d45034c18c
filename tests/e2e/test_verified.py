"""From evidence to a buyer's badge, and a joint reduction to each side's figure."""

from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from asking import until
from browsing import Visitor
from entering import THIS_YEAR, Chain
from playwright.sync_api import Browser

from tests.accessibility import violations
from tests.integration.supplier_portal import files
from tierzero_local.acting import Actor

pytestmark = [pytest.mark.platform, pytest.mark.browser, pytest.mark.timeout(600)]
Enter = Callable[[], Visitor]
Json = dict[str, Any]


@pytest.fixture(params=["en", "zh-CN"])
def visitor(browser: Browser, request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[Enter]:
    """Whoever comes in has a browser window of their own; nothing in it may go wrong."""
    contexts = []

    def enter() -> Visitor:
        context = browser.new_context(locale=request.param)
        contexts.append(context)
        return Visitor(context.new_page(), request.param, tmp_path)

    yield enter
    for context in contexts:
        context.close()


@pytest.fixture
def assurer(newcomer: Callable[..., Actor]) -> Actor:
    """An independent verifier."""
    return newcomer("Assurer", ["verifier"])


def verdict(chain: Chain) -> Json:
    """The verdict on the chain's product, as its buyer sees it."""
    with chain.factory.http("procurement") as procurement:
        found = procurement.get("/api/v1/assessments").json()["assessments"]
    return found[0] if found else {"verdict": "", "verification": None}


def ask_for_verification(chain: Chain) -> None:
    """Set a limit that asks for it, as soon as procurement has heard of the product."""
    limit = {
        "product_id": chain.product["id"],
        "declared_unit": "kilogram",
        "maximum": "2",
        "valid_from": "2026-01-01",
        "verification_required": True,
    }
    with chain.factory.http("procurement") as procurement:
        until(lambda: procurement.post("/api/v1/limits", json=limit), lambda one: one.is_success)


def test_a_verified_footprint_satisfies_a_limit_until_its_evidence_changes(
    chain: Chain, assurer: Actor, visitor: Enter
) -> None:
    identity = chain.submit("1.5").json()["id"]
    ask_for_verification(chain)
    until(lambda: verdict(chain)["verdict"], lambda found: found == "conditional")

    portal = visitor().signs_in(chain.mill, "supplier-portal")
    portal.open(f"/footprints/{identity}")
    report: Any = {"name": "报告.pdf", "mimeType": "application/pdf", "buffer": files.PDF}
    portal.field("File").set_input_files(report)
    portal.press("Attach")
    portal.see("The file is attached.")
    portal.page.get_by_text(portal.text("Ask a verifier"), exact=True).click()
    portal.field("Verifier").select_option(assurer.organization_id)
    portal.press("Ask")
    portal.see("Waiting for an answer")

    desk = visitor().signs_in(assurer, "supplier-portal")
    desk.open("/verifications")
    desk.page.get_by_role("link", name="Jiangnan Mill").click()
    desk.see("Identity of the footprint")
    accessible(desk.page)
    desk.shoot("verifier")
    desk.field("Standard").fill("ISO 14064-3:2019")
    desk.field("What was verified").select_option("product level")
    desk.press("Confirm")
    desk.see("You have confirmed it.")

    until(lambda: verdict(chain)["verdict"], lambda found: found == "pass")
    assert verdict(chain)["verification"]["verifier"] == "Assurer"
    buyers = visitor().signs_in(chain.factory, "procurement")
    buyers.open("/assessments")
    buyers.page.get_by_text(buyers.text("Verified by {verifier}", verifier="Assurer")).wait_for()
    accessible(buyers.page)
    buyers.follow("evidence and verification")
    buyers.page.get_by_text("ISO 14064-3:2019").wait_for()
    accessible(buyers.page)
    portal.open(f"/footprints/{identity}")
    portal.see("Badge until")
    accessible(portal.page)
    portal.shoot("badge")
    with chain.mill.http("supplier-portal") as program:
        query = {"kind": "footprint", "subject_id": identity}
        program.post("/api/v1/evidence", params=query, files={"file": ("b.csv", files.CSV)})
    until(lambda: verdict(chain)["verdict"], lambda found: found == "conditional")
    assert verdict(chain)["verification"] is None


def accessible(page: Any) -> None:
    """The page passes axe."""
    assert violations(page) == []


def initiative(chain: Chain, **changes: Any) -> Json:
    """A joint initiative of mill and factory on the mill's product."""
    parts = ((chain.mill.organization_id, "62.5"), (chain.factory.organization_id, "37.5"))
    return {
        "name": "Scrap from the factory returns to the mill",
        "type": "SRC-MAT",
        "direction": "upstream",
        "state": "measured",
        "baseline_year": THIS_YEAR - 2,
        "baseline_emissions": "1000",
        "target_year": THIS_YEAR + 4,
        "target_emissions": "400",
        "measured_reductions": [
            {"period": f"{THIS_YEAR - 1}-Q3", "reduction": "10.04"},
            {"period": f"{THIS_YEAR - 1}-Q4", "reduction": "6"},
        ],
        "product_ids": [chain.product["id"]],
        "start": f"{THIS_YEAR - 1}-02-01",
        "shares": [{"organization_id": one, "percent": percent} for one, percent in parts],
        **changes,
    }


def told(chain: Chain) -> Json:
    """What the factory's overview says of initiatives upstream."""
    with chain.factory.http("aggregator") as aggregator:
        progress = aggregator.get("/api/v1/overview").json()["progress"]
    return progress["directions"]["upstream"]["initiatives"] if progress else {}


def test_a_joint_reduction_counts_by_agreed_shares(chain: Chain, visitor: Enter) -> None:
    with chain.mill.http("supplier-portal") as program:
        answer = program.post("/api/v1/initiatives", json=initiative(chain))
        assert answer.status_code == 201, answer.text
        made = answer.json()
    until(lambda: told(chain).get("measured"), lambda found: found == "10.025")
    assert told(chain)["unconfirmed"] == "6.015"

    portal = visitor().signs_in(chain.factory, "supplier-portal")
    portal.open("/initiatives")
    accessible(portal.page)
    portal.page.get_by_role("link", name=made["name"]).click()
    portal.see("What you are offered")
    accessible(portal.page)
    portal.shoot("offer")
    portal.press("Agree")
    portal.see("Your answer is with the others.")
    until(lambda: told(chain)["measured"], lambda found: found == "16.04")
    assert (told(chain)["unconfirmed"], told(chain)["initiative_count"]) == ("0", 1)

    # A footprint whose reference period reaches past the start holds the effect already.
    assert told(chain)["in_footprints"] == "0"
    identity = chain.submit("1.5", pcf={"referencePeriodEnd": f"{THIS_YEAR}-01-01T00:00:00Z"})
    assert identity.is_success, identity.text
    until(lambda: told(chain)["in_footprints"], lambda found: found == "16.04")
    mill = visitor().signs_in(chain.mill, "supplier-portal")
    mill.open(f"/initiatives/{made['id']}")
    accessible(mill.page)
    mill.shoot("initiative")
    mill.open("/initiatives")
    mill.see("The effect of some initiatives is in a footprint already.")
    accessible(mill.page)
