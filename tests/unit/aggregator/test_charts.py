"""What charts draw."""

from datetime import UTC, datetime
from decimal import Decimal

from aggregator.organizations.service import OrganizationName
from aggregator.overview.model import details_of
from aggregator.progress.calculation import progress_of
from aggregator.progress.inputs import Inputs
from aggregator.progress.keeping import FactoryProgress
from aggregator.publication.charts import methods_chart, progress_chart
from aggregator.publication.presentation import change_since_base, gauge
from aggregator.publication.reconciliation import reconciliation_of
from aggregator.publication.scales import scale_for
from aggregator.publication.view import DirectionView
from aggregator.publication.viewing import view_of
from carbon.initiatives import Direction
from carbon.scope3.results import Method
from tests.unit.aggregator.builders import FACTORY, initiative, inventory, target


def shown(*facts: object) -> DirectionView:
    """Upstream of a factory with a target from 2020 to 2030."""
    inputs = Inputs(FACTORY, facts, targets=[target()])  # type: ignore[arg-type]
    progress = FactoryProgress(FACTORY, 1, progress_of(inputs))
    view = view_of(progress, OrganizationName("Works"), datetime(2026, 6, 1, tzinfo=UTC))
    return view.directions[Direction.UPSTREAM]


def test_bars_stand_beside_the_path_from_base_to_target() -> None:
    chart = progress_chart(shown(inventory(2020, 10_000), inventory(2026, 3000)))
    assert chart is not None
    complete, running, path, goal = chart.figure["data"]
    assert (complete["x"], complete["y"]) == ([2020], [10.0])
    assert (running["x"], running["y"]) == ([2026], [3.0])
    assert (path["x"][0], path["x"][-1], path["y"][0], path["y"][-1]) == (2020, 2030, 10.0, 5.8)
    assert (goal["x"], goal["y"]) == ([2030], [5.8])


def test_nothing_to_draw_is_no_chart() -> None:
    assert progress_chart(shown()) is None
    assert methods_chart(shown()) is None


def test_a_method_has_the_same_colour_in_every_year() -> None:
    first = inventory(2024, 100, methods={Method.SPEND_BASED: 100})
    second = inventory(2025, 100, methods={Method.SUPPLIER_SPECIFIC: 25, Method.SPEND_BASED: 75})
    chart = methods_chart(shown(first, second))
    assert chart is not None
    assert [trace["x"] for trace in chart.figure["data"]] == [[0.0, 25.0], [100.0, 75.0]]


def test_the_unit_fits_the_largest_amount() -> None:
    amounts = (Decimal(5_000_000), Decimal(1000), Decimal("3.2"), Decimal("0.4"), Decimal(0))
    assert [scale_for([amount]).unit for amount in amounts] == [
        "Mt CO₂e", "kt CO₂e", "t CO₂e", "kg CO₂e", "t CO₂e",
    ]  # fmt: skip


def test_change_and_gauge() -> None:
    view = shown(inventory(2020, 1000), inventory(2025, 850))
    assert change_since_base(view, view.years[-1]) == Decimal(-15)
    assert [gauge(Decimal(amount)) for amount in ("-3", "40.239", "130")] == [
        Decimal(0), Decimal("40.24"), Decimal(100),
    ]  # fmt: skip


def test_details_sort_the_largest_first_and_lose_nothing() -> None:
    facts = [inventory(2025, 10), inventory(2025, 30, category=4), inventory(2024, 7)]
    newest, older = details_of(facts)
    assert (newest.year, newest.emissions, older.emissions) == (2025, Decimal(40), Decimal(7))
    assert sum(one.emissions for one in newest.categories) == newest.emissions
    sizes = [part.emissions for part in newest.suppliers]
    assert sizes == sorted(sizes, reverse=True)


def test_change_and_initiatives_are_reconciled_and_never_added() -> None:
    facts = [inventory(2020, 1000), inventory(2025, 850)]
    done = [initiative(f"i{place}", f"s{place}", measured={2025: "20"}) for place in range(3)]
    inputs = Inputs(FACTORY, facts, done, [target()])
    progress = FactoryProgress(FACTORY, 1, progress_of(inputs))
    own = view_of(progress, OrganizationName("Works"), datetime(2026, 6, 1, tzinfo=UTC))
    upstream = own.directions[Direction.UPSTREAM]
    found = reconciliation_of(upstream)
    assert found is not None
    assert (found.change, found.measured, found.unexplained) == (-150, 60, -90)
    assert upstream.years[-1].emissions == Decimal(850)
    assert reconciliation_of(shown(*facts)) is None, "nothing was measured"
