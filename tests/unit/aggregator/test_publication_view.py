"""What strangers see: nothing from which a single supplier's value could be had."""

import json
from datetime import UTC, datetime
from decimal import Decimal

import pytest

from aggregator.organizations.service import OrganizationName
from aggregator.progress.calculation import progress_of
from aggregator.progress.inputs import Inputs
from aggregator.progress.keeping import FactoryProgress
from aggregator.progress.model import ProgressStatus
from aggregator.publication.view import DirectionView, ProgressView
from aggregator.publication.viewing import view_of
from carbon.initiatives import Direction
from carbon.scope3.results import Method
from tests.unit.aggregator.builders import FACTORY, initiative, inventory, target

NOW = datetime(2026, 11, 1, tzinfo=UTC)
NAME = OrganizationName("Works", "工厂", "CN")


def views(inputs: Inputs, now: datetime = NOW) -> tuple[ProgressView, ProgressView]:
    """What the factory and what strangers see."""
    progress = FactoryProgress(FACTORY, 7, progress_of(inputs))
    own = view_of(progress, NAME, now)
    return own, view_of(progress.for_strangers, NAME, now)


def seen(inputs: Inputs, now: datetime = NOW) -> DirectionView:
    """What strangers see upstream."""
    return views(inputs, now)[1].directions[Direction.UPSTREAM]


def test_with_three_suppliers_the_figures_are_open() -> None:
    facts = [inventory(2020, 1000, suppliers=3), inventory(2025, 700, suppliers=3)]
    year = seen(Inputs(FACTORY, facts, targets=[target()])).years[-1]
    assert (year.emissions, year.suppressed) == (Decimal(700), False)
    assert year.achieved_percent is not None


@pytest.mark.parametrize("suppliers", [1, 2])
def test_a_year_of_few_suppliers_shows_its_status_only(suppliers: int) -> None:
    facts = [inventory(2020, 1000), inventory(2025, 700, suppliers=suppliers)]
    shown = seen(Inputs(FACTORY, facts, targets=[target()]))
    base, year = shown.years
    assert (year.emissions, year.achieved_percent, year.suppressed) == (None, None, True)
    assert (year.status, year.path) == (ProgressStatus.ON_TRACK, Decimal(790))
    assert base.emissions == Decimal(1000)


def test_a_base_year_of_few_suppliers_hides_path_and_shares_of_every_year() -> None:
    facts = [inventory(2020, 1000, suppliers=2), inventory(2025, 700)]
    shown = seen(Inputs(FACTORY, facts, targets=[target()]))
    assert shown.target is not None
    assert shown.target.base_emissions is None
    assert all(one.path is None and one.achieved_percent is None for one in shown.years)
    assert shown.years[-1].emissions == Decimal(700)
    assert "1000" not in json.dumps(json.loads(shown.model_dump_json())["target"])


def test_emissions_without_suppliers_are_the_factory_own_to_show() -> None:
    shown = seen(Inputs(FACTORY, [inventory(2025, 700, suppliers=0)]))
    assert shown.years[0].emissions == Decimal(700)


def test_methods_are_shown_in_whole_per_cent() -> None:
    mixed = {Method.SUPPLIER_SPECIFIC: 333, Method.SPEND_BASED: 667}
    own, strangers = views(Inputs(FACTORY, [inventory(2025, 1000, methods=mixed)]))
    exact = own.directions[Direction.UPSTREAM].years[0].methods[0].percent
    rounded = strangers.directions[Direction.UPSTREAM].years[0].methods[0].percent
    assert (exact, rounded) == (Decimal("33.3"), Decimal(33))


def test_reductions_of_one_supplier_are_left_out_in_total_and_by_year() -> None:
    one = [initiative("a", "s1", measured={2024: "17", 2025: "23"})]
    own, strangers = views(Inputs(FACTORY, initiatives=one))
    hidden = strangers.directions[Direction.UPSTREAM].initiatives
    assert (hidden.measured, hidden.years, hidden.suppressed) == (None, (), True)
    assert hidden.groups[0].measured is None
    assert hidden.initiative_count == 1
    assert own.directions[Direction.UPSTREAM].initiatives.measured == Decimal(40)
    text = strangers.model_dump_json()
    assert not [value for value in ('"17"', '"23"', '"40"') if value in text]


def test_one_year_of_few_suppliers_hides_all_years_of_reductions() -> None:
    many = [initiative(f"i{i}", f"s{i}", measured={2025: "1"}) for i in range(3)]
    early = initiative("early", "s0", measured={2024: "9"})
    shown = seen(Inputs(FACTORY, initiatives=[*many, early])).initiatives
    assert (shown.measured, shown.years) == (Decimal(12), ())


def test_the_headline_is_the_last_complete_year() -> None:
    facts = [inventory(2020, 1000), inventory(2025, 700), inventory(2026, 100)]
    shown = seen(Inputs(FACTORY, facts, targets=[target()]))
    assert (shown.status, shown.status_year) == (ProgressStatus.ON_TRACK, 2025)
    assert shown.headline is not None
    assert shown.headline.emissions == Decimal(700)


def test_a_figure_older_than_eighteen_months_tells_nothing_about_today() -> None:
    facts = Inputs(FACTORY, [inventory(2020, 1000), inventory(2025, 700)], targets=[target()])
    assert seen(facts, datetime(2027, 7, 1, tzinfo=UTC)).status is ProgressStatus.ON_TRACK
    assert seen(facts, datetime(2027, 7, 5, tzinfo=UTC)).status is ProgressStatus.NO_DATA


def test_before_the_first_complete_year_the_headline_says_so() -> None:
    running = seen(Inputs(FACTORY, [inventory(2026, 100)], targets=[target(base_year=2026)]))
    assert (running.status, running.status_year) == (ProgressStatus.RUNNING, None)
    nothing = seen(Inputs(FACTORY, targets=[target()]))
    assert nothing.status is ProgressStatus.NO_DATA
    assert seen(Inputs(FACTORY)).status is ProgressStatus.NO_TARGET
