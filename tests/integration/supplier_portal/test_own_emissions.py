"""Own emissions of a supplier, through the JSON API and on their pages."""

from datetime import UTC, datetime
from typing import Any

import httpx
import pytest
from pymongo import MongoClient

from tierzero.topics import SUPPLIER_EMISSIONS

from .portal_process import PortalProcess

PATH = "/api/v1/own-emissions"
STATED = {
    "scope_1": "1200000.50",
    "scope_2": "3400000",
    "waste": "5000",
    "revenue": "250000000",
    "currency": "CNY",
    "covered_share": "0.35",
}
FORM = {
    "year": "2021",
    "scope_1": "1,200.5",
    "scope_2": "3400",
    "revenue": "250000000",
    "currency": "CNY",
    "covered_share": "35",
    "gwp_set": "AR6",
}


def facts(portal: PortalProcess, identity: str) -> list[Any]:
    return [one for one in portal.outbox(SUPPLIER_EMISSIONS) if one.fact.id == identity]


def refusals(answer: httpx.Response) -> list[tuple[str, str]]:
    assert answer.status_code == 422, answer.text
    return [(error["path"], error["code"]) for error in answer.json()["errors"]]


def test_a_year_is_stated_changed_and_withdrawn_on_the_bus(portal: PortalProcess) -> None:
    client = portal.program("mill")
    made = client.put(f"{PATH}/2024", json=STATED).json()
    assert (made["version"], made["year"], made["gwp_set"]) == (1, 2024, "AR6")
    assert client.put(f"{PATH}/2024", json=STATED).json()["version"] == 1
    changed = client.put(f"{PATH}/2024", json={**STATED, "waste": "0"}).json()
    assert client.get(f"{PATH}/2024").json() == changed
    assert [one["year"] for one in client.get(PATH).json()["data"]].count(2024) == 1
    assert client.delete(f"{PATH}/2024").status_code == 204
    gone = client.get(f"{PATH}/2024")
    assert (gone.status_code, gone.json()["code"]) == (404, "no-own-emissions")
    assert client.delete(f"{PATH}/2024").status_code == 404
    assert client.put(f"{PATH}/2024", json=STATED).json()["version"] == 4
    told = [
        (one.fact.version, one.fact.withdrawn, one.scope_1, one.waste, one.covered_share)
        for one in facts(portal, "mill:2024")
    ]
    assert told == [
        (1, False, "1200000.50", "5000", "0.35"),
        (2, False, "1200000.50", "0", "0.35"),
        (3, True, "", "", ""),
        (4, False, "1200000.50", "5000", "0.35"),
    ]


def test_each_fault_is_told_at_its_path(portal: PortalProcess) -> None:
    client, before = portal.program("mill"), facts(portal, "mill:2023")
    wrong = {**STATED, "scope_1": "-1", "revenue": "0", "currency": "RMB", "covered_share": "35"}
    assert set(refusals(client.put(f"{PATH}/2023", json=wrong))) == {
        ("scope_1", "number-negative"),
        ("revenue", "number-not-positive"),
        ("currency", "unknown-currency"),
        ("covered_share", "share-out-of-range"),
    }
    for year in (1989, datetime.now(UTC).year + 1):
        refused = client.put(f"{PATH}/{year}", json=STATED)
        assert refusals(refused) == [("year", "year-out-of-range")]
    assert facts(portal, "mill:2023") == before


def test_two_suppliers_state_the_same_year_and_a_buyer_none(portal: PortalProcess) -> None:
    for supplier in ("mill", "foundry"):
        portal.program(supplier).put(f"{PATH}/2022", json=STATED).raise_for_status()
    assert portal.program("foundry").delete(f"{PATH}/2022").status_code == 204
    assert portal.program("mill").get(f"{PATH}/2022").status_code == 200
    assert portal.program("factory").put(f"{PATH}/2022", json=STATED).status_code == 403
    on_behalf = f"{PATH}/2022?supplier_id=foundry"
    assert portal.program("operator").put(on_behalf, json=STATED).json()["version"] == 3


def test_who_acted_is_in_the_audit_log(portal: PortalProcess) -> None:
    portal.program("foundry").put(f"{PATH}/2019", json=STATED).raise_for_status()
    portal.program("foundry").delete(f"{PATH}/2019").raise_for_status()
    with MongoClient[dict[str, Any]](portal.store_uri) as client:
        entries = client[portal.database]["audit"].find({"subjects": "foundry:2019"}).sort("_id", 1)
        told = [(one["action"], one["actor"], one["after"] is None) for one in entries]
    assert told == [
        ("own_emissions.stated", "foundry-program", False),
        ("own_emissions.withdrawn", "foundry-program", True),
    ]


@pytest.mark.parametrize("language", ["en", "zh-CN"])
def test_a_year_is_entered_and_mended_on_its_page(portal: PortalProcess, language: str) -> None:
    browser = portal.browser("mill")
    browser.cookies.set("tierzero_language", language)
    wrong = browser.post("/own-emissions/new", data={**FORM, "revenue": "", "currency": "yuan"})
    assert wrong.status_code == 422
    for name in ("revenue", "currency"):
        assert f'id="field-{name}-error"' in wrong.text
    assert 'value="1,200.5"' in wrong.text
    assert browser.post("/own-emissions/new", data=FORM).status_code == 303
    listed = browser.get("/own-emissions").text
    assert 'href="/own-emissions/2021"' in listed
    assert "35%" in listed
    opened = browser.get("/own-emissions/2021").text
    assert 'value="1200.5"' in opened
    changed = {**FORM, "year": "2020", "scope_2": "0"}
    assert browser.post("/own-emissions/2021", data=changed).status_code == 303
    stored = portal.program("mill").get(f"{PATH}/2021").json()
    assert (stored["scope_1"], stored["scope_2"]) == ("1200500", "0")
    assert portal.program("mill").get(f"{PATH}/2020").status_code == 404
    assert browser.post("/own-emissions/2021/withdraw").status_code == 303
    assert 'href="/own-emissions/2021"' not in browser.get("/own-emissions").text
