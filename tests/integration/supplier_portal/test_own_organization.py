"""An organization states itself what it is called and where it is; its calculations begin there."""

from typing import Any

import pytest

from tierzero.topics import ORGANIZATIONS

from .documents import Json, add_product, unique
from .portal_process import PASSWORD, PortalProcess

OWN = "/api/v1/organization"
CODE = "91320000134790325L"
STATED: Json = {
    "name": "Suzhou Castings",
    "name_zh": "苏州铸造",
    "credit_code": CODE,
    "address": "1 Foundry Road, Suzhou",
    "country": "CN",
    "country_subdivision": "CN-JS",
}


@pytest.fixture
def works(portal: PortalProcess) -> Json:
    """A supplier of this test's own, with an administrator and a program."""
    operator, name = portal.program("operator"), unique("works")
    entered = {"id": name, "name": "Works", "roles": ["supplier"], "customer_ids": ["factory"]}
    assert operator.post("/api/v1/organizations", json=entered).status_code == 201
    for user, roles in {
        "chief": ["organization_administrator", "supplier"],
        "editor": ["supplier_editor"],
    }.items():
        person = {
            "user": f"{user}-{name}@example.com",
            "password": PASSWORD,
            "organization_id": name,
            "name": user,
            "roles": roles,
        }
        assert operator.post("/api/v1/users", json=person).status_code == 201
    return {"id": name, "chief": f"chief-{name}", "editor": f"editor-{name}"}


def facts(portal: PortalProcess, organization: str) -> list[Any]:
    """The organization's facts as they were stated."""
    return [one for one in portal.outbox(ORGANIZATIONS) if one.fact.id == organization]


def test_what_is_stated_is_told_audited_and_kept(portal: PortalProcess, works: Json) -> None:
    chief = portal.browser(works["chief"])
    answer = chief.put(OWN, json=STATED)
    assert answer.status_code == 200, answer.text
    held = answer.json()
    assert {name: held[name] for name in STATED} == STATED
    [urn] = held["company_ids"]
    assert urn.endswith(f":company-id:{CODE}")
    assert held["grid_factor"]["unit"] == "kgCO2/kWh"
    assert chief.get(OWN).json() == held
    fact = facts(portal, works["id"])[-1]
    assert (fact.name, fact.name_zh, fact.country_subdivision) == (
        STATED["name"],
        STATED["name_zh"],
        "CN-JS",
    )
    assert list(fact.company_ids) == [urn]
    assert list(fact.customer_ids) == ["factory"], "what is not its own to choose stays"
    assert STATED["address"] not in str(fact), "the address stays in the portal"
    wanted = {"action": "organization.changed", "organization_id": works["id"]}
    assert portal.count("audit", {**wanted, "after.address": STATED["address"]}) == 1
    assert chief.put(OWN, json=STATED).json()["version"] == held["version"], "the same again"
    assert portal.count("audit", wanted) == 1


def test_an_administrator_s_entry_leaves_the_address(portal: PortalProcess, works: Json) -> None:
    chief, operator = portal.browser(works["chief"]), portal.program("operator")
    chief.put(OWN, json=STATED)
    entered = {"id": works["id"], "name": "Works", "roles": ["supplier"]}
    assert (
        operator.post("/api/v1/organizations", json=entered).json()["address"]
        == (STATED["address"])
    )


def test_another_code_takes_the_place_of_the_one_before(portal: PortalProcess, works: Json) -> None:
    chief = portal.browser(works["chief"])
    other = "91330000MA27XL0P2L"
    lei = "urn:lei:529900T8BM49AURSDO55"
    entered = {
        "id": works["id"],
        "name": "Works",
        "roles": ["supplier"],
        "company_ids": [f"urn:pact:registry.example:company-id:{CODE}", lei],
    }
    portal.program("operator").post("/api/v1/organizations", json=entered).raise_for_status()
    assert chief.get(OWN).json()["credit_code"] == CODE
    changed = chief.put(OWN, json={**STATED, "credit_code": f" {other.lower()} "}).json()
    assert changed["company_ids"] == [f"urn:pact:registry.example:company-id:{other}", lei]
    without = chief.put(OWN, json={**STATED, "credit_code": ""}).json()
    assert without["company_ids"] == [lei]


WRONG: tuple[tuple[Json, str, str], ...] = (
    ({"name": " "}, "name", "too-short"),
    ({"credit_code": "91320000134790325E"}, "credit_code", "wrong-check-digit"),
    ({"credit_code": "4711"}, "credit_code", "invalid-credit-code"),
    ({"country": "XX"}, "country", "unknown-country"),
    ({"country_subdivision": "CN-XX"}, "country_subdivision", "unknown-subdivision"),
    ({"country": "DE"}, "body", "province-elsewhere"),
    ({"roles": ["verifier"]}, "roles", "unknown-field"),
)


def test_what_is_wrong_is_named_in_both_languages(portal: PortalProcess, works: Json) -> None:
    chief = portal.browser(works["chief"])
    chief.headers["accept"] = "application/json"
    for language in ("en", "zh-CN"):
        chief.headers["accept-language"] = language
        for changes, field, code in WRONG:
            refused = chief.put(OWN, json={**STATED, **changes})
            assert refused.status_code == 422, refused.text
            [error] = refused.json()["errors"]
            assert (error["path"], error["code"]) == (field, code)
            assert any(char > "一" for char in error["message"]) is (language == "zh-CN")
    assert chief.get(OWN).json()["name"] == "Works"


def test_only_its_administrators_change_it(portal: PortalProcess, works: Json) -> None:
    editor = portal.browser(works["editor"])
    assert editor.get(OWN).json()["name"] == "Works"
    assert editor.put(OWN, json=STATED).status_code == 403
    assert editor.get("/organization").status_code == 403
    chief = portal.browser(works["chief"])
    assert chief.put(f"{OWN}?organization_id=mill", json=STATED).status_code == 403
    assert (
        portal.program("operator")
        .put(f"{OWN}?organization_id={works['id']}", json=STATED)
        .is_success
    )


def test_calculations_and_own_emissions_begin_with_its_province(
    portal: PortalProcess, works: Json
) -> None:
    chief = portal.browser(works["chief"])
    form = {**STATED, "country_subdivision": "CN-ZJ"}
    saved = chief.post("/organization", data=form)
    assert saved.status_code == 303, saved.text
    product = add_product(chief)
    started = chief.post(f"/calculations/new?product={product['id']}")
    assert started.is_redirect, started.text
    basics = chief.get(started.headers["location"]).text
    assert 'value="CN-ZJ"' in basics
    emissions = chief.get("/own-emissions/new").text
    assert '<option value="CN-ZJ" selected>' in emissions
    refused = chief.post("/organization", data={**form, "credit_code": "4711"})
    assert refused.status_code == 422
    assert "4711" in refused.text
