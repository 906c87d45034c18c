"""A joint reduction is owned once: by agreed shares, whatever the order of facts."""

from collections.abc import Mapping, Sequence
from decimal import Decimal
from itertools import pairwise
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from aggregator.facts.intake import newer_than
from aggregator.initiatives import events
from aggregator.initiatives.service import parts_of
from aggregator.progress.initiative_totals import totals_of
from aggregator.progress.model import InitiativeTotals
from carbon.decimals import format_decimal
from tests.integration.aggregator import statements
from tests.unit.aggregator.builders import told as figure
from tierzero.agents import Unusable
from tierzero.supplier_portal.v1 import initiative_pb2 as contract

PROPOSED, CONFIRMED, DECLINED = (
    contract.SHARE_STATE_PROPOSED,
    contract.SHARE_STATE_CONFIRMED,
    contract.SHARE_STATE_DECLINED,
)
Shares = Mapping[str, tuple[str, int]]


def joint(
    shares: Shares, measured: Mapping[int, str], identifier: str = "i", version: int = 1
) -> contract.Initiative:
    """A joint initiative in which each organization's part counts for itself alone."""
    owner = next(iter(shares))
    fact = statements.initiative(identifier, owner, owner, measured=measured, version=version)
    for holder, (percent, state) in shares.items():
        name = contract.ShareState.Name(state)
        fact.shares.add(organization_id=holder, percent=percent, state=name)
    return fact


def kept(facts: Sequence[contract.Initiative]) -> list[Any]:
    """The documents that are left when facts have arrived in this order."""
    stored: dict[str, Any] = {}
    for fact in facts:
        changes = newer_than(stored, [events.read(fact)])
        stored |= {change.after["_id"]: change.after for change in changes}
    return list(stored.values())


def totals(facts: Sequence[contract.Initiative], organization: str) -> InitiativeTotals:
    """What counts for an organization."""
    parts = [part for one in kept(facts) for part in parts_of(one, organization)]
    return totals_of(organization, parts)


def test_each_organization_gets_its_share_only() -> None:
    fact = joint({"mill": ("60", CONFIRMED), "factory": ("40", CONFIRMED)}, {2025: "10.01"})
    assert totals([fact], "mill").measured == Decimal("6.006")
    assert totals([fact], "factory").measured == Decimal("4.004")
    assert totals([fact], "stranger").initiative_count == 0


@pytest.mark.parametrize("state", [PROPOSED, DECLINED])
def test_what_is_not_agreed_counts_nothing_and_is_shown(state: int) -> None:
    fact = joint({"mill": ("60", CONFIRMED), "factory": ("40", state)}, {2025: "10"})
    told = totals([fact], "factory")
    assert (told.measured, told.planned, told.unconfirmed) == (0, 0, 4)
    assert totals([fact], "mill").measured == 6


def test_a_customer_sees_each_part_of_its_suppliers_once() -> None:
    fact = joint({"mill": ("60", CONFIRMED), "buyer": ("40", CONFIRMED)}, {2025: "10"})
    fact.shares[0].customer_ids.append("buyer")
    told = totals([fact], "buyer")
    assert (told.measured, told.initiative_count) == (10, 1)
    assert told.measured_supplier_count == 1


@pytest.mark.parametrize(
    "shares",
    [
        {"mill": ("60", CONFIRMED), "factory": ("40.01", CONFIRMED)},
        {"mill": ("99.999", CONFIRMED)},
        {"mill": ("100", CONFIRMED), "factory": ("0", CONFIRMED)},
    ],
)
def test_shares_that_are_not_whole_are_refused(shares: Shares) -> None:
    with pytest.raises(Unusable) as refused:
        events.read(joint(shares, {2025: "10"}))
    assert refused.value.code == "shares-not-whole"


@st.composite
def versions(draw: Any) -> list[contract.Initiative]:
    """The history of a joint initiative: shares, consents and figures change."""
    history: list[contract.Initiative] = []
    for version in range(1, draw(st.integers(2, 5))):
        cuts = sorted(draw(st.sets(st.integers(1, 9_999), min_size=1, max_size=4)))
        places = [0, *cuts, 10_000]
        percents = [b - a for a, b in pairwise(places)]
        states = st.sampled_from([PROPOSED, CONFIRMED, DECLINED])
        shares = {
            f"organization-{number}": (
                format_decimal(Decimal(percent) / 100),
                draw(states) if number else CONFIRMED,
            )
            for number, percent in enumerate(percents)
        }
        amounts = st.decimals(Decimal("0.001"), Decimal(10**7), places=3, allow_nan=False)
        years = draw(st.dictionaries(st.integers(2024, 2026), amounts, min_size=1))
        measured = {year: format_decimal(amount) for year, amount in years.items()}
        history.append(joint(shares, measured, version=version))
    return history


ORGANIZATIONS = [f"organization-{number}" for number in range(6)]


@given(versions(), st.data())
def test_over_organizations_a_joint_reduction_adds_up_in_any_order(
    history: list[contract.Initiative], data: st.DataObject
) -> None:
    repeated = [*history, *data.draw(st.lists(st.sampled_from(history), max_size=4))]
    order = data.draw(st.permutations(repeated))
    newest = max(history, key=lambda fact: fact.fact.version)
    whole = sum((Decimal(one.reduction) for one in newest.measured_reductions), Decimal(0))
    told = {one: totals(order, one) for one in ORGANIZATIONS}
    counted = sum((figure(one.measured) for one in told.values()), Decimal(0))
    waiting = sum((figure(one.unconfirmed) for one in told.values()), Decimal(0))
    assert counted + waiting == whole
    assert counted <= whole
    if all(share.state == CONFIRMED for share in newest.shares):
        assert counted == whole


@given(versions(), st.data())
def test_at_no_moment_is_more_counted_than_was_measured(
    history: list[contract.Initiative], data: st.DataObject
) -> None:
    order = data.draw(st.permutations(history))
    for arrived in range(1, len(order) + 1):
        seen = order[:arrived]
        newest = max(seen, key=lambda fact: fact.fact.version)
        whole = sum((Decimal(one.reduction) for one in newest.measured_reductions), Decimal(0))
        assert (
            sum((figure(totals(seen, one).measured) for one in ORGANIZATIONS), Decimal(0)) <= whole
        )


def rival(identifier: str, owner: str, reduction: str, period: str = "2025") -> Any:
    """An initiative of one organization on the same product, for one factory."""
    year = int(period[:4])
    fact = statements.initiative(identifier, owner, "factory", measured={year: reduction})
    fact.product_ids.append("steel")
    fact.measured_periods.add(period=period, reduction=reduction)
    return fact


def test_of_two_claims_to_the_same_tonnes_the_smaller_counts() -> None:
    told = totals([rival("a", "mill", "10"), rival("b", "factory", "8", "2025-Q3")], "factory")
    assert (told.measured, told.contested) == (8, 10)
    apart = totals([rival("a", "mill", "10"), rival("b", "factory", "8", "2024")], "factory")
    assert (apart.measured, apart.contested) == (18, 0)


rivals = st.lists(
    st.builds(
        rival,
        st.sampled_from("abcde"),
        st.sampled_from(["mill", "foundry", "factory"]),
        st.integers(1, 50).map(str),
        st.sampled_from(["2025", "2025-Q1", "2025-06", "2024"]),
    ),
    max_size=5,
    unique_by=lambda fact: fact.fact.id,
)


@given(rivals, st.data())
def test_claims_count_once_whatever_their_order(facts: list[Any], data: st.DataObject) -> None:
    told = totals(data.draw(st.permutations(facts)), "factory")
    assert told == totals(facts, "factory")
    claimed = sum((Decimal(one.measured_reductions[0].reduction) for one in facts), Decimal(0))
    assert figure(told.measured) + figure(told.contested) == claimed


def test_what_is_in_a_footprint_already_is_told_apart_and_not_added() -> None:
    inside, outside = rival("a", "mill", "10"), rival("b", "foundry", "5")
    inside.in_footprint_ids.append("f")
    del outside.product_ids[:]
    told = totals([inside, outside], "factory")
    assert (told.measured, told.in_footprints) == (15, 10)
