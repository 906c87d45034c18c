"""Issuing, superseding and comparing footprints through the JSON API."""

import uuid
from typing import Any

from tierzero.supplier_portal.v1 import footprint_pb2 as contract
from tierzero.topics import FOOTPRINTS

from .documents import add_product, footprint
from .portal_process import PortalProcess

PATH = "/api/v1/footprints"


def _facts(portal: PortalProcess, *ids: str) -> list[Any]:
    return [fact for fact in portal.outbox(FOOTPRINTS) if fact.fact.id in ids]


def test_an_issued_footprint_is_on_the_bus_digit_for_digit(portal: PortalProcess) -> None:
    client = portal.program("mill")
    made = add_product(client)
    document = footprint(made, {"fossilGhgEmissions": "2.100"})
    issued = client.post(PATH, json=document)
    assert issued.status_code == 201
    assert issued.json()["findings"] == []
    assert issued.json()["footprint"] == document
    [fact] = _facts(portal, document["id"])
    assert fact.product_id == made["id"]
    assert fact.status == contract.FOOTPRINT_STATUS_ACTIVE
    assert fact.pcf.fossil_ghg_emissions == "2.100"
    assert fact.pcf.packaging_emissions_included is False
    assert fact.pcf.dqi.temporal_dqr == "1.5"


def test_the_same_footprint_again_changes_nothing(portal: PortalProcess) -> None:
    client = portal.program("mill")
    document = footprint(add_product(client))
    assert client.post(PATH, json=document).status_code == 201
    again = client.post(PATH, json=document)
    assert (again.status_code, again.json()["outcome"]) == (200, "unchanged")
    assert len(_facts(portal, document["id"])) == 1


def test_an_id_cannot_be_issued_with_another_content(portal: PortalProcess) -> None:
    client = portal.program("mill")
    document = footprint(add_product(client))
    client.post(PATH, json=document)
    other = client.post(PATH, json={**document, "comment": "other"})
    assert (other.status_code, other.json()["code"]) == (409, "footprint-issued")
    stored = client.get(f"{PATH}/{document['id']}").json()
    assert "comment" not in stored["footprint"]


def test_the_schema_refuses_with_path_and_code_and_stores_nothing(portal: PortalProcess) -> None:
    client = portal.program("mill", language="zh-CN")
    document = footprint(
        add_product(client), {"declaredUnitOfMeasurement": "bushel", "fossilGhgEmissions": "-1"}
    )
    del document["companyName"]
    answer = client.post(PATH, json=document)
    assert answer.status_code == 400
    assert answer.headers["content-type"].startswith("application/problem+json")
    found = {error["path"]: error["code"] for error in answer.json()["errors"]}
    assert found == {
        "companyName": "attribute-missing",
        "pcf.declaredUnitOfMeasurement": "unknown-value",
        "pcf.fossilGhgEmissions": "number-negative",
    }
    assert answer.json()["errors"][0]["message"] == "此属性为必填项。"
    assert client.get(f"{PATH}/{document['id']}").status_code == 404
    assert _facts(portal, document["id"]) == []


def test_numbers_must_be_text(portal: PortalProcess) -> None:
    client = portal.program("mill")
    document = footprint(add_product(client), {"pcfExcludingBiogenicUptake": 2.1})
    [error] = client.post(PATH, json=document).json()["errors"]
    assert error["path"] == "pcf.pcfExcludingBiogenicUptake"
    assert error["code"] == "invalid-decimal"


def test_what_is_no_json_or_no_text_is_refused(portal: PortalProcess) -> None:
    client = portal.program("mill")
    headers = {"content-type": "application/json"}
    for content in ("{", '{"id": "\\ud800"}', "[]", "null"):
        answer = client.post(PATH, content=content, headers=headers)
        assert answer.status_code in (400, 422), content
        assert answer.json()["code"]


def test_an_unknown_product_is_named(portal: PortalProcess) -> None:
    document = footprint({"product_ids": ["urn:gtin:4006381333931"], "name": "Stranger"})
    answer = portal.program("mill").post(PATH, json=document)
    assert (answer.status_code, answer.json()["code"]) == (422, "unknown-product")
    assert answer.json()["errors"][0]["path"] == "productIds"


def test_findings_are_returned_stored_and_worded_for_each_reader(portal: PortalProcess) -> None:
    client = portal.program("mill")
    document = footprint(add_product(client), {"fossilGhgEmissions": "1"})
    issued = client.post(PATH, json=document).json()
    found = {(one["code"], one["path"], one["severity"]) for one in issued["findings"]}
    assert ("sum-excluding-uptake", "pcf.pcfExcludingBiogenicUptake", "error") in found
    chinese = portal.program("mill", language="zh-CN").get(f"{PATH}/{document['id']}").json()
    english = client.get(f"{PATH}/{document['id']}").json()
    assert chinese["findings"][0]["code"] == english["findings"][0]["code"]
    assert chinese["findings"][0]["message"] != english["findings"][0]["message"]


def test_strict_submission_refuses_what_the_methodology_finds_wrong(
    portal: PortalProcess,
) -> None:
    client = portal.program("mill")
    document = footprint(add_product(client), {"fossilGhgEmissions": "1"})
    refused = client.post(PATH, params={"strict": "true"}, json=document)
    assert (refused.status_code, refused.json()["code"]) == (422, "methodology-errors")
    assert client.get(f"{PATH}/{document['id']}").status_code == 404


def test_a_successor_deprecates_what_it_replaces_in_one_step(portal: PortalProcess) -> None:
    client = portal.program("mill")
    made = add_product(client)
    first = footprint(made)
    client.post(PATH, json=first)
    second = footprint(
        made,
        {"pcfExcludingBiogenicUptake": "1.89", "fossilGhgEmissions": "1.89"},
        precedingPfIds=[first["id"]],
    )
    receipt = client.post(PATH, json=second).json()
    assert receipt["deprecated"] == [first["id"]]
    old = client.get(f"{PATH}/{first['id']}").json()
    assert old["footprint"]["status"] == "Deprecated"
    assert (old["version"], old["superseded_by"]) == (2, second["id"])
    states = [
        (fact.fact.id, fact.fact.version, fact.status)
        for fact in _facts(portal, first["id"], second["id"])
    ]
    assert states == [
        (first["id"], 1, contract.FOOTPRINT_STATUS_ACTIVE),
        (second["id"], 1, contract.FOOTPRINT_STATUS_ACTIVE),
        (first["id"], 2, contract.FOOTPRINT_STATUS_DEPRECATED),
    ]
    diff = client.get(f"{PATH}/{second['id']}/diff").json()
    assert diff["before"] == first["id"]
    assert {
        "path": "pcf.pcfExcludingBiogenicUptake",
        "label": "Footprint without biogenic uptake",
        "unit": "kgCO2e",
        "before": "2.10",
        "after": "1.89",
        "change_percent": "-10.0",
    } in diff["differences"]
    history = client.get(f"{PATH}/{first['id']}/history").json()["data"]
    assert [one["footprint"]["id"] for one in history] == [second["id"], first["id"]]


def test_a_footprint_of_another_product_cannot_be_replaced(portal: PortalProcess) -> None:
    client = portal.program("mill")
    first = footprint(add_product(client))
    client.post(PATH, json=first)
    second = footprint(add_product(client), precedingPfIds=[first["id"]])
    refused = client.post(PATH, json=second)
    assert refused.json()["code"] == "preceding-of-other-product"
    assert client.get(f"{PATH}/{first['id']}").json()["footprint"]["status"] == "Active"


def test_ending_a_footprint_is_final(portal: PortalProcess) -> None:
    client = portal.program("mill")
    document = footprint(add_product(client))
    client.post(PATH, json=document)
    ended = client.post(f"{PATH}/{document['id']}/deprecate")
    assert ended.json()["footprint"]["status"] == "Deprecated"
    assert client.post(f"{PATH}/{document['id']}/deprecate").status_code == 409


def test_a_footprint_is_not_issued_as_deprecated(portal: PortalProcess) -> None:
    client = portal.program("mill")
    refused = client.post(PATH, json=footprint(add_product(client), status="Deprecated"))
    assert refused.json()["errors"][0]["path"] == "status"


def test_another_supplier_can_neither_see_nor_take_the_id(portal: PortalProcess) -> None:
    client, stranger = portal.program("mill"), portal.program("foundry")
    document = footprint(add_product(client))
    client.post(PATH, json=document)
    assert stranger.get(f"{PATH}/{document['id']}").status_code == 404
    theirs = footprint(add_product(stranger), id=document["id"])
    assert stranger.post(PATH, json=theirs).status_code == 409


def test_lists_are_filtered_and_paged(portal: PortalProcess) -> None:
    client = portal.program("mill")
    made = add_product(client)
    ids = []
    for _ in range(3):
        document = footprint(made, comment=str(uuid.uuid4()))
        client.post(PATH, json=document)
        ids.append(document["id"])
    client.post(f"{PATH}/{ids[0]}/deprecate")
    query = {"product_id": made["id"], "status": "Active", "limit": "1"}
    first = client.get(PATH, params=query).json()
    second = client.get(PATH, params={**query, "after": first["next"]}).json()
    found = [one["footprint"]["id"] for one in first["data"] + second["data"]]
    assert sorted(found) == sorted(ids[1:])
    valid = {"product_id": made["id"], "valid_on": "2024-06-01T00:00:00Z"}
    assert client.get(PATH, params=valid).json()["data"] == []


def test_the_preview_says_that_procurement_is_away_and_stores_nothing(
    portal: PortalProcess,
) -> None:
    client = portal.program("mill")
    document = footprint(add_product(client))
    preview = client.post(f"{PATH}/preview", json=document).json()
    assert preview["verdicts"] == []
    assert preview["unavailable"]["status"] == 503
    assert client.get(f"{PATH}/{document['id']}").status_code == 404
    assert client.post(PATH, json=document).status_code == 201
