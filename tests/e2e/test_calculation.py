"""A supplier without a life-cycle assessment: a published factor, a calculation, a verdict."""

from typing import Any

import pytest
from asking import until
from entering import THIS_YEAR, Chain

from tests.integration.supplier_portal.documents import unique
from tierzero_local.acting import Actor

pytestmark = [pytest.mark.platform, pytest.mark.timeout(600)]
LAST_YEAR = THIS_YEAR - 1


def published(administrator: Actor, name: str) -> None:
    """A physical average for everybody, with one per money beside it."""
    factor = {
        "factor_set": unique("national"),
        "version": "1",
        "kind": "average_data",
        "classification": "urn:cpc:34730",
        "name": name,
        "value": "1.5",
        "unit": "kg",
        "gwp_set": "AR6",
        "region": "CN",
        "data_year": LAST_YEAR,
    }
    spend = {**factor, "kind": "spend_based", "unit": "USD", "price_year": 2022, "value": "9"}
    with administrator.http("procurement") as procurement:
        answer = procurement.post("/api/v1/factors", json=[factor, spend])
        assert answer.is_success, answer.text


def known(mill: Actor, name: str) -> dict[str, Any]:
    """The factor, as soon as the portal has heard of it."""
    with mill.http("supplier-portal") as portal:
        path = "/api/v1/reference-factors"
        answer = until(
            lambda: portal.get(path, params={"q": name}), lambda one: bool(one.json()["data"])
        )
    [factor] = answer.json()["data"]
    return factor


def test_what_is_calculated_is_judged_and_counted(chain: Chain, administrator: Actor) -> None:
    name = unique("Resin")
    published(administrator, name)
    factor = known(chain.mill, name)
    assert (factor["value"], factor["unit"]) == ("1.5", "kilogram"), "not the one per money"
    chain.limit("2")
    stated = {
        "first_day": f"{LAST_YEAR}-01-01",
        "last_day": f"{LAST_YEAR}-12-31",
        "site": "CN-JS",
        "output_amount": "1000",
        "materials": [{"quantity": "800", "unit": "kg", "factor_id": factor["id"]}],
        "electricity": [{"quantity": "1000", "unit": "kWh"}],
        "packaging_included": False,
        "capture_included": False,
        "biogenic_carbon_content": "0",
    }
    begun = {"product_id": chain.product["id"], "stated": stated}
    with chain.mill.http("supplier-portal") as portal:
        made = portal.post("/api/v1/calculations", json=begun).json()
        issued = portal.post(f"/api/v1/calculations/{made['id']}/issue")
    assert issued.status_code == 201, issued.text
    assert issued.json()["findings"] == []
    assert issued.json()["usability_level"] == 3
    pcf = issued.json()["footprint"]["pcf"]
    assert pcf["pcfExcludingBiogenicUptake"] == "1.7777", "0.8 × 1.5 + 0.5777"
    until(chain.verdicts, lambda found: found == ["pass"])
    chain.buy(LAST_YEAR)
    # 1000 kg at 1.7777 kg each.
    until(chain.total, lambda found: found == 1_777_700_000)
