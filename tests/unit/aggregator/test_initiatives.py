"""What initiatives add up to, and what may be shown of it."""

from decimal import Decimal
from typing import Any

from hypothesis import given
from hypothesis import strategies as st

from aggregator.progress.disclosure import FEWEST_SUPPLIERS, reveals
from aggregator.progress.initiative_totals import totals_of
from carbon.initiatives import InitiativeState
from tests.unit.aggregator.builders import FACTORY, initiative, told


def test_only_measured_and_verified_reductions_count_as_achieved() -> None:
    states = {
        state: totals_of(
            FACTORY, [initiative("a", "s", state=state, measured={2025: "5"})]
        ).measured
        for state in InitiativeState
    }
    counting = {state for state, measured in states.items() if measured == 5}
    assert counting == {
        InitiativeState.MEASURED,
        InitiativeState.VERIFIED,
        InitiativeState.CLOSED,
    }


def test_plans_are_a_forecast_and_stay_apart() -> None:
    plan = initiative("a", "s1", state=InitiativeState.PLANNED)
    done = initiative("b", "s2", measured={2024: "1.5", 2025: "2.25"})
    totals = totals_of(FACTORY, [plan, done])
    assert (totals.measured, totals.planned) == (Decimal("3.75"), Decimal(300))
    assert [(one.year, one.measured) for one in totals.years] == [
        (2024, Decimal("1.5")),
        (2025, Decimal("2.25")),
    ]


def test_credits_and_green_power_are_never_progress() -> None:
    for kind in ("OFF", "GP", "SRC-DIG", "not-in-the-taxonomy"):
        measured = initiative("a", "s", kind=kind, measured={2025: "50"})
        planned = initiative("b", "s", kind=kind, state=InitiativeState.PLANNED)
        totals = totals_of(FACTORY, [measured, planned])
        assert (totals.initiative_count, totals.measured, totals.planned) == (2, 0, 0)


def test_a_reversed_initiative_vanishes_from_the_count() -> None:
    gone = initiative("a", "s", state=InitiativeState.REVERSED, measured={2025: "5"})
    assert totals_of(FACTORY, [gone]).initiative_count == 0


def test_types_of_few_suppliers_are_put_together() -> None:
    steel = [initiative(f"m{i}", f"s{i}", measured={2025: "1"}) for i in range(3)]
    light = [initiative("l", "s1", kind="PROD-LIGHT", measured={2025: "10"})]
    power = [initiative(f"p{i}", f"s{i}", kind="SRC-RE", measured={2025: "7"}) for i in range(4)]
    groups = totals_of(FACTORY, [*steel, *light, *power]).groups
    assert [group.types for group in groups] == [("PROD-LIGHT", "SRC-MAT"), ("SRC-RE",)]


def test_the_factory_own_initiatives_tell_no_supplier_value() -> None:
    totals = totals_of(FACTORY, [initiative("a", FACTORY, measured={2025: "5"})])
    assert totals.measured_supplier_count == 0
    assert not reveals(totals.measured_supplier_count)
    assert totals.groups[0].measured == 5


measures = st.lists(
    st.builds(
        initiative,
        st.uuids().map(str),
        st.sampled_from([*(f"s{i}" for i in range(6)), FACTORY]),
        kind=st.sampled_from(["SRC-MAT", "SRC-RE", "VC-LOG", "PROD-LIGHT"]),
        state=st.sampled_from([InitiativeState.MEASURED, InitiativeState.PLANNED]),
        measured=st.dictionaries(st.sampled_from([2024, 2025]), st.sampled_from(["1", "2.5"])),
    ),
    max_size=14,
)


@given(measures)
def test_groups_add_up_to_the_total(found: list[Any]) -> None:
    totals = totals_of(FACTORY, found)
    assert sum(group.initiative_count for group in totals.groups) == totals.initiative_count
    assert sum((told(group.measured) for group in totals.groups), Decimal(0)) == totals.measured
    assert sum((told(group.planned) for group in totals.groups), Decimal(0)) == totals.planned


@given(measures)
def test_a_group_that_reveals_a_supplier_stands_alone(found: list[Any]) -> None:
    groups = totals_of(FACTORY, found).groups
    revealing = [
        g for g in groups if reveals(g.measured_supplier_count) or reveals(g.planned_supplier_count)
    ]
    # Beside others it could be had from the total by subtraction.
    assert not revealing or len(groups) == 1


def test_three_suppliers_are_enough() -> None:
    assert [reveals(count) for count in range(5)] == [False, True, True, False, False]
    assert FEWEST_SUPPLIERS == 3
