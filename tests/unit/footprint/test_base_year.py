"""The base year follows its policy: what was reported stays until changes reach the threshold."""

from collections.abc import Iterable
from datetime import UTC, datetime
from decimal import Decimal
from typing import Any

import pytest
from hypothesis import given, settings

from carbon.baseyear import Trigger
from footprint.history.base_year import BaseYear, Known, decide, reported_totals
from footprint.history.policies import restated_report
from footprint.history.revisions import as_revision
from footprint.inventories.content import inventory_fact
from tests.unit.footprint import facts, operations
from tests.unit.footprint.bus import Bus
from tests.unit.footprint.test_order import play, seeds
from tests.unit.footprint.worlds import worlds
from tierzero.footprint.v1.inventory_pb2 import Inventory
from tierzero.procurement.v1 import inventory_policy_pb2 as contract

NOW = datetime(2026, 1, 1, tzinfo=UTC)


def revisions(bus: Bus, year: int = 2024, buyer: str = "plant") -> dict[int, list[Inventory]]:
    """Category → revisions of the year, the newest first."""
    found: dict[int, list[Inventory]] = {}
    for network_id, change in bus.deliver().changes:
        for key, stated in change.inventories.items():
            if (network_id, key.year) == (buyer, year):
                made = inventory_fact(stated.content, stated.revision, NOW, stated.restatement)
                found.setdefault(key.category, []).insert(0, made)
    return found


def report(bus: Bus, gwp_set: str = "AR6", excluded: Iterable[int] = ()) -> contract.YearReported:
    """2024 as the plant reports it now."""
    stated = contract.YearReported(year=2024, gwp_set=gwp_set, excluded_categories=excluded)
    stated.reported_at.FromDatetime(NOW)
    for category, history in revisions(bus).items():
        if category not in stated.excluded_categories:
            stated.figures.add(
                category=category, revision=history[0].fact.version, total=history[0].total.digits
            )
    return stated


def decided(bus: Bus, reported: contract.YearReported, **more: Any) -> BaseYear:
    """The decision about 2024 as everything is now."""
    excluded = more.pop("excluded", None)
    gwp_set = more.pop("gwp_set", "AR6")
    policy = operations.policy("plant", gwp_set, excluded=excluded, base_year=2024, **more)
    policy.reported_years.append(reported)
    history = revisions(bus)
    numbers = {one.category: one.revision for one in reported.figures}
    since = {
        category: [one for one in known if one.fact.version > numbers.get(category, 0)]
        for category, known in history.items()
    }
    return decide(Known(policy, {one: known[0] for one, known in history.items()}, since))


def causes(found: BaseYear) -> list[tuple[str, str, int]]:
    return [(one.change.trigger, one.change.reason, one.change.effect_mg) for one in found.counted]


@pytest.fixture
def bus() -> Bus:
    """A plant that bought 1,000 kg of 1 kgCO2e each in 2024."""
    sold = [facts.product("coil"), facts.footprint("f", "coil", "1")]
    return Bus().send(*sold, facts.purchase("a", quantity="1000"))


def test_below_the_threshold_the_reported_figure_stays(bus: Bus) -> None:
    reported = report(bus)
    bus.send(facts.purchase("late", quantity="49"))
    found = decided(bus, reported)
    assert (found.is_due, found.after_mg, found.current_mg) == (False, 1000 * 10**6, 1049 * 10**6)
    assert found.decision.cumulative_percent == Decimal("4.9")
    bus.send(facts.purchase("later", quantity="1"))
    found = decided(bus, reported)
    assert (found.is_due, found.after_mg) == (True, 1050 * 10**6)
    assert causes(found) == [(Trigger.ERROR, "activity-late", 50 * 10**6)]


def test_opposite_changes_add_up_but_what_was_mended_again_does_not(bus: Bus) -> None:
    reported = report(bus)
    bus.send(facts.purchase("a", quantity="900", version=2))
    bus.send(facts.purchase("a", quantity="1000", version=3))
    assert not decided(bus, reported).is_due
    bus.send(facts.footprint("f", "coil", "0.97", version=2))
    bus.send(facts.purchase("late", quantity="30"))
    assert decided(bus, reported).is_due, "3 % less and 3 % more"


def test_a_footprint_in_place_of_nothing_is_a_change_of_method() -> None:
    bus = Bus().send(facts.product("coil"), facts.purchase("a"))
    reported = report(bus)
    bus.send(facts.footprint("f", "coil", "1"))
    assert causes(decided(bus, reported)) == [
        (Trigger.METHOD_CHANGE, "footprint-stated", 10 * 10**6)
    ]


def test_a_policy_counts_the_triggers_it_names(bus: Bus) -> None:
    reported = report(bus)
    bus.send(facts.purchase("late", quantity="500"))
    only = [contract.RECALCULATION_TRIGGER_FACTOR_CHANGE]
    found = decided(bus, reported, recalculation_triggers=only)
    assert (found.is_due, found.after_mg) == (False, 1000 * 10**6)
    assert [one.change.trigger for one in found.ignored] == [Trigger.ERROR]


def test_activities_recorded_in_a_stated_period_are_a_change_of_structure(bus: Bus) -> None:
    reported = report(bus)
    bought = facts.purchase("acquired", quantity="100")
    bus.send(bought)
    change = contract.StructuralChange(
        trigger=contract.RECALCULATION_TRIGGER_ACQUISITION, reason="Forge Ltd bought"
    )
    change.recorded.start.CopyFrom(bought.fact.recorded_at)
    found = decided(bus, reported, structural_changes=[change])
    assert causes(found) == [(Trigger.ACQUISITION, "Forge Ltd bought", 100 * 10**6)]
    change.recorded.end.CopyFrom(bought.fact.recorded_at)
    found = decided(bus, reported, structural_changes=[change])
    assert causes(found) == [(Trigger.ERROR, "activity-late", 100 * 10**6)]


def test_another_gwp_set_makes_it_due_whatever_the_threshold(bus: Bus) -> None:
    found = decided(bus, report(bus, "AR5"))
    assert (found.is_due, found.differences) == (True, ("gwp-set-differs",))
    assert not decided(bus, report(bus)).differences


def test_leaving_a_category_out_takes_its_emissions_away(bus: Bus) -> None:
    bus.send(operations.operation("b", 13, operations.asset("100")))
    reported = report(bus)
    found = decided(bus, reported, excluded={13: "not ours"})
    assert causes(found) == [(Trigger.CATEGORY_CHANGE, "exclusion-changed", -100 * 10**6)]
    assert found.after_mg == found.current_mg == 1000 * 10**6
    back = decided(bus, report(bus, excluded=[13]))
    assert causes(back) == [(Trigger.CATEGORY_CHANGE, "exclusion-changed", 100 * 10**6)]


def test_before_the_first_report_nothing_is_fixed(bus: Bus) -> None:
    policy = operations.policy("plant", base_year=2024)
    current = {one: known[0] for one, known in revisions(bus).items()}
    found = decide(Known(policy, current, {}))
    assert (found.is_due, found.after_mg, found.current_mg) == (False, 10**9, 10**9)


def test_revisions_after_the_report_restate_it_and_late_activities_say_so(bus: Bus) -> None:
    reported = report(bus)
    bus.send(facts.purchase("late"))
    policy = operations.policy("plant", reported_years=[reported])
    newest, oldest = revisions(bus)[1][0], revisions(bus)[1][-1]
    restating = as_revision(policy, newest)
    assert restating.restates_report_of == reported.reported_at
    assert [cause.code for cause in restating.inventory.restatement.causes] == ["activity-late"]
    first = as_revision(policy, oldest)
    assert not first.HasField("restates_report_of")
    assert [cause.code for cause in first.inventory.restatement.causes] == ["activity-recorded"]
    assert restated_report(policy, 7, 2024, 1) == reported, "nothing of category 7 was reported"
    assert restated_report(policy, 1, 2025, 1) is None


@settings(max_examples=60, deadline=None)
@given(worlds, worlds, seeds)
def test_before_plus_all_changes_is_what_the_inventories_say(
    reported_world: list[Any], later: list[Any], seed: int
) -> None:
    bus = play(reported_world, seed)
    reported = report(bus)
    bus.send(*(one for one in later if type(one).__name__ != "InventoryPolicy")).deliver()
    found = decided(bus, reported)
    moved = sum(one.change.effect_mg for one in (*found.counted, *found.ignored))
    assert sum(reported_totals(reported).values()) + moved == found.current_mg
