"""What is told of a base year adds up to what was decided."""

from typing import Any

from hypothesis import given
from hypothesis import strategies as st

from footprint.history.base_year import Known, decide
from footprint.history.in_force import figures_in_force
from tests.unit.footprint import operations
from tierzero.footprint.v1.inventory_pb2 import Inventory, Restatement
from tierzero.procurement.v1.inventory_policy_pb2 import InventoryPolicy, YearReported

amounts = st.integers(0, 10**15)
codes = st.sampled_from(["activity-recorded", "footprint-corrected", "policy-changed"])
changes = st.lists(st.tuples(codes, amounts))
worlds = st.dictionaries(st.integers(1, 15), st.tuples(amounts, changes))


def policy(reported: dict[int, int]) -> InventoryPolicy:
    report = YearReported(year=2024, gwp_set="AR6")
    for category, total in reported.items():
        report.figures.add(category=category, revision=1, total=str(total))
    return operations.policy("plant", base_year=2024, reported_years=[report])


def known(world: dict[int, tuple[int, list[tuple[str, int]]]]) -> Known:
    """A reported base year, and what has changed of each category since."""
    current: dict[int, Inventory] = {}
    since: dict[int, list[Inventory]] = {}
    for category, (reported, moves) in world.items():
        moved = sum(amount for _code, amount in moves)
        current[category] = Inventory(category=category, year=2024)
        current[category].total.digits = str(reported + moved)
        why = Restatement()
        for code, amount in moves:
            why.causes.add(code=code).effect.digits = str(amount)
        since[category] = [Inventory(category=category, restatement=why)] if moves else []
    return Known(policy({one: world[one][0] for one in world}), current, since)


def in_force(told: Any) -> int:
    return sum(int(one.in_force.digits) for one in told.figures)


@given(worlds)
def test_the_categories_add_up_to_the_figure_in_force(world: Any) -> None:
    found = known(world)
    told, decided = figures_in_force(found), decide(found)
    assert told.reported
    assert told.year == 2024
    assert in_force(told) == decided.after_mg
    assert told.recalculated == decided.is_due


def test_below_the_threshold_what_was_reported_stays_and_at_it_the_change_counts() -> None:
    below = figures_in_force(known({1: (1000, [("footprint-corrected", 49)])}))
    assert (in_force(below), below.recalculated, below.cumulative_percent) == (1000, False, "4.9")
    at = figures_in_force(known({1: (993, [("footprint-corrected", 50)]), 4: (7, [])}))
    assert [int(one.in_force.digits) for one in at.figures] == [1043, 7]
    assert (at.recalculated, at.cumulative_percent) == (True, "5")


def test_without_a_report_the_inventory_alone_tells() -> None:
    told = figures_in_force(Known(operations.policy("plant", base_year=2024), {}, {}))
    assert (told.year, told.reported, list(told.figures)) == (2024, False, [])
