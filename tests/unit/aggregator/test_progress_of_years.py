"""Each year against the path, from the set of inventories and the target."""

from dataclasses import replace
from datetime import UTC, datetime
from decimal import Decimal

import pytest

from aggregator.base_years.model import BaseYear
from aggregator.progress.calculation import progress_of
from aggregator.progress.inputs import Inputs
from aggregator.progress.model import BaseOrigin, ProgressStatus
from carbon.initiatives import Direction
from carbon.scope3.results import Method
from tests.unit.aggregator.builders import (
    FACTORY,
    RECORDED,
    TONNE,
    inventory,
    target,
    upstream,
)


@pytest.mark.parametrize(
    ("year", "path"),
    [(2022, "9160"), (2024, "8320"), (2026, "7480"), (2028, "6640"), (2030, "5800")],
)
def test_the_path_is_that_of_the_reference_vector(year: int, path: str) -> None:
    # Linear path of 10,000 t, −42 % from 2020 to 2030.
    facts = [inventory(2020, 10_000), inventory(year, 10_000)]
    progress = upstream(Inputs(FACTORY, facts, targets=[target()]))
    assert progress.years[-1].path == Decimal(path)


@pytest.mark.parametrize(
    ("tonnes", "status"),
    [
        (5800, ProgressStatus.ACHIEVED),
        (8320, ProgressStatus.ON_TRACK),
        (8321, ProgressStatus.AT_RISK),
        (8736, ProgressStatus.AT_RISK),
        (8737, ProgressStatus.OFF_TRACK),
        (10_001, ProgressStatus.INCREASED),
    ],
)
def test_a_complete_year_has_the_status_of_its_emissions(
    tonnes: int, status: ProgressStatus
) -> None:
    facts = [inventory(2020, 10_000), inventory(2024, tonnes)]
    assert upstream(Inputs(FACTORY, facts, targets=[target()])).years[-1].status is status


@pytest.mark.parametrize(
    ("tonnes", "status"),
    [
        (5000, ProgressStatus.RUNNING),
        (7480, ProgressStatus.RUNNING),
        (7481, ProgressStatus.AT_RISK),
        (9000, ProgressStatus.OFF_TRACK),
        (12_000, ProgressStatus.INCREASED),
    ],
)
def test_a_year_under_way_is_judged_only_once_it_is_above_the_path(
    tonnes: int, status: ProgressStatus
) -> None:
    facts = [inventory(2020, 10_000), inventory(2026, tonnes)]
    year = upstream(Inputs(FACTORY, facts, targets=[target()])).years[-1]
    assert not year.complete
    assert year.status is status
    assert year.achieved_percent is None, "part of a year is no progress"


def test_a_year_is_complete_once_any_inventory_was_recorded_after_it() -> None:
    later = datetime(2027, 1, 1, tzinfo=UTC)
    facts = [inventory(2020, 10_000), inventory(2026, 7000)]
    elsewhere = inventory(2020, 1, category=11, recorded_at=later)
    year = upstream(Inputs(FACTORY, [*facts, elsewhere], targets=[target()])).years[-1]
    assert (year.complete, year.status) == (True, ProgressStatus.ON_TRACK)


def test_categories_fall_into_their_directions_and_sum_exactly() -> None:
    facts = [inventory(2024, tonnes, category=category) for category, tonnes in
             [(1, 1), (8, 20), (9, 300), (15, 4000)]]  # fmt: skip
    up, down, own = progress_of(Inputs(FACTORY, facts))
    assert [one.emissions for one in up.years] == [Decimal(21)]
    assert [one.emissions for one in down.years] == [Decimal(4300)]
    assert (own.direction, own.years) == (Direction.OWN_OPERATIONS, ())


def test_the_inventory_is_the_base_and_what_was_stated_gives_way_to_it() -> None:
    stated = target(base_emissions="12000")
    without = upstream(Inputs(FACTORY, [inventory(2024, 9000)], targets=[stated]))
    assert without.target is not None
    assert (without.target.base_emissions, without.target.base_stated) == (Decimal(12000), True)
    facts = [inventory(2020, 10_000), inventory(2024, 9000)]
    with_base = upstream(Inputs(FACTORY, facts, targets=[stated]))
    assert with_base.target is not None
    assert (with_base.target.base_emissions, with_base.target.base_stated) == (
        Decimal(10_000),
        False,
    )
    assert with_base.target.base_reason == ""


def test_without_a_base_there_is_no_path_and_nothing_is_divided() -> None:
    progress = upstream(Inputs(FACTORY, [inventory(2024, 9000)], targets=[target()]))
    year = progress.years[-1]
    assert (year.path, year.achieved_percent, year.required_percent) == (None, None, None)
    assert year.status is ProgressStatus.NO_DATA


def test_a_base_of_nothing_has_no_path() -> None:
    facts = [inventory(2020, 0), inventory(2024, 9000)]
    assert upstream(Inputs(FACTORY, facts, targets=[target()])).years[-1].path is None


def test_without_a_target_emissions_are_told_alone() -> None:
    year = upstream(Inputs(FACTORY, [inventory(2024, 9000)])).years[0]
    assert (year.emissions, year.status) == (Decimal(9000), ProgressStatus.NO_TARGET)


def test_years_before_the_base_year_have_no_path() -> None:
    facts = [inventory(2019, 11_000), inventory(2020, 10_000)]
    before, base = upstream(Inputs(FACTORY, facts, targets=[target()])).years
    assert (before.status, before.path) == (ProgressStatus.NO_TARGET, None)
    assert (base.path, base.required_percent) == (Decimal(10_000), Decimal(0))


def test_a_year_of_which_no_line_could_be_priced_is_no_zero() -> None:
    unpriced = inventory(2024, 0, line_count=5, unresolved=5, methods={Method.UNRESOLVED: 0})
    facts = [inventory(2020, 10_000), unpriced]
    year = upstream(Inputs(FACTORY, facts, targets=[target()])).years[-1]
    assert (year.emissions, year.status) == (None, ProgressStatus.NO_DATA)
    assert year.unresolved_line_count == 5


def test_an_inventory_without_lines_is_no_year() -> None:
    assert upstream(Inputs(FACTORY, [inventory(2024, 0, line_count=0)])).years == ()


def test_coverage_is_the_share_of_the_supplier_specific_method() -> None:
    first = inventory(2024, 400, methods={Method.SUPPLIER_SPECIFIC: 300, Method.SPEND_BASED: 100})
    second = inventory(2024, 100, category=2, methods={Method.AVERAGE_DATA: 100})
    year = upstream(Inputs(FACTORY, [first, second])).years[0]
    assert year.supplier_specific_percent == Decimal(60)
    assert {one.method: one.milligrams for one in year.methods} == {
        Method.SUPPLIER_SPECIFIC: "300000000000",
        Method.AVERAGE_DATA: "100000000000",
        Method.SPEND_BASED: "100000000000",
    }


def test_emissions_of_any_size_stay_exact() -> None:
    # 40 Gt in milligrams outgrows 64 bits.
    huge = inventory(2024, 40 * 10**9)
    year = upstream(Inputs(FACTORY, [huge, inventory(2024, 1, category=2)])).years[0]
    assert year.emissions == Decimal(40 * 10**9 + 1)


def test_a_reported_base_year_counts_by_its_figures_in_force() -> None:
    facts = [inventory(2020, 10_400), inventory(2024, 9000)]
    reported = BaseYear(2020, False, Decimal("4"), {1: 10_000 * TONNE, 9: 5 * TONNE}, RECORDED)
    path = upstream(Inputs(FACTORY, facts, targets=[target()], base_year=reported)).target
    assert path is not None
    assert (path.base_emissions, path.base_origin) == (Decimal(10_000), BaseOrigin.REPORTED)
    moved = replace(reported, recalculated=True, figures={1: 10_600 * TONNE})
    path = upstream(Inputs(FACTORY, facts, targets=[target()], base_year=moved)).target
    assert path is not None
    assert (path.base_emissions, path.base_origin) == (Decimal(10_600), BaseOrigin.RECALCULATED)


def test_a_report_of_another_year_or_direction_leaves_the_inventory_as_base() -> None:
    facts = [inventory(2020, 10_400)]
    other_year = BaseYear(2019, False, Decimal(0), {1: TONNE}, RECORDED)
    downstream_only = BaseYear(2020, False, Decimal(0), {9: TONNE}, RECORDED)
    for told in (other_year, downstream_only, None):
        path = upstream(Inputs(FACTORY, facts, targets=[target()], base_year=told)).target
        assert path is not None
        assert (path.base_emissions, path.base_origin) == (Decimal(10_400), BaseOrigin.INVENTORY)
