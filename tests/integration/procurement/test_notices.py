"""What a supplier tells about footprints that a buyer has received: page and programs."""

import uuid
from collections.abc import Callable
from datetime import UTC, datetime
from typing import Any

import pytest
from playwright.sync_api import Page
from portal_stand_in import identified

from tierzero.common.v1 import unit_pb2
from tierzero.supplier_portal.v1 import footprint_notice_pb2 as contract
from tierzero.topics import FOOTPRINT_NOTICES

Eventually = Callable[..., Any]
pytestmark = pytest.mark.browser


def notice(supplier: str, recipient: str, kind: int, **more: Any) -> Any:
    """A notice as the portal states it."""
    fact = contract.FootprintNotice(
        recipient_id=recipient,
        supplier_id=supplier,
        product_id="coil",
        product_name="Hot rolled coil",
        kind=kind,
        footprint_id=str(uuid.uuid4()),
        value_before="2",
        declared_unit_before=unit_pb2.DECLARED_UNIT_KILOGRAM,
        **more,
    )
    return identified(fact, str(uuid.uuid4()), 1, supplier)


def count(world: Any, organization: str) -> int:
    """How much an organization was told."""
    with world.client(organization) as client:
        return client.get("/api/v1/footprint-notices").json()["total"]


@pytest.fixture
def told(world: Any, buyer: str, supplier: str, eventually: Eventually) -> str:
    """A buyer that was told of a new value, an end and an expiry; each fact arrives twice."""
    world.portal.supplier(supplier, buyer, name="Jiangnan Mill")
    newer = notice(
        supplier,
        buyer,
        contract.FOOTPRINT_NOTICE_KIND_SUPERSEDED,
        successor_id=str(uuid.uuid4()),
        value_after="2.5",
        declared_unit_after=unit_pb2.DECLARED_UNIT_KILOGRAM,
        change_percent="25.0",
    )
    ended = notice(supplier, buyer, contract.FOOTPRINT_NOTICE_KIND_ENDED)
    expiring = notice(supplier, buyer, contract.FOOTPRINT_NOTICE_KIND_EXPIRING, days=30)
    expiring.expires_at.FromDatetime(datetime(2026, 12, 20, tzinfo=UTC))
    for _ in range(2):
        world.portal.state(FOOTPRINT_NOTICES, buyer, newer, ended, expiring)
    stranger = str(uuid.uuid4())
    other = notice(supplier, stranger, contract.FOOTPRINT_NOTICE_KIND_ENDED)
    world.portal.state(FOOTPRINT_NOTICES, stranger, other)
    eventually(lambda: count(world, buyer) == 3 and count(world, stranger) == 1)
    return buyer


def test_a_buyer_reads_before_after_and_percent(
    world: Any, told: str, visit: Callable[..., Page]
) -> None:
    with world.client(told) as client:
        found = client.get("/api/v1/footprint-notices?kind=superseded").json()
        assert client.get("/api/v1/footprint-notices?kind=other").status_code == 422
    [only] = found["notices"]
    assert (only["before"], only["after"]) == (
        {"value": "2", "unit": "kilogram"},
        {"value": "2.5", "unit": "kilogram"},
    )
    assert only["change_percent"] == "25.0"
    page = visit("/notices")
    row = page.locator("tr", has_text="New value").inner_text()
    assert "2 kg CO₂e / kg" in row
    assert "2.5 kg CO₂e / kg" in row
    assert "+25" in row
    assert "more than 10 %" in row
    assert "Expires within 30 days" in page.inner_text("main")
    chinese = visit("/notices?kind=ended", "zh-CN").inner_text("main")
    assert "已终止" in chinese
    assert "30 天内到期" not in chinese
    assert "Footprints that have changed" in visit("/").inner_text("main")
