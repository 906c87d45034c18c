"""What users and programs do wrong is told to them by field; what is stored stays as it is."""

import json
import uuid
from collections.abc import Mapping

import httpx
import pytest
from asking import lines, until
from entering import THIS_YEAR, Chain, Json
from poisoning import CONSUMED, announced, parked, poison, spread

from tests.integration.supplier_portal.documents import csv_file, row
from tierzero.footprint.v1.inventory_pb2 import Method

pytestmark = [pytest.mark.platform, pytest.mark.timeout(600)]

FOOTPRINTS = {
    "malformed": (b"PK\x03\x04 of no workbook", "file", "workbook-unreadable"),
    "unit": (
        csv_file(row("A", declared_unit_of_measurement="bushel")),
        "rows[2].declared_unit_of_measurement",
        "not-a-choice",
    ),
    "negative": (
        csv_file(row("A", product_mass_per_declared_unit="-1")),
        "rows[2].product_mass_per_declared_unit",
        "too-small",
    ),
    "duplicate": (csv_file(row("A"), row("A", "3")), "rows[3].product_number", "duplicate-row"),
}
PURCHASES = {
    "unit": ({"unit": "litre"}, "unit", "unit-mismatch"),
    "no unit": ({"unit": "bushel"}, "unit", "unknown-unit"),
    "negative": ({"quantity": "-1"}, "quantity", "number-negative"),
    "product": ({"product": "no such"}, "product", "unknown-product"),
    "supplier": ({"supplier": "no such"}, "supplier", "unknown-supplier"),
    "date": ({"date": "2026-02-30"}, "date", "not-a-date"),
}


def problem_of(answer: httpx.Response, status: int = 422) -> Json:
    """The problem document that the answer must be."""
    assert answer.status_code == status, answer.text
    assert answer.headers["content-type"].startswith("application/problem+json")
    problem = answer.json()
    assert all(problem[member] for member in ("type", "title", "detail", "code", "trace_id"))
    return problem


def faults(problem: Json) -> Mapping[str, str]:
    """Path → code of each field at fault; each has its reason in words."""
    assert all(error["message"] for error in problem["errors"])
    return {error["path"]: error["code"] for error in problem["errors"]}


@pytest.mark.parametrize("fault", FOOTPRINTS)
def test_a_file_of_footprints_is_refused_by_its_cells(chain: Chain, fault: str) -> None:
    content, path, code = FOOTPRINTS[fault]
    with chain.mill.http("supplier-portal") as portal:
        answer = portal.post("/api/v1/footprints/bulk", files={"file": ("a.csv", content)})
        stored = portal.get("/api/v1/footprints").json()["data"]
    assert faults(problem_of(answer)) == {path: code}
    assert stored == []


@pytest.mark.parametrize("fault", PURCHASES)
def test_a_purchase_is_refused_by_its_fields(chain: Chain, fault: str) -> None:
    chain.buy(THIS_YEAR)
    changes, path, code = PURCHASES[fault]
    assert faults(problem_of(chain.record("wrong", THIS_YEAR, **changes))) == {path: code}
    with chain.factory.http("procurement") as procurement:
        assert procurement.get("/api/v1/purchases").json()["total"] == 1


def test_a_footprint_is_refused_by_its_attributes(chain: Chain) -> None:
    wrong = {"declaredUnitOfMeasurement": "bushel", "declaredUnitAmount": "-1"}
    assert faults(problem_of(chain.submit("-2.1", pcf=wrong), 400)) == {
        "pcf.declaredUnitOfMeasurement": "unknown-value",
        "pcf.declaredUnitAmount": "number-not-positive",
        "pcf.fossilGhgEmissions": "number-negative",
    }
    problem = problem_of(chain.submit("2.1", productIds=["urn:gtin:4712345060507"]))
    assert faults(problem) == {"productIds": "unknown-product"}


@pytest.mark.parametrize(("kind", "status"), [("application/json", 400), ("text/plain", 415)])
def test_what_is_no_json_is_refused(chain: Chain, kind: str, status: int) -> None:
    with chain.mill.http("supplier-portal") as portal:
        sent: Json = {"content": b'{"id": ', "headers": {"Content-Type": kind}}
        problem_of(portal.post("/api/v1/footprints", **sent), status)


def test_a_duplicate_counts_once(chain: Chain) -> None:
    chain.buy(THIS_YEAR)
    same = {"id": str(uuid.uuid4()), "created": "2026-01-31T00:00:00Z"}
    first, again = chain.submit("2.1", None, **same), chain.submit("2.1", None, **same)
    assert [one.json()["outcome"] for one in (first, again)] == ["created", "unchanged"]
    problem = problem_of(chain.submit("2.2", None, **same), 409)
    assert faults(problem) == {"id": "footprint-issued"}
    assert chain.record(f"order of {THIS_YEAR}", THIS_YEAR).json()["unchanged"] == 1
    until(chain.total, lambda total: total == 2_100_000_000)
    # Something later, so that what the repetitions could have caused would have arrived before it.
    chain.buy(THIS_YEAR - 1)
    until(chain.total, lambda total: total != 2_100_000_000)
    assert chain.total() == 4_200_000_000


def test_an_expired_footprint_prices_nothing_and_its_verdict_says_so(chain: Chain) -> None:
    chain.buy(THIS_YEAR)
    chain.limit("3")
    long_ago = {
        "referencePeriodStart": "2015-01-01T00:00:00Z",
        "referencePeriodEnd": "2016-01-01T00:00:00Z",
    }
    assert chain.submit("2.1", pcf=long_ago).status_code == 201

    assert until(chain.verdicts, lambda found: found == ["expired"])
    [line] = until(
        lambda: lines(chain.platform, chain.factory, 1, THIS_YEAR), lambda found: len(found) == 1
    )
    assert line.method == Method.METHOD_UNRESOLVED
    assert chain.total() == 0
    assert chain.submit("2.0").status_code == 201
    until(chain.total, lambda total: total == 2_000_000_000)
    assert until(chain.verdicts, lambda found: found == ["pass"])


def test_poison_on_every_topic_is_set_aside_and_stops_nobody(chain: Chain) -> None:
    chain.buy(THIS_YEAR)
    assert chain.submit("2.1").status_code == 201
    until(chain.total, lambda total: total == 2_100_000_000)
    key = f"poison-{uuid.uuid4().hex}"
    topics = list(dict.fromkeys(topic for topic, _ in CONSUMED))

    spread(chain.platform, topics, key)

    expected = {
        (consumer, topic.name, reason)
        for topic, consumer in CONSUMED
        for reason in poison(topic, key)
    }
    stored = until(lambda: parked(chain.platform, key), lambda found: len(found) >= len(expected))
    assert set(stored) == expected
    told = until(lambda: announced(chain.platform, key), lambda found: len(found) >= len(expected))
    assert set(told) == expected

    assert chain.total() == 2_100_000_000
    assert chain.submit("2.0").status_code == 201
    until(chain.total, lambda total: total == 2_000_000_000)
    assert all_ready(chain)
    running = json.loads((chain.platform.directory / "platform.json").read_text())
    assert running["processes"] == chain.platform.processes, "a process was started again"
    assert len(parked(chain.platform, key)) == len(expected), "something was parked twice"


def all_ready(chain: Chain) -> bool:
    """Whether every process of every service does its work."""
    probes = chain.platform.description["probes"].values()
    answers = [httpx.get(f"{url}/readyz", trust_env=False, timeout=30) for url in probes]
    return all(answer.status_code == 200 for answer in answers)
