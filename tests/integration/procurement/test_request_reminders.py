"""A buyer sees when its suppliers were reminded, and says where a part is to be made."""

import uuid
from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
from bus import send_raw
from playwright.sync_api import Page

from tests.accessibility import violations
from tierzero.supplier_portal.v1 import footprint_request_state_pb2 as contract
from tierzero.topics import FOOTPRINT_REQUEST_STATES

Eventually = Callable[..., Any]
pytestmark = pytest.mark.browser
REQUESTS = "/api/v1/footprint-requests"


@pytest.fixture
def asked(world: Any, buyer: str, supplier: str, eventually: Eventually) -> str:
    """Id of a request for a part that is made in Jiangsu."""
    world.portal.supplier(supplier, buyer, name="Jiangnan Mill")
    question = {"supplier": supplier, "description": "Door panel", "geography": "CN-JS"}
    with world.client(buyer) as client:
        answer = eventually(lambda: _asked(client, question))
    return str(answer["id"])


def _asked(client: Any, question: dict[str, str]) -> Any:
    answer = client.post(REQUESTS, json=question)
    return answer.json()["asked"][0] if answer.status_code == 201 else None


def reminder(buyer: str, supplier: str, request_id: str, days: int, origin: int = 1) -> Any:
    """What the portal states when the calendar reminds."""
    due = datetime(2026, 12, 24, tzinfo=UTC)
    fact = contract.FootprintRequestReminder(
        request_id=str(uuid.uuid4()),
        supplier_id=supplier,
        asker_id=buyer,
        origin=contract.FootprintRequestOrigin.Name(origin),
        event_id=request_id,
        days_before=days,
    )
    fact.fact.id, fact.fact.version = f"{fact.request_id}:{days}", 1
    fact.fact.recorded_at.FromDatetime(due - timedelta(days=days, microseconds=123_457))
    fact.due_at.FromDatetime(due)
    return fact


def state(world: Any, supplier: str, *reminders: Any) -> None:
    """Put reminders on the bus."""
    envelope = contract.FootprintRequestStatesStated(reminders=reminders)
    value = envelope.SerializeToString()
    send_raw(world.settings.broker, FOOTPRINT_REQUEST_STATES, supplier, value)


def test_reminders_are_kept_once_in_any_order_and_shown(
    world: Any,
    buyer: str,
    supplier: str,
    asked: str,
    visit: Callable[..., Page],
    eventually: Eventually,
) -> None:
    week, last = (reminder(buyer, supplier, asked, days) for days in (7, 0))
    unknown = reminder(buyer, supplier, str(uuid.uuid4()), 7)
    of_a_partner = reminder(buyer, supplier, asked, 1, origin=2)
    state(world, supplier, last, unknown)
    state(world, supplier, week, last, of_a_partner)
    with world.client(buyer) as client:
        eventually(lambda: len(client.get(f"{REQUESTS}/{asked}").json().get("reminders", ())) == 2)
        state(world, supplier, week)
        marker = reminder(buyer, supplier, asked, 1)
        state(world, supplier, marker)
        eventually(lambda: len(client.get(f"{REQUESTS}/{asked}").json()["reminders"]) == 3)
        held = client.get(f"{REQUESTS}/{asked}").json()
    assert [one["days_before"] for one in held["reminders"]] == [7, 1, 0]
    assert held["geographies"] == ["CN-JS"]
    english = visit(f"/footprint-requests/{asked}")
    shown = english.inner_text("main")
    assert shown.count("Supplier reminded by the calendar") == 3
    assert "7 days before" in shown
    assert "on the last day" in shown
    assert "Jiangsu (CN-JS)" in shown
    chinese = visit(f"/footprint-requests/{asked}", "zh-CN")
    assert "提前 7 天" in chinese.inner_text("main")
    assert "江苏" in chinese.inner_text("main")
    for page in (english, chinese):
        assert violations(page) == []


@pytest.mark.parametrize("language", ["en", "zh-CN"])
def test_the_form_asks_where_it_is_made(
    world: Any,
    buyer: str,
    supplier: str,
    visit: Callable[..., Page],
    eventually: Eventually,
    language: str,
) -> None:
    world.portal.supplier(supplier, buyer, name="Jiangnan Mill")
    eventually(lambda: world.database.catalogue_organizations.find_one({"_id": supplier}))
    page = visit("/footprint-requests/new", language, 390)
    page.select_option("#field-supplier", supplier)
    page.fill("#field-description", "Door panel")
    page.select_option("#field-geography", "CN-ZJ")
    assert violations(page) == []
    assert page.evaluate("document.documentElement.scrollWidth") <= 390
    page.locator("main form.form .actions button").click()
    page.wait_for_url("**/footprint-requests/*-*")
    assert "CN-ZJ" in page.inner_text("main")
    with world.client(buyer) as client:
        [held] = client.get(REQUESTS).json()["requests"]
    assert held["geographies"] == ["CN-ZJ"]
