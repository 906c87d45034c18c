"""Calculations by JSON: from parts to an issued footprint, reproducible and with its lineage."""

from datetime import UTC, datetime
from decimal import Decimal

import httpx

from tierzero.topics import FOOTPRINTS

from .calculating import (
    YEAR,
    begin,
    complete,
    factor_fact,
    foreign_part,
    part_of,
    publish,
    result_of,
)
from .documents import add_product, footprint, unique
from .portal_process import PortalProcess
from .test_approval import people

__all__ = ["people"]


def test_every_part_comes_out_as_by_hand(portal: PortalProcess) -> None:
    client = portal.program("mill")
    casting, _stated = foreign_part(portal)
    made = add_product(client)
    result = result_of(client, begin(client, made, **complete(casting)))
    by_key = {one["key"]: Decimal(one["kilograms"]) for one in result["contributions"]}
    by_hand = {
        # 0.8 kg of 2.10; 0.02 kg of 0.8; 1 kWh of 0.5777; 0.5 kg of gas, 48 MJ/kg.
        "materials[0]": "1.68",
        "packaging[0]": "0.016",
        "electricity[0]": "0.5777",
        # 56,100 + 1 × 27 + 0.1 × 273 kg/TJ.
        "fuels[0]": str(Decimal("0.024") * Decimal("56.1543")),
        "fuels[0].upstream": str(Decimal("0.024") * Decimal("5.6")),
        # 0.8 t × 250 km = 200 t·km.
        "transport[0]": str(Decimal("0.2") * Decimal("0.10163")),
        "gases[0]": "0.2255" + "5",
    }
    expected = {key: Decimal(value) for key, value in by_hand.items()}
    expected["gases[0]"] = Decimal("0.0001") * Decimal("2255.5")
    assert by_key == expected
    total = Decimal(result["result"]["pcf_excluding_biogenic_uptake"])
    assert total == sum(expected.values())
    assert result["complete"] is True
    assert [gap for gap in result["gaps"] if not gap["hint"]] == []
    assert result["findings"] == []
    assert result["usability_level"] == 3
    assert result["missing_for_next_level"] == []


def test_the_reference_vector_by_shared_footprints(portal: PortalProcess) -> None:
    client = portal.program("mill")

    def part(unit: str, amount: str, value: str, share: str) -> dict[str, object]:
        numbers = {
            "pcfExcludingBiogenicUptake": value,
            "pcfIncludingBiogenicUptake": value,
            "fossilGhgEmissions": value,
            "fossilCarbonContent": "0",
            "primaryDataShare": share,
            "declaredUnitOfMeasurement": unit,
            "declaredUnitAmount": amount,
            "productMassPerDeclaredUnit": {"kilogram": amount, "piece": "0.1", "liter": "0.4"}[
                unit
            ],
        }
        made, _stated = foreign_part(portal, numbers)
        return made

    materials = [
        part_of(part("kilogram", "1", "2.35", "60"), quantity="0.8", unit="kg", for_amount="1"),
        part_of(part("piece", "1", "0.085", "0"), quantity="4", unit="pcs", for_amount="1"),
        part_of(part("liter", "0.5", "0.31", "100"), quantity="1.2", unit="L", for_amount="1"),
    ]
    own = {"quantity": "500", "unit": "kg", "value": "1", "value_unit": "kg"}
    own |= {"data_type": "primary", "source_name": "Own metering"}
    made = add_product(client)
    calculation = begin(client, made, output_amount="1000", materials=materials, waste=[own])
    result = result_of(client, calculation)["result"]
    assert result["pcf_excluding_biogenic_uptake"] == "3.464"
    assert result["primary_data_share"] == "68.48"


def test_what_is_missing_is_said_at_its_field_and_nothing_is_issued(portal: PortalProcess) -> None:
    client = portal.program("mill")
    made = add_product(client)
    calculation = begin(
        client,
        made,
        co_products=[{"name": "Slag"}],
        materials=[
            {"name": "Resin", "quantity": "3", "unit": "L", "value": "2", "value_unit": "kg"},
            {"name": "Ghost", "supplier_id": "nobody", "product_id": "gone", "quantity": "1"},
        ],
        fuels=[{"fuel": "natural gas", "quantity": "2", "unit": "万立方米"}],
        transport=[{"quantity": "1", "unit": "t", "mode": "rail"}],
    )
    result = result_of(client, calculation)
    found = {(gap["path"], gap["code"]) for gap in result["gaps"] if not gap["hint"]}
    assert found == {
        ("output_amount", "output-missing"),
        ("materials[0].unit", "unit-not-convertible"),
        ("materials[1].product", "no-usable-footprint"),
        ("fuels[0].heating_value", "heating-value-missing"),
        ("transport[0].distance", "distance-missing"),
    }
    assert result["result"] is None
    refused = client.post(f"/api/v1/calculations/{calculation['id']}/issue")
    assert (refused.status_code, refused.json()["code"]) == (422, "calculation-incomplete")
    assert {one["path"] for one in refused.json()["errors"]} == {path for path, _code in found}
    chinese = portal.program("mill", "zh-CN").get(
        f"/api/v1/calculations/{calculation['id']}/result"
    )
    assert "密度" in next(
        gap["message"] for gap in chinese.json()["gaps"] if gap["code"] == "unit-not-convertible"
    )


def test_co_products_share_in_the_order_of_the_methodology(portal: PortalProcess) -> None:
    client = portal.program("mill")
    made = add_product(client)
    own = {"quantity": "10", "unit": "t", "value": "1", "value_unit": "kg", "source_name": "x"}
    stated = {
        "output_amount": "0.5",
        "price": "2",
        "co_products": [{"name": "Second", "mass": "1", "price": "3"}],
        "waste": [own],
    }
    calculation = begin(client, made, **stated)
    result = result_of(client, calculation)
    assert result["allocation"]["reason"] == "ratio-up-to-five"
    assert result["allocation"]["economic_value_ratio"] == "1.5"
    burden = Decimal(result["result"]["pcf_excluding_biogenic_uptake"]) * Decimal("0.5")
    assert round(burden, 0) == 3333
    shares = [Decimal(share) for share in result["allocation"]["shares"]]
    assert sum(shares) == 1
    description = result["pcf"]["allocationRulesDescription"]
    assert "33.33" in description

    path = f"/api/v1/calculations/{calculation['id']}"
    dear = {**YEAR, **stated, "price": "20"}
    client.put(path, json=dear).raise_for_status()
    economic = result_of(client, calculation)
    assert economic["allocation"]["reason"] == "ratio-above-five"
    text = economic["pcf"]["allocationRulesDescription"]
    assert "%" not in text, "shares by price would tell prices"
    assert "6.6" not in text

    ruled = {**dear, "approach": "rule", "rule_operator": "EPD International"}
    ruled |= {"rule_name": "PCR 2019:14", "rule_basis": "mass"}
    client.put(path, json=ruled).raise_for_status()
    result = result_of(client, calculation)
    assert result["allocation"]["reason"] == "rule"
    rule = {"operator": "EPD International", "ruleNames": ["PCR 2019:14"]}
    assert result["pcf"]["productOrSectorSpecificRules"] == [rule]


def test_green_certificates_change_no_footprint_and_a_province_neither(
    portal: PortalProcess,
) -> None:
    client = portal.program("mill")
    made = add_product(client)

    def total(site: str, **given: object) -> str:
        row = {"quantity": "1000", "unit": "kWh", **given}
        stated = {"output_amount": "1000", "electricity": [row], "site": site}
        return result_of(client, begin(client, made, **stated))["result"][
            "pcf_excluding_biogenic_uptake"
        ]

    assert {total("CN-JS"), total("CN-YN"), total("CN-JS", green_percent="100")} == {"0.5777"}
    assert total("CN-JS", generation="photovoltaic") == "0.052"


def test_one_step_issues_a_footprint_with_its_lineage(portal: PortalProcess) -> None:
    client = portal.program("mill")
    casting, stated = foreign_part(portal)
    made = add_product(client)
    calculation = begin(client, made, **complete(casting, price="77.31"))
    path = f"/api/v1/calculations/{calculation['id']}/issue"
    issued = client.post(path)
    assert issued.status_code == 201, issued.text
    receipt = issued.json()
    assert receipt["origin"] == "calculation"
    assert receipt["findings"] == []
    assert receipt["usability_level"] == 3
    lineage = receipt["lineage"]
    assert (lineage["calculation_id"], lineage["calculation_version"]) == (calculation["id"], 1)
    assert lineage["edited"] == []
    used = {one["reference"]: (one["id"], one["version"]) for one in lineage["inputs"]}
    assert used[f"product:{casting['supplier_id']}/{casting['id']}"] == (stated["id"], "1")
    assert used["grid:grid"] == ("cn-grid-product-2024:grid", "2024")
    pcf = receipt["footprint"]["pcf"]
    parts = ("fossilGhgEmissions",)
    assert Decimal(pcf["pcfExcludingBiogenicUptake"]) == sum(Decimal(pcf[name]) for name in parts)
    assert pcf["packagingGhgEmissions"] == "0.016"
    assert pcf["geographyCountrySubdivision"] == "CN-JS"
    assert "77.31" not in issued.text

    again = client.post(path)
    assert (again.status_code, again.json()["outcome"]) == (200, "unchanged")
    changed = {**calculation["stated"], "output_amount": "2000"}
    client.put(f"/api/v1/calculations/{calculation['id']}", json=changed).raise_for_status()
    assert client.post(path).json()["deprecated"] == [receipt["id"]]
    [fact] = [one for one in portal.outbox(FOOTPRINTS) if one.fact.id == receipt["id"]][:1]
    assert calculation["id"] not in str(fact), "the lineage stays in the portal"


def test_a_newer_input_is_told_and_taken_only_when_asked(portal: PortalProcess) -> None:
    client, operator = portal.program("mill"), portal.program("operator")
    casting, old = foreign_part(portal)
    made = add_product(client)
    calculation = begin(client, made, **complete(casting))
    before = result_of(client, calculation)
    assert before["newer_inputs"] == []
    value = {
        "pcfExcludingBiogenicUptake": "1.10",
        "pcfIncludingBiogenicUptake": "1.10",
        "fossilGhgEmissions": "1.10",
    }
    newer = footprint(casting, value, precedingPfIds=[old["id"]])
    operator.params = {"supplier_id": casting["supplier_id"]}
    operator.post("/api/v1/footprints", json=newer).raise_for_status()

    told = result_of(client, calculation)
    [change] = told["newer_inputs"]
    assert (change["before"]["id"], change["after"]["id"]) == (old["id"], newer["id"])
    assert told["result"] == before["result"], "nothing moves by itself"
    path = f"/api/v1/calculations/{calculation['id']}"
    again = client.post(f"{path}/recalculate").json()
    assert again["version"] == 2
    assert client.post(f"{path}/recalculate").json()["version"] == 2
    compared = client.get(f"{path}/changes").json()
    assert [(one["key"], one["difference"]) for one in compared["changes"]] == [
        ("materials[0]", "-0.8")
    ]
    assert compared["total"]["difference"] == "-0.8"
    earlier = client.get(f"{path}/result", params={"version": 1}).json()
    assert earlier["result"] == before["result"], "an old version gives the same for ever"


def test_what_is_no_longer_shared_is_kept_and_told(portal: PortalProcess) -> None:
    client, operator = portal.program("mill"), portal.program("operator")
    casting, _stated = foreign_part(portal)
    made = add_product(client)
    calculation = begin(client, made, **complete(casting))
    operator.params = {"supplier_id": casting["supplier_id"]}
    names = ("number", "name", "declared_unit", "mass_per_declared_unit")
    hidden = {**{name: casting[name] for name in names}, "sharing": "nobody"}
    operator.put(f"/api/v1/products/{casting['id']}", json=hidden).raise_for_status()
    told = result_of(client, calculation)
    [gone] = told["newer_inputs"]
    assert gone["after"] is None
    path = f"/api/v1/calculations/{calculation['id']}"
    assert client.post(f"{path}/recalculate").json()["version"] == 1
    fresh = result_of(client, begin(client, made, **complete(casting)))
    codes = {gap["code"] for gap in fresh["gaps"] if not gap["hint"]}
    assert codes == {"no-usable-footprint"}


async def test_a_published_factor_fills_in_until_its_next_edition(portal: PortalProcess) -> None:
    client = portal.program("mill")
    place = unique("urn:x:resin")
    first = factor_fact(classification=place, name=unique("Resin"))
    await publish(portal, first)
    [found] = client.get("/api/v1/reference-factors", params={"q": first.name}).json()["data"]
    assert (found["id"], found["value"]) == (first.fact.id, "1.5")
    made = add_product(client)
    row = {"quantity": "500", "unit": "kg", "factor_id": found["id"]}
    calculation = begin(client, made, output_amount="1000", materials=[row])
    result = result_of(client, calculation)
    assert result["result"]["pcf_excluding_biogenic_uptake"] == "0.75"
    assert result["contributions"][0]["data_quality"] == {
        "technological": "3.00",
        "geographical": "2.00",
        "temporal": "1.00",
    }
    best = result["improvements"][0]
    assert (best["kind"], best["primary_data_share_points"]) == ("specific-data", "100")

    edition = {"classification": place, "name": first.name, "factor_set_version": "2026.1"}
    later = factor_fact(
        **edition, value="1.2", data_year=2025, recorded_at=datetime(2026, 6, 1, tzinfo=UTC)
    )
    await publish(portal, later, first)
    [change] = result_of(client, calculation)["newer_inputs"]
    assert change["after"]["id"] == later.fact.id
    path = f"/api/v1/calculations/{calculation['id']}"
    renewed = client.post(f"{path}/recalculate").json()
    assert renewed["stated"]["materials"][0]["factor_id"] == later.fact.id
    assert result_of(client, calculation)["result"]["pcf_excluding_biogenic_uptake"] == "0.6"


def test_a_missing_footprint_is_asked_of_its_supplier(portal: PortalProcess) -> None:
    client = portal.program("mill")
    made = add_product(client)
    row = {
        "name": "Bolts",
        "supplier_id": "foundry",
        "product_id": "bolts",
        "quantity": "10",
        "unit": "kg",
        "value": "2",
        "value_unit": "kg",
        "source_name": "national",
    }
    result = result_of(client, begin(client, made, output_amount="10", materials=[row]))
    best = result["improvements"][0]
    assert (best["supplier_id"], best["product_id"]) == ("foundry", "bolts")
    assert best["message"] == "Bolts: ask foundry for a footprint"


def test_calculations_of_others_are_not_mine_and_two_hands_collide(portal: PortalProcess) -> None:
    client, other = portal.program("mill"), portal.program("foundry")
    made = add_product(client)
    calculation = begin(client, made)
    path = f"/api/v1/calculations/{calculation['id']}"
    for answer in (other.get(path), other.get(f"{path}/result"), other.post(f"{path}/issue")):
        assert (answer.status_code, answer.json()["code"]) == (404, "unknown-calculation")
    assert other.get("/api/v1/calculations").json()["total"] == 0
    stated = {**YEAR, "output_amount": "5"}
    assert client.put(path, json=stated, params={"version": 1}).json()["version"] == 2
    assert client.put(path, json=stated).json()["version"] == 2, "the same is no version"
    refused = client.put(path, json={**stated, "output_amount": "6"}, params={"version": 1})
    assert (refused.status_code, refused.json()["code"]) == (409, "calculation-changed")
    assert client.delete(path).status_code == 204
    assert client.get(path).status_code == 404
    assert client.get(path, params={"version": 2}).status_code == 200


def test_capture_biogenic_gases_and_exemptions_reach_the_footprint(portal: PortalProcess) -> None:
    client = portal.program("mill")
    made = add_product(client)
    calculation = begin(
        client,
        made,
        output_amount="100",
        gases=[
            {"gas": "CO2", "quantity": "500", "unit": "kg"},
            {"gas": "CH4", "quantity": "1", "unit": "kg", "biogenic": True},
            {"gas": "CO2", "quantity": "90", "unit": "kg", "biogenic": True},
        ],
        capture_included=True,
        captured="200",
        capture_origin="Flue gas",
        biogenic_carbon_content="0.03",
        packaging_included=False,
        exempted_percent="4",
        exempted_reason="Lubricants",
    )
    result = result_of(client, calculation)
    pcf = result["pcf"]
    assert pcf["fossilGhgEmissions"] == "5"
    assert pcf["biogenicNonCO2Emissions"] == "0.27"
    assert pcf["ccsTechnologicalCO2Capture"] == "-2"
    assert pcf["pcfExcludingBiogenicUptake"] == "3.27"
    assert pcf["biogenicCO2Uptake"] == "-0.11"
    assert pcf["pcfIncludingBiogenicUptake"] == "3.16"
    assert [one["code"] for one in result["findings"]] == ["exempted-above-cap"]


def test_what_an_editor_calculates_waits_and_keeps_its_lineage(
    portal: PortalProcess, people: dict[str, httpx.Client]
) -> None:
    editor, approver = people["editor"], people["approver"]
    made = add_product(editor)
    own = {"quantity": "5", "unit": "kg", "value": "1", "value_unit": "kg", "source_name": "x"}
    calculation = begin(editor, made, output_amount="10", waste=[own])
    sent = editor.post(f"/api/v1/calculations/{calculation['id']}/issue")
    assert (sent.status_code, sent.json()["outcome"]) == (202, "pending")
    approved = approver.post(f"/api/v1/drafts/{sent.json()['draft_id']}/approve")
    assert approved.is_success, approved.text
    issued = approver.get(f"/api/v1/footprints/{sent.json()['id']}").json()
    assert issued["origin"] == "calculation"
    assert issued["lineage"]["calculation_id"] == calculation["id"]
    assert "pcf.packagingEmissionsIncluded" in issued["missing_for_next_level"]


def test_what_is_taken_from_a_supplier_stands_in_its_ledger(portal: PortalProcess) -> None:
    client, operator = portal.program("mill"), portal.program("operator")
    casting, stated = foreign_part(portal)
    made = add_product(client)
    begin(client, made, **complete(casting))
    operator.params = {"supplier_id": casting["supplier_id"]}
    found = operator.get("/api/v1/sharing/disclosures").json()["data"]
    taken = [(one["footprint_id"], one["recipient_id"], one["way"]) for one in found]
    assert (stated["id"], "mill", "calculation") in taken
