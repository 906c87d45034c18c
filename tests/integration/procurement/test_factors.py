"""Factor sets, exchange rates and price indices: published once, never edited."""

import uuid
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from bus import facts_on, latest

from tierzero.procurement.v1 import factor_pb2
from tierzero.topics import FACTORS

Eventually = Callable[..., Any]


def factor(**changes: Any) -> dict[str, Any]:
    """An average factor for plastics."""
    return {
        "factor_set": "averages",
        "version": "2026.1",
        "kind": "average_data",
        "classification": "urn:cpc:347",
        "value": "2.1",
        "unit": "kg",
        "gwp_set": "AR6",
        "region": "CN",
    } | changes


def test_the_epa_file_is_imported_exactly_as_published(
    world: Any, buyer: str, shared_data: Callable[[str], Path], eventually: Eventually
) -> None:
    content = shared_data("epa-supply-chain-factors-v1.3-naics-co2e-usd2022.csv").read_bytes()
    with world.client(buyer) as client:
        path = "/api/v1/factors/bulk"
        stored = client.post(path, files={"file": ("epa.csv", content)}).json()
        again = client.post(path, files={"file": ("epa.csv", content)}).json()
        resin = client.get("/api/v1/factors?classification=urn:naics:325211").json()["factors"]
        edited = content.replace(b"1.022", b"1.023")
        changed = client.post(path, files={"file": ("epa.csv", edited)})
    assert (stored["rows"], stored["published"]) == (1016, 2032)
    assert (again["published"], again["unchanged"]) == (0, 2032)
    assert {one["includes_margins"]: one["value"] for one in resin} == {
        False: "1.022",
        True: "1.045",
    }
    assert (changed.status_code, changed.json()["code"]) == (409, "factor-published")
    assert {one["code"] for one in changed.json()["errors"]} == {"factor-published"}

    def mine() -> list[Any]:
        facts = latest(facts_on(world.settings.broker, FACTORS)).values()
        return [one for one in facts if one.fact.organization_id == buyer]

    facts = eventually(lambda: len(found := mine()) == 2032 and found, 60)
    with_margins = next(
        one for one in facts if one.classification == "urn:naics:325211" and one.includes_margins
    )
    assert with_margins.kind == factor_pb2.FACTOR_KIND_SPEND_BASED
    assert (with_margins.value, with_margins.unit) == ("1.045", "USD")
    assert with_margins.price_year == 2022


def test_a_published_factor_is_superseded_by_another_version_only(world: Any, buyer: str) -> None:
    with world.client(buyer) as client:
        first = client.post("/api/v1/factors", json=[factor(), factor(region="DE")])
        same = client.post("/api/v1/factors", json=factor(value="2.10", unit="千克"))
        other = client.post("/api/v1/factors", json=[factor(region="US"), factor(value="2.2")])
        newer = client.post("/api/v1/factors", json=factor(value="2.2", version="2026.2"))
        sets = client.get("/api/v1/factors/sets").json()["sets"]
    assert first.json() == {"published": 2, "unchanged": 0}
    assert same.json() == {"published": 0, "unchanged": 1}
    assert (other.status_code, other.json()["errors"][0]["path"]) == (409, "[1].value")
    assert newer.json() == {"published": 1, "unchanged": 0}
    own = {(one["version"], one["factors"]) for one in sets if one["own"]}
    assert own == {("2026.1", 2), ("2026.2", 1)}


def test_an_administrators_set_is_for_everybody_and_a_buyers_for_itself(
    world: Any, buyer: str, eventually: Eventually
) -> None:
    name = f"national-{uuid.uuid4().hex[:8]}"
    with world.client(str(uuid.uuid4()), "administrator") as administrator:
        made = administrator.post("/api/v1/factors", json=factor(factor_set=name))
        assert made.status_code == 201
    with world.client(buyer) as client, world.client(str(uuid.uuid4())) as other:
        own = client.post("/api/v1/factors", json=factor(factor_set=f"own-{name}"))
        assert own.status_code == 201
        seen = client.get(f"/api/v1/factors?factor_set={name}").json()
        assert (seen["total"], seen["factors"][0]["own"]) == (1, False)
        assert other.get(f"/api/v1/factors?factor_set={name}").json()["total"] == 1
        assert other.get(f"/api/v1/factors?factor_set=own-{name}").json()["total"] == 0

    def owners() -> dict[str, str]:
        facts = latest(facts_on(world.settings.broker, FACTORS)).values()
        return {one.factor_set: one.fact.organization_id for one in facts}

    eventually(lambda: {name, f"own-{name}"} <= owners().keys())
    assert (owners()[name], owners()[f"own-{name}"]) == ("", buyer)


def test_a_rate_is_superseded_by_its_next_version(
    world: Any, buyer: str, eventually: Eventually
) -> None:
    rate = {"base": "USD", "currency": "CNY", "year": 2025, "rate": "7.10"}
    path = "/api/v1/exchange-rates"
    with world.client(buyer) as client:
        first = client.post(path, json=rate).json()
        same = client.post(path, json=[rate | {"rate": "7.1"}]).json()
        other = client.post(path, json=rate | {"rate": "7.2"}).json()
        held = [one for one in client.get(path).json()["exchange_rates"] if one["year"] == 2025]
        wrong = client.post(path, json=rate | {"base": "CNY", "rate": "0"})
    assert (first["recorded"], same["unchanged"], other["superseded"]) == (1, 1, 1)
    assert [(one["version"], one["rate"]) for one in held] == [(2, "7.2")]
    assert wrong.status_code == 422

    def versions() -> list[tuple[int, str]]:
        facts = facts_on(world.settings.broker, FACTORS, "exchange_rates")
        mine = [one for one in facts if one.fact.organization_id == buyer]
        return [(one.fact.version, one.rate) for one in mine]

    eventually(lambda: versions() == [(1, "7.10"), (2, "7.2")])


def test_price_indices_come_by_file_with_every_fault_named(world: Any, buyer: str) -> None:
    path = "/api/v1/price-indices/bulk"
    good = b"Currency,Year,Consumer price index\nUSD,2022,100\nUSD,2025,108.5\n"
    bad = b"Currency,Year,Consumer price index\nUSD,2022,0\nXXQ,2022,1\nUSD,20x,1\n"
    with world.client(buyer) as client:
        stored = client.post(path, files={"file": ("a.csv", good)}).json()
        refused = client.post(path, files={"file": ("a.csv", bad)})
    assert (stored["rows"], stored["recorded"]) == (2, 2)
    found = {(one["row"], one["column"], one["code"]) for one in refused.json()["errors"]}
    assert found == {
        (2, "Consumer price index", "number-not-positive"),
        (3, "Currency", "unknown-currency"),
        (4, "Year", "number-with-text"),
    }


@pytest.mark.parametrize("role", ["supplier", "partner"])
def test_only_buyers_and_administrators_publish_factors(world: Any, buyer: str, role: str) -> None:
    with world.client(buyer, role) as client:
        assert client.post("/api/v1/factors", json=factor()).status_code == 403
