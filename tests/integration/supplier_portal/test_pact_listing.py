"""ListFootprints and GetFootprint over real HTTPS, case by case as the conformance suite asks."""

from collections.abc import Iterator
from datetime import datetime, timedelta
from typing import Any

import httpx
import pytest

from carbon.footprint.parsing import parse_footprint

from .documents import Json, add_product, footprint
from .pact_process import PactProcess, ids, pages
from .portal_process import PortalProcess

NEVER = "00000000-0000-0000-0000-000000000000"


@pytest.fixture(scope="module")
def stored(portal: PortalProcess) -> list[Json]:
    """Seven footprints of the mill that differ in all that is filtered by."""
    mill = portal.program("mill")
    coil = add_product(mill, product_ids=["urn:gtin:4012345678901"])
    sheet = add_product(mill, name="Sheet", product_classifications=["urn:cpc:41231"])
    stated = [
        footprint(coil, productClassifications=["urn:cpc:41211"]),
        footprint(
            coil,
            {
                "referencePeriodStart": "2024-01-01T00:00:00Z",
                "referencePeriodEnd": "2025-01-01T00:00:00Z",
            },
        ),
        footprint(sheet, {"geographyCountry": "DE"}, productClassifications=["urn:cpc:41231"]),
        footprint(
            sheet,
            {"geographyCountry": None, "geographyRegionOrSubregion": "Eastern Asia"},
            companyIds=["urn:lei:529900T8BM49AURSDO55", "urn:company:second"],
        ),
        footprint(sheet, {"geographyCountry": None, "geographyCountrySubdivision": "CN-JS"}),
        footprint(
            sheet,
            validityPeriodStart="2026-02-01T00:00:00Z",
            validityPeriodEnd="2026-08-01T00:00:00Z",
        ),
    ]
    stated.append(footprint(sheet, {"geographyCountry": None}, precedingPfIds=[stated[2]["id"]]))
    for document in stated:
        answer = mill.post("/api/v1/footprints", json=document)
        assert answer.status_code == 201, answer.text
    return stated


@pytest.fixture
def partner(pact: PactProcess, stored: list[Json]) -> Iterator[httpx.Client]:
    with pact.partner("factory") as client:
        yield client


def shown(client: httpx.Client, stored: list[Json], query: str) -> set[int]:
    """Places in ``stored`` of the footprints that a query finds; of others there may be more."""
    found = {one["id"] for page in pages(client, f"/3/footprints?{query}") for one in page}
    return {place for place, one in enumerate(stored) if one["id"] in found}


def test_every_footprint_that_is_listed_is_one_by_the_specification(
    partner: httpx.Client, stored: list[Json]
) -> None:
    answer = partner.get("/3/footprints")
    assert answer.headers["content-type"].startswith("application/json")
    assert {one["id"] for one in stored} <= set(ids(answer))
    for document in answer.json()["data"]:
        _parsed, findings = parse_footprint(document)
        assert findings == []
        assert "null" not in answer.text
    created = [one["created"] for one in answer.json()["data"]]
    assert all(moment.endswith("Z") for moment in created)


def test_one_footprint_is_what_the_list_shows(partner: httpx.Client, stored: list[Json]) -> None:
    listed = {one["id"]: one for one in partner.get("/3/footprints").json()["data"]}
    answer = partner.get(f"/3/footprints/{stored[0]['id'].upper()}")
    assert answer.json() == {"data": listed[stored[0]["id"]]}


def test_a_deprecated_footprint_is_still_given(partner: httpx.Client, stored: list[Json]) -> None:
    answer = partner.get(f"/3/footprints/{stored[2]['id']}")
    assert answer.json()["data"]["status"] == "Deprecated"
    assert shown(partner, stored, "status=Deprecated") == {2}
    assert shown(partner, stored, "status=aCTIVE") == {0, 1, 3, 4, 5, 6}


@pytest.mark.parametrize(
    ("query", "expected"),
    [
        ("productId=urn:gtin:4012345678901", {0, 1}),
        ("productId=URN:GTIN:4012345678901", {0, 1}),
        ("companyId=urn:company:SECOND", {3}),
        ("companyId=urn:company:second&companyId=kd7sHs8d&companyId=8sdhJ3", {3}),
        ("geography=DE", {2}),
        ("geography=cn-js", {4}),
        ("geography=Eastern%20Asia", {3}),
        ("geography=DE&geography=CN-JS", {2, 4}),
        ("classification=urn:cpc:41231", {2}),
        ("classification=urn:cpc:41211&classification=URN:CPC:41231", {0, 2}),
        ("status=Active&productId=urn:gtin:4012345678901", {0, 1}),
        ("geography=&classification=&productId=", {0, 1, 2, 3, 4, 5, 6}),
        ("x-other-invoice-id=12&unknown=1", {0, 1, 2, 3, 4, 5, 6}),
        # Without dates of its own a footprint is valid for three years after its period.
        ("validOn=2025-01-01T00:00:00Z", {1}),
        ("validOn=2026-02-01T01:00:00+01:00", {0, 1, 2, 3, 4, 5, 6}),
        ("validOn=2026-08-01T00:00:00Z", {0, 1, 2, 3, 4, 5, 6}),
        ("validOn=2028-06-01T00:00:00Z", {0, 2, 3, 4, 6}),
        ("validAfter=2026-01-31T00:00:00Z", {5}),
        ("validAfter=2026-02-01T00:00:00Z", set()),
        ("validBefore=2026-08-02T00:00:00Z", {5}),
        ("validBefore=2026-08-01T00:00:00Z", set()),
        ("validBefore=2028-01-02T00:00:00Z", {1, 5}),
        # None of these is of any footprint, which is no error.
        ("productId=urn:bogus:product:a8sd", set()),
        ("companyId=urn:bogus:company:a8sd", set()),
        ("geography=XX", set()),
        ("classification=urn:bogus:classification:a8sd", set()),
        ("validOn=1900-01-01T00:00:00Z", set()),
        ("validAfter=2099-12-31T23:59:59Z", set()),
        ("validBefore=1900-01-01T00:00:00Z", set()),
        ("status=BogusStatusa8sd", set()),
        ("companyId=urn:bogus:company:a&productId=urn:bogus:product:b", set()),
        ("companyId=urn:bogus:company:a&companyId=urn:bogus:company:b", set()),
    ],
)
def test_filters_are_or_within_a_name_and_and_across(
    partner: httpx.Client, stored: list[Json], query: str, expected: set[int]
) -> None:
    assert shown(partner, stored, query) == expected
    assert shown(partner, stored, f"{query}&limit=2") == expected


def test_what_the_suite_derives_from_the_first_footprint_finds_it(partner: httpx.Client) -> None:
    first: dict[str, Any] = partner.get("/3/footprints").json()["data"][0]
    start = first.get("validityPeriodStart", first["pcf"]["referencePeriodEnd"])
    after = datetime.fromisoformat(start) - timedelta(days=1)
    parameters = {"validOn": start, "validAfter": after.isoformat().replace("+00:00", ".000Z")}
    for name, value in parameters.items():
        assert first["id"] in ids(partner.get("/3/footprints", params={name: value}))


def test_pages_hold_everything_once_and_links_can_be_called_again(
    partner: httpx.Client, stored: list[Json]
) -> None:
    whole = ids(partner.get("/3/footprints"))
    for limit in (1, 2, 5):
        cut = pages(partner, f"/3/footprints?limit={limit}")
        assert all(len(page) <= limit for page in cut)
        assert [one["id"] for page in cut for one in page] == whole
    first = partner.get("/3/footprints?limit=2")
    link = first.links["next"]["url"]
    assert first.headers["link"].endswith('; rel="next"')
    assert link.startswith(f"{str(partner.base_url).rstrip('/')}/3/footprints?")
    assert ids(partner.get(link)) == ids(partner.get(link)) == whole[2:4]


def test_the_link_has_the_host_of_the_request(partner: httpx.Client) -> None:
    answer = partner.get("/3/footprints?limit=1", headers={"host": "pact.example.org"})
    assert answer.links["next"]["url"].startswith("https://pact.example.org/3/footprints?")


def test_a_list_goes_on_while_footprints_arrive(
    portal: PortalProcess, partner: httpx.Client, stored: list[Json]
) -> None:
    before = set(ids(partner.get("/3/footprints")))
    answer = partner.get("/3/footprints?limit=2")
    seen = ids(answer)
    mill = portal.program("mill")
    arriving = 8
    while "next" in answer.links:
        if arriving:
            product = add_product(mill)
            assert mill.post("/api/v1/footprints", json=footprint(product)).status_code == 201
            arriving -= 1
        answer = partner.get(answer.links["next"]["url"])
        seen += ids(answer)
    assert len(seen) == len(set(seen))
    assert before <= set(seen)


def test_limit_zero_shows_nothing_and_leads_to_the_rest(partner: httpx.Client) -> None:
    answer = partner.get("/3/footprints?limit=0")
    assert answer.json() == {"data": []}
    assert "next" in answer.links


@pytest.mark.parametrize(
    "query",
    [
        "limit=-1",
        "limit=abc",
        "limit=1.5",
        "limit=²",
        "validOn=yesterday",
        "validBefore=2026-01-01",
        "validAfter=2026-01-01T00:00:00",
        "validOn=2026-02-30T00:00:00Z",
        "cursor=abc",
    ],
)
def test_values_that_cannot_be_read_are_bad_requests(partner: httpx.Client, query: str) -> None:
    answer = partner.get(f"/3/footprints?{query}")
    assert answer.status_code == 400
    assert answer.json().keys() == {"code", "message"}
    assert answer.json()["code"] == "BadRequest"


def test_footprints_that_are_not_there_are_not_found(partner: httpx.Client) -> None:
    answer = partner.get(f"/3/footprints/{NEVER}")
    assert (answer.status_code, answer.json()["code"]) == (404, "NotFound")
    answer = partner.get("/3/footprints/urn:gtin:4712345060507")
    assert (answer.status_code, answer.json()["code"]) == (400, "BadRequest")


def test_sharing_holds_with_the_next_call(
    portal: PortalProcess, pact: PactProcess, partner: httpx.Client
) -> None:
    mill = portal.program("mill")
    product = add_product(mill)
    document = footprint(product)
    assert mill.post("/api/v1/footprints", json=document).status_code == 201
    stated = {name: product[name] for name in ("number", "name", "declared_unit")}
    query = f"/3/footprints?productId={product['product_ids'][0]}"
    one = f"/3/footprints/{document['id']}"

    def share(**sharing: Any) -> None:
        answer = mill.put(f"/api/v1/products/{product['id']}", json={**stated, **sharing})
        assert answer.status_code == 200, answer.text

    foundry = pact.partner("foundry")
    assert ids(partner.get(query)) == [document["id"]]
    assert ids(foundry.get(query)) == []
    share(sharing="nobody")
    assert ids(partner.get(query)) == []
    assert partner.get(one).status_code == 404
    assert ids(pact.partner("mill").get(query)) == [document["id"]]
    share(sharing="named_customers", shared_with=["foundry"])
    assert (ids(partner.get(query)), ids(foundry.get(query))) == ([], [document["id"]])
    share(sharing="public")
    assert ids(partner.get(query)) == ids(foundry.get(query)) == [document["id"]]


def test_a_link_is_for_who_got_it(pact: PactProcess, partner: httpx.Client) -> None:
    link = partner.get("/3/footprints?limit=1").links["next"]["url"]
    answer = pact.partner("foundry").get(link)
    assert (answer.status_code, answer.json()["code"]) == (400, "BadRequest")
    assert partner.get(link[:-3] + "abc").status_code == 400
