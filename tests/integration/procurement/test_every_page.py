"""Every page of procurement with something on it: accessible, in both languages, on a phone.

The pages are taken from the application: a new one whose address needs an id fails here until
EXAMPLES says how it is opened. An empty list would hide a fault of its rows.
"""

import uuid
from collections.abc import Callable, Iterator
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
from playwright.sync_api import Browser, Page
from portal_stand_in import identified

from procurement.web import wire
from tests import routing
from tests.accessibility import violations
from tierzero.common.v1 import unit_pb2
from tierzero.identity import generate_key_pair
from tierzero.settings import Settings
from tierzero.supplier_portal.v1 import footprint_notice_pb2 as contract
from tierzero.topics import FOOTPRINT_NOTICES

pytestmark = [pytest.mark.browser, pytest.mark.timeout(600)]

PHONE, DESK = 390, 1280
API = "/api/v1"
NO_PAGES = (
    *("/livez", "/readyz", "/static/", "/docs", "/activities/upload/"),
    *("/inventories", "/comparison", "/base-year", "/revisions"),
)
"""Years of inventories and their history need the footprint service: they have tests with it."""

EXAMPLES = {
    "/limits/{limit_id}": "/limits/{limit}",
    "/purchases/{purchase_id}": "/purchases/{purchase}",
    "/activities/new/{name}": "/activities/new/waste-treatment",
    "/activities/{activity_id}": "/activities/{activity}",
    "/suppliers/{supplier_id}": "/suppliers/{supplier}",
    "/footprint-requests/{request_id}": "/footprint-requests/{request}",
}
FILLED = (
    "/",
    "/activities",
    "/assessments",
    "/factors",
    "/factors/exchange-rates",
    "/factors/list",
    "/factors/price-indices",
    "/footprint-requests",
    "/footprint-requests/missing",
    "/limits",
    "/notices",
    "/part-numbers",
    "/purchases",
    "/suppliers",
    "/suppliers/{supplier_id}",
)
"""Lists that have something to show."""

FURTHER = (
    "/assessments?verdict=fail",
    "/assessments?q=resin",
    "/assessments?q=nothing-of-this-name",
    "/suppliers/{supplier}?q=nothing-of-this-name",
    "/footprint-requests?state=open",
    "/factors/list?q=347",
    "/factors/exchange-rates?q=nothing-of-this-name",
)
AT_THE_DESK = ("/", "/assessments", "/suppliers")
"""What is looked at on a wide screen, too."""

EMPTY = ("nothing-of-this-name",)
ROWS = "main tbody tr"


@pytest.fixture(scope="module")
def paths(tmp_path_factory: pytest.TempPathFactory) -> list[str]:
    """The paths of all pages."""
    keys = generate_key_pair(tmp_path_factory.mktemp("keys"))
    settings = Settings(service="procurement", verification_key=keys.verification_key)
    found = list(routing.walk(wire(settings).routes))
    return sorted(routing.page_paths(found, NO_PAGES, ("{kind}", ".csv", ".json")))


@pytest.fixture(scope="module")
def known(world: Any, eventually: Callable[..., Any]) -> dict[str, str]:
    """A buyer that has something of everything."""
    buyer, supplier = str(uuid.uuid4()), str(uuid.uuid4())
    product, bare = str(uuid.uuid4()), str(uuid.uuid4())
    world.portal.supplier(supplier, buyer, name="Full Mill")
    world.portal.product(supplier, product, name="Clear resin", number="R-100")
    world.portal.product(supplier, bare, name="Dark resin", number="R-200")
    world.portal.footprint(supplier, product, "2.5")
    world.portal.state(FOOTPRINT_NOTICES, buyer, _notice(supplier, buyer))
    with world.client(buyer) as client:
        eventually(lambda: len(client.get(f"{API}/products").json()["products"]) == 2)
        eventually(lambda: client.get(f"{API}/footprint-notices").json()["total"])
        eventually(lambda: world.database.catalogue_footprints.find_one({"product_id": product}))
        made = _entered(client, supplier, product, bare)
    return {"buyer": buyer, "supplier": supplier, **made}


def _entered(client: Any, supplier: str, product: str, bare: str) -> dict[str, str]:
    """What the buyer enters; ids by name."""
    today = datetime.now(UTC).date()

    def send(path: str, body: dict[str, Any], method: str = "POST") -> Any:
        answer = client.request(method, f"{API}/{path}", json=body)
        assert answer.is_success, answer.text
        return answer.json()

    limit = {"product_classification": "urn:naics:325211", "declared_unit": "kilogram"}
    set_ = send("limits", {**limit, "maximum": "2", "valid_from": "2026-01-01"})
    purchase = {"reference": "PO-1", "date": str(today - timedelta(days=30)), "supplier": supplier}
    bought = {"product": bare, "quantity": "5", "unit": "kg", "amount": "9", "currency": "CNY"}
    recorded = send("purchases", {**purchase, **bought})["purchases"][0]
    waste = {
        "kind": "waste_treatment",
        "reference": "W-1",
        "date": str(today - timedelta(days=30)),
        "mass": "10",
        "mass_unit": "t",
        "treatments": [{"share": "1", "classifications": ["urn:waste:landfill"]}],
    }
    activity = send("activities", waste)["activities"][0]
    asked = send("footprint-requests", {"supplier": supplier, "product": product})["asked"][0]
    number = {"supplier": supplier, "part_number": "Y-1", "product": product}
    send("part-numbers", number, "PUT")
    factor = {"factor_set": "averages", "version": "1", "kind": "average_data", "value": "2.1"}
    send("factors", {**factor, "classification": "urn:cpc:347", "unit": "kg", "gwp_set": "AR6"})
    send("exchange-rates", {"base": "USD", "currency": "CNY", "year": 2025, "rate": "7.1"})
    send("price-indices", {"currency": "CNY", "year": 2025, "index": "101"})
    ids = {"limit": set_, "purchase": recorded, "activity": activity, "request": asked}
    return {name: one["id"] for name, one in ids.items()}


def _notice(supplier: str, buyer: str) -> Any:
    fact = contract.FootprintNotice(
        recipient_id=buyer,
        supplier_id=supplier,
        product_id="coil",
        product_name="Hot rolled coil",
        kind=contract.FOOTPRINT_NOTICE_KIND_ENDED,
        footprint_id=str(uuid.uuid4()),
        value_before="2",
        declared_unit_before=unit_pb2.DECLARED_UNIT_KILOGRAM,
    )
    return identified(fact, str(uuid.uuid4()), 1, supplier)


@pytest.fixture(params=["en", "zh-CN"])
def page(
    request: pytest.FixtureRequest, world: Any, browser: Browser, known: dict[str, str]
) -> Iterator[Page]:
    """A window of the buyer, in each language."""
    context = browser.new_context(locale=request.param)
    token = world.token(known["buyer"], "buyer", language=request.param)
    context.add_cookies([{"name": "tierzero_session", "value": token, "url": world.web}])
    yield context.new_page()
    context.close()


def faults(page: Page, url: str, width: int) -> list[str]:
    """What is wrong with a page at this width."""
    page.set_viewport_size({"width": width, "height": 900})
    answer = page.goto(url)
    assert answer is not None
    if not answer.ok:
        return [f"{url}: {answer.status}"]
    found = [f"{url}: {one}" for one in violations(page)]
    wide = page.evaluate("document.documentElement.scrollWidth")
    return found + ([f"{url}: {wide} px wide"] if wide > width else [])


def test_every_page_has_an_example(paths: list[str]) -> None:
    without = [path for path in paths if "{" in path and path not in EXAMPLES]
    assert not without, f"say in EXAMPLES how these pages are opened: {without}"
    assert set(EXAMPLES) <= set(paths), "a page is gone"
    assert set(FILLED) <= set(paths), "a list is gone"


def test_every_page(page: Page, world: Any, known: dict[str, str], paths: list[str]) -> None:
    found: list[str] = []
    for path in (*paths, *FURTHER):
        address = EXAMPLES.get(path, path).format_map(known)
        for width in (PHONE, DESK) if path in AT_THE_DESK else (PHONE,):
            found += faults(page, world.web + address, width)
        is_filled = path in FILLED or (path in FURTHER and not path.endswith(EMPTY))
        if is_filled and not page.locator(ROWS).count():
            found.append(f"{path}: shows nothing")
    assert "\n".join(found) == ""
