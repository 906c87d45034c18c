"""A policy is read strictly, stored and published without loss."""

from datetime import UTC, date, datetime, time
from decimal import Decimal
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pydantic import ValidationError

from carbon.baseyear import Trigger
from carbon.gwp import GWP_SETS
from procurement.inventory_policy.documents import document_of, fact_of, policy_from
from procurement.inventory_policy.form import PolicyForm, terms_of, values_of
from procurement.inventory_policy.model import (
    Figure,
    OtherGwpSets,
    Policy,
    PolicyTerms,
    Report,
    ReportTerms,
)
from procurement.inventory_policy.rules import check_base_year, check_report
from tierzero.problems import Problem, field_problems
from tierzero.web.form_values import nested

NOW = datetime(2026, 6, 1, tzinfo=UTC)
REPORT = Report(2025, NOW, "", "AR6", OtherGwpSets.NOTED, (7,), (Figure(1, 4, 10**21),))
countable = [one for one in Trigger if one is not Trigger.ORGANIC_GROWTH]
days = st.dates(date(2020, 1, 1), date(2025, 1, 1)).map(
    lambda one: datetime.combine(one, time(), UTC)
)
reasons = st.text("abc 排放", min_size=1, max_size=20).filter(lambda text: text.strip() == text)
structural = st.builds(
    lambda trigger, reason, start: {
        "trigger": trigger,
        "reason": reason,
        "recorded_from": start,
        "recorded_until": datetime(2026, 1, 1, tzinfo=UTC),
    },
    st.sampled_from(countable[:4]),
    reasons,
    days,
)
terms = st.builds(
    lambda **given_: PolicyTerms.model_validate(given_),
    gwp_set=st.sampled_from(list(GWP_SETS)),
    other_gwp_sets=st.sampled_from(list(OtherGwpSets)),
    base_year=st.none() | st.integers(1990, 2100),
    recalculation_threshold=st.decimals("0.01", "100", places=2).map(str),
    recalculation_triggers=st.lists(st.sampled_from(countable), unique=True),
    excluded_categories=st.dictionaries(st.integers(1, 15), reasons, max_size=3).map(
        lambda chosen: [{"category": one, "reason": chosen[one]} for one in sorted(chosen)]
    ),
    structural_changes=st.lists(structural, max_size=2),
)


def faults(**given_: Any) -> list[tuple[str, str]]:
    """Path and code of each fault."""
    with pytest.raises(ValidationError) as refused:
        PolicyTerms.model_validate(given_)
    return [(one.path, one.code) for one in field_problems(refused.value.errors())]


def test_without_a_word_the_usual_policy_applies() -> None:
    usual = PolicyTerms()
    assert (usual.gwp_set, usual.recalculation_threshold) == ("AR6", Decimal(5))
    assert usual.other_gwp_sets is OtherGwpSets.NOTED


def test_each_fault_has_its_code_and_path() -> None:
    assert faults(excluded_categories=[{"category": 7}]) == [
        ("excluded_categories[0].reason", "reason-missing")
    ]
    blank = [{"category": 7, "reason": "x"}, {"category": 6, "reason": "  "}]
    assert faults(excluded_categories=blank) == [
        ("excluded_categories[1].reason", "reason-missing")
    ]
    assert faults(gwp_set="AR7") == [("gwp_set", "unknown-gwp-set")]
    for threshold in ("0", "-1", "100.01"):
        assert faults(recalculation_threshold=threshold) == [
            ("recalculation_threshold", "threshold-out-of-range")
        ]
    assert faults(recalculation_threshold=0.5) == [
        ("recalculation_threshold", "not-a-decimal-text")
    ]
    assert faults(excluded_categories=[{"category": 16, "reason": "x"}]) == [
        ("excluded_categories[0].category", "unknown-category")
    ]
    twice = [{"category": 7, "reason": "x"}] * 2
    assert faults(excluded_categories=twice) == [("", "category-twice")]
    assert faults(recalculation_triggers=["organic-growth"]) == [
        ("recalculation_triggers[0]", "growth-never-recalculates")
    ]
    assert faults(base_year=1800) == [("base_year", "too-small")]


def test_a_period_of_a_structural_change_ends_after_it_begins() -> None:
    change = {
        "trigger": "acquisition",
        "reason": "Forge",
        "recorded_from": "2025-02-01",
        "recorded_until": "2025-02-01",
    }
    assert faults(structural_changes=[change]) == [("structural_changes[0]", "period-empty")]


@pytest.mark.parametrize(
    ("year", "reason", "figures", "path", "code"),
    [
        (2026, "", (Figure(1, 1, 1),), "year", "year-not-over"),
        (2025, "", (Figure(1, 1, 1),), "reason", "reason-missing"),
        (2024, "", (), "year", "no-inventories"),
    ],
)
def test_a_year_is_reported_when_it_is_over_known_and_again_with_a_reason(
    year: int, reason: str, figures: tuple[Figure, ...], path: str, code: str
) -> None:
    held = Policy("plant", 1, PolicyTerms(), NOW, (REPORT,))
    with pytest.raises(Problem) as refused:
        check_report(held, ReportTerms(year=year, reason=reason), figures, NOW)
    assert [(one.path, one.code) for one in refused.value.errors] == [(path, code)]
    check_report(held, ReportTerms(year=2025, reason="late data"), (Figure(1, 1, 1),), NOW)


def test_a_base_year_has_begun() -> None:
    check_base_year(PolicyTerms(base_year=2026), NOW)
    with pytest.raises(Problem):
        check_base_year(PolicyTerms(base_year=2027), NOW)


@given(terms)
def test_what_is_stored_is_read_back_and_published(stated: PolicyTerms) -> None:
    policy = Policy("plant", 3, stated, NOW, (REPORT, REPORT))
    assert policy_from(document_of(policy)) == policy
    fact = fact_of(policy)
    assert (fact.fact.id, fact.buyer_id, fact.fact.version) == ("plant", "plant", 3)
    assert fact.base_year == (stated.base_year or 0)
    assert Decimal(fact.recalculation_threshold) == stated.recalculation_threshold
    assert {one.category: one.reason for one in fact.excluded_categories} == {
        one.category: one.reason for one in stated.excluded_categories
    }
    assert [one.total for one in fact.reported_years[0].figures] == [str(10**21)]
    assert len(fact.structural_changes) == len(stated.structural_changes)


@given(terms)
def test_the_form_shown_and_sent_again_states_the_same(stated: PolicyTerms) -> None:
    values = values_of(Policy("plant", 3, stated))
    form = PolicyForm.model_validate(nested({name: _typed(one) for name, one in values.items()}))
    assert terms_of(form) == stated


def _typed(value: Any) -> Any:
    return value if isinstance(value, list) else str(value)


def test_a_fault_in_a_category_is_shown_at_its_reason() -> None:
    form = PolicyForm(excluded=[7, 3], reason={7: "small"}, recalculation_threshold="200")
    found = terms_of(form)
    assert isinstance(found, list)
    assert {(one.path, one.code) for one in found} == {
        ("reason.3", "reason-missing"),
        ("recalculation_threshold", "threshold-out-of-range"),
    }
