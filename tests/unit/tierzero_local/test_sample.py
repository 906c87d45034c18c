"""The sample holds together, in whichever year it is loaded."""

import io
import json
import re
from datetime import UTC, date, datetime, time
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest

from aggregator.targets.model import TargetTerms
from carbon.findings import Finding, Severity
from carbon.footprint.model import ProductFootprint
from carbon.footprint.parsing import parse_footprint
from carbon.footprint.rules import methodology_findings
from carbon.units import convert
from procurement.activities.model import PurchaseEntry
from procurement.factors.model import FactorEntry
from procurement.inventory_policy.model import PolicyTerms
from procurement.limits.model import LimitTerms
from procurement.operations.reading import read_entry
from procurement.quotes.model import ExchangeRateEntry, PriceIndexEntry
from procurement.requests.model import Question
from supplier_portal.bills_of_materials.model import BillInput, Precedence
from supplier_portal.bills_of_materials.rules import PartKey, faults, key_of
from supplier_portal.calculations.stated import CalculationInput
from supplier_portal.evidence.kinds import PDF, kind_of
from supplier_portal.initiatives.model import InitiativeInput
from supplier_portal.initiatives.rules import refuse_contradictions
from supplier_portal.own_emissions.model import OwnEmissionsInput
from supplier_portal.products.service import Product, ProductInput
from supplier_portal.products.service import product_of as stated_product
from supplier_portal.verification.model import ConfirmationInput
from tierzero_local.access import ensure, published
from tierzero_local.sample import cooperating
from tierzero_local.sample.activities import activities
from tierzero_local.sample.buying import accounting_policy
from tierzero_local.sample.data import identity, read
from tierzero_local.sample.economy import exchange_rates, price_indices
from tierzero_local.sample.footprints import documents
from tierzero_local.sample.limits import terms
from tierzero_local.sample.purchases import entries
from tierzero_local.sample.reports import report
from tierzero_local.sample.supplying import bills, initiative, own_emissions

DAYS = [date(2027, 1, 1), date(2026, 11, 22), date(2028, 2, 29)]


def keys(name: str) -> set[str]:
    return {entry["key"] for entry in read(name)}


@pytest.mark.parametrize("today", DAYS, ids=str)
def test_purchases_are_what_procurement_takes_and_none_is_in_the_future(today: date) -> None:
    read_back = [PurchaseEntry.model_validate(entry) for entry in entries(today)]
    assert max(purchase.date for purchase in read_back) <= today
    assert {p.date.year for p in read_back} >= {today.year - 2, today.year - 1}
    assert len({p.reference for p in read_back}) == len(read_back)


@pytest.mark.parametrize("today", DAYS, ids=str)
def test_activities_are_what_procurement_takes_and_every_class_has_a_factor(today: date) -> None:
    sent = activities(today)
    found = [read_entry(entry) for entry in sent]
    assert not [one for one in found if isinstance(one, tuple)]
    assert max(entry["date"] for entry in sent) <= today.isoformat()
    assert len({entry["reference"] for entry in sent}) == len(sent)
    assert {one.category for one in found if not isinstance(one, tuple)} >= {3, 4, 5, 6, 7, 9, 11}
    known = {factor["classification"] for factor in read("factors")}
    assert set(re.findall(r"urn:(?:desnz|mee):[a-z:-]+", json.dumps(sent))) <= known


@pytest.mark.parametrize("today", DAYS, ids=str)
def test_the_accounting_policy_leaves_out_only_what_the_factory_does_not_do(today: date) -> None:
    policy = PolicyTerms.model_validate(accounting_policy(today))
    assert policy.base_year == today.year - 2
    found = [read_entry(entry) for entry in activities(today)]
    done = {one.category for one in found if not isinstance(one, tuple)}
    left_out = {one.category for one in policy.excluded_categories}
    assert not left_out & ({1, 2} | done)


@pytest.mark.parametrize("today", DAYS, ids=str)
def test_footprints_are_pact_documents_without_a_gap_between_their_validities(
    today: date,
) -> None:
    for product in read("products"):
        known = {**product, "product_ids": ["urn:uuid:6ba7b810-9dad-11d1-80b4-00c04fd430c8"]}
        found = [parse_footprint(d) for d in documents(today, product["key"], known)]
        assert not [finding for _footprint, findings in found for finding in findings]
        assert not [f for one, _none in found if one for f in faults_of_method(one, today)]
        periods = [(f.validity_period_start, f.validity_period_end) for f, _ in found if f]
        ends = [end for _start, end in periods]
        assert [start for start, _end in periods[1:]] == ends[:-1]


def faults_of_method(footprint: ProductFootprint, today: date) -> list[Finding]:
    """Violations that weigh as errors on the owner's portal."""
    found = methodology_findings(footprint, datetime.combine(today, time(), UTC))
    return [one for one in found if one.severity is Severity.ERROR]


def test_limits_are_what_procurement_takes() -> None:
    for limit in terms(DAYS[0], dict.fromkeys(keys("products"), "id")):
        LimitTerms.model_validate(limit)


def test_factors_are_what_procurement_takes_and_name_their_source() -> None:
    for factor in read("factors"):
        assert FactorEntry.model_validate(factor).source
    assert [ExchangeRateEntry.model_validate(entry) for entry in exchange_rates(DAYS[1])]
    assert [PriceIndexEntry.model_validate(entry) for entry in price_indices(DAYS[1])]


def test_targets_are_what_the_aggregator_takes() -> None:
    for target in read("targets"):
        years = {"base_year": 2024, "target_year": 2030}
        TargetTerms.model_validate({**target, **years})


def test_initiatives_are_what_the_portal_takes() -> None:
    for entry in read("initiatives"):
        stated = InitiativeInput.model_validate(initiative(DAYS[0], entry))
        refuse_contradictions(stated, "owner", DAYS[0])


@pytest.mark.parametrize("today", DAYS, ids=str)
def test_what_organizations_do_together_is_what_the_services_take(today: date) -> None:
    joint = InitiativeInput.model_validate(cooperating.joint_initiative(today))
    refuse_contradictions(joint, identity("organization", "cells"), today)
    assert sum(share.percent for share in joint.shares) == 100
    calculation = cooperating.calculation(today, product_ids())
    assert CalculationInput.model_validate(calculation["stated"]).last_day < today
    statement = {**cooperating.plan()["verified"]["statement"], "completed_at": today.isoformat()}
    assert ConfirmationInput.model_validate(statement).comments
    known = {
        "product_ids": ["urn:x:y"],
        **next(p for p in read("products") if p["key"] == "lfp-cell"),
    }
    issued = [document["id"] for document in documents(today, "lfp-cell", known)]
    assert cooperating.verified_footprint(today) == issued[-1]


def test_questions_are_what_procurement_takes_and_one_needs_a_person() -> None:
    asked = [Question.model_validate(one) for one in cooperating.questions(product_ids())]
    assert [bool(one.product) for one in asked] == [True, False]
    assert asked[1].part_number


def test_the_report_is_a_file_that_the_portal_takes() -> None:
    assert kind_of(io.BytesIO(report("A line."))) is PDF


def test_bills_fit_together_and_come_to_what_the_footprints_state() -> None:
    latest = {entry["product"]: Decimal(entry["pcf"]) for entry in read("footprints")}
    for entry, bill in zip(read("bills"), bills(product_ids()), strict=True):
        maker, stated = product_of(entry["product"]), BillInput.model_validate(bill.content)
        known = {PartKey(one.supplier_id, one.id): one for one in map(product_of, keys("products"))}
        assert not faults(maker, stated, known)
        assert {key_of(part) for part in stated.parts} <= set(known)
        parts = [
            convert(part.quantity, part.unit, "kilogram") * latest[named["product"]]
            for part, named in zip(stated.parts, entry["parts"], strict=True)
        ]
        calculated = (sum(parts, stated.own_emissions)) / stated.output_amount
        assert abs(calculated / latest[entry["product"]] - 1) < Decimal("0.01")
        assert stated.precedence is Precedence.STATED_FOOTPRINT_FIRST


def test_parts_come_from_suppliers_that_name_the_maker_as_customer() -> None:
    customers = {entry["key"]: entry["customers"] for entry in read("organizations")}
    owners = {entry["key"]: entry["organization"] for entry in read("products")}
    for bill in read("bills"):
        for part in bill["parts"]:
            assert owners[bill["product"]] in customers[owners[part["product"]]]


@pytest.mark.parametrize("today", DAYS, ids=str)
def test_own_emissions_are_of_years_that_are_over(today: date) -> None:
    for year in own_emissions(today):
        assert OwnEmissionsInput.model_validate(year.content).revenue
        assert year.organization in {entry["organization"] for entry in read("users")}
        assert int(year.path.rpartition("/")[2]) < today.year


def product_ids() -> dict[str, str]:
    return {entry["key"]: product_of(entry["key"]).id for entry in read("products")}


def product_of(key: str) -> Product:
    entry = next(entry for entry in read("products") if entry["key"] == key)
    stated = {k: v for k, v in entry.items() if k not in ("key", "organization")}
    owner = identity("organization", entry["organization"])
    return stated_product(owner, ProductInput.model_validate(stated))


def test_every_name_in_the_data_leads_somewhere() -> None:
    organizations, products = keys("organizations"), keys("products")
    assert {c for o in read("organizations") for c in o["customers"]} <= organizations
    for name in ("users", "products", "initiatives"):
        assert {entry["organization"] for entry in read(name)} <= organizations
    assert {footprint["product"] for footprint in read("footprints")} <= products
    assert {bill["product"] for bill in read("bills")} <= products
    assert {year["organization"] for year in read("own_emissions")} <= organizations
    for line in read("purchases")["lines"]:
        assert line["supplier"] in organizations
        assert line["product"] in products | {None}


def test_there_are_two_tiers_below_the_factory() -> None:
    first = {o["key"] for o in read("organizations") if "factory" in o["customers"]}
    second = {o["key"] for o in read("organizations") if first & set(o["customers"])}
    assert len(first) >= 4
    assert second
    assert not first & second


def test_prices_grow_from_the_factors_year_to_this_one() -> None:
    today = DAYS[1]
    indices = [Decimal(entry["index"]) for entry in price_indices(today)]
    assert indices == sorted(indices)
    assert [e["year"] for e in exchange_rates(today)] == list(range(2022, today.year + 1))


def test_passwords_stay_and_newcomers_are_added(tmp_path: Path) -> None:
    file = tmp_path / "sign-ins.json"
    alone = published(ensure(file, with_sample=False))
    together = published(ensure(file, with_sample=True))
    assert file.stat().st_mode & 0o777 == 0o600
    assert passwords(together).items() >= passwords(alone).items()
    assert {s["role"] for s in together["signIns"]} == {
        "administrator",
        "buyer",
        "supplier",
        "organization_administrator",
        "verifier",
        "partner",
    }
    assert ensure(file, with_sample=True) == ensure(file, with_sample=False)


def passwords(access: Any) -> dict[str, str]:
    return {entry["user"]: entry["password"] for entry in access["signIns"]}
