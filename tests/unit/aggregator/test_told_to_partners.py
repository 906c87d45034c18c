"""Partners on the topic learn exactly what strangers see on the page: one function decides."""

from datetime import UTC, datetime
from decimal import Decimal
from typing import Any

from hypothesis import given
from hypothesis import strategies as st

from aggregator.organizations.service import OrganizationName
from aggregator.progress.calculation import progress_of
from aggregator.progress.disclosure import reveals
from aggregator.progress.inputs import Inputs
from aggregator.progress.keeping import FactoryProgress, update_of
from aggregator.progress.suppression import for_strangers
from aggregator.publication.view import DirectionView
from aggregator.publication.viewing import view_of
from carbon.decimals import format_decimal
from carbon.scope3.results import Method
from tests.unit.aggregator.builders import FACTORY, initiative, inventory, target
from tests.unit.aggregator.test_progress_properties import cells, initiatives
from tierzero.aggregator.v1.progress_pb2 import Progress

NOW = datetime(2026, 11, 1, tzinfo=UTC)
NAME = OrganizationName("Works", "工厂", "CN")
inventories = st.builds(
    inventory,
    st.sampled_from([2020, 2023, 2025]),
    st.integers(0, 10**9),
    suppliers=st.integers(0, 4),
    methods=st.just({Method.SUPPLIER_SPECIFIC: 3, Method.SPEND_BASED: 8}),
)
worlds = st.builds(
    Inputs,
    st.just(FACTORY),
    st.lists(inventories, max_size=4).map(cells),
    st.lists(initiatives, max_size=8),
    st.lists(st.just(target()), max_size=1),
)


def stated(inputs: Inputs) -> tuple[Progress, ...]:
    """The facts that a first computation puts on the bus."""
    update = update_of(FACTORY, None, progress_of(inputs), NOW)
    assert update is not None
    return update.facts


def text(figure: Decimal | None) -> str:
    """As the contract spells a figure."""
    return "" if figure is None else format_decimal(figure)


def figures(view: DirectionView) -> list[Any]:
    """Every figure of a page's direction, as the contract spells it."""
    told = view.initiatives
    return [
        text(view.target.base_emissions) if view.target else "",
        *(
            (text(one.emissions), text(one.path), text(one.achieved_percent), one.suppressed)
            for one in view.years
        ),
        *([text(share.percent) for share in one.methods] for one in view.years),
        text(told.measured),
        text(told.planned),
        text(told.unconfirmed),
        text(told.contested),
        text(told.in_footprints),
        told.suppressed,
        *((one.year, text(one.measured)) for one in told.years),
        *((text(one.measured), text(one.planned)) for one in told.groups),
    ]


def figures_of_fact(fact: Progress) -> list[Any]:
    """The same of a fact."""
    told = fact.initiatives
    return [
        fact.target.base_emissions,
        *((one.emissions, one.path, one.achieved, one.suppressed) for one in fact.years),
        *([share.percent for share in one.method_percents] for one in fact.years),
        told.measured_reduction,
        told.planned_reduction,
        told.unconfirmed_reduction,
        told.contested_reduction,
        told.reduction_in_footprints,
        told.suppressed,
        *((one.year, one.measured_reduction) for one in told.years),
        *((one.measured_reduction, one.planned_reduction) for one in told.groups),
    ]


@given(worlds)
def test_a_fact_carries_what_the_page_shows(inputs: Inputs) -> None:
    whole = FactoryProgress(FACTORY, 1, progress_of(inputs))
    page = view_of(whole.for_strangers, NAME, NOW)
    facts = stated(inputs)
    shown = [figures(view) for view in page.directions.values()]
    assert [figures_of_fact(fact) for fact in facts] == shown


@given(worlds)
def test_no_figure_that_few_suppliers_stand_behind_is_on_the_topic(inputs: Inputs) -> None:
    for fact in stated(inputs):
        told = fact.initiatives
        hidden = [one for one in fact.years if reveals(one.supplier_count)]
        assert not [one for one in hidden if one.emissions or one.achieved or one.methods]
        assert not (reveals(told.measured_supplier_count) and told.measured_reduction)
        assert not (reveals(told.planned_supplier_count) and told.planned_reduction)
        assert not [one for one in told.years if reveals(one.supplier_count)]


@given(worlds)
def test_what_is_hidden_is_not_the_rest_of_what_is_shown(inputs: Inputs) -> None:
    for fact in stated(inputs):
        told = fact.initiatives
        missing = [one for one in told.groups if not one.measured_reduction]
        assert not (told.measured_reduction and missing)
        missing = [one for one in told.groups if not one.planned_reduction]
        assert not (told.planned_reduction and missing)
        if told.measured_reduction and told.reduction_in_footprints not in ("", "0"):
            outside = told.measured_supplier_count - told.in_footprints_supplier_count
            assert outside >= 3 or not told.measured_supplier_count


@given(worlds)
def test_nothing_more_goes_when_it_is_asked_twice(inputs: Inputs) -> None:
    once = tuple(map(for_strangers, progress_of(inputs)))
    assert tuple(map(for_strangers, once)) == once


def test_the_sum_of_a_single_supplier_is_in_no_byte_of_a_fact() -> None:
    facts = [inventory(2020, 91_357, suppliers=1), inventory(2025, 82_468, suppliers=1)]
    measure = initiative("a", "supplier-0", measured={2025: "7391"})
    upstream = stated(Inputs(FACTORY, facts, [measure], [target()]))[0]
    assert [one.suppressed for one in upstream.years] == [True, True]
    assert [one.status for one in upstream.years] != []
    told = upstream.SerializeToString()
    assert not [secret for secret in (b"91357", b"82468", b"7391") if secret in told]
