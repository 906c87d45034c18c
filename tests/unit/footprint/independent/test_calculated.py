"""Footprints from bills of materials come to the same figures by code that shares nothing."""

from fractions import Fraction
from typing import Any

from hypothesis import given, settings
from hypothesis import strategies as st

from carbon.rollup.exact import exact_values
from carbon.rollup.values import rounding_bound, values_only
from footprint.verify.independent.admission import is_usable
from footprint.verify.independent.bills import solve
from footprint.verify.independent.comparing import compare
from footprint.verify.independent.recomputing import recompute
from footprint.verify.independent.rounding import rounding_bounds
from tests.unit.carbon.rollup.networks import Network, networks
from tests.unit.footprint.bus import results
from tests.unit.footprint.independent.bill_worlds import bill_worlds, odd_bill
from tests.unit.footprint.independent.test_bills import plain
from tests.unit.footprint.independent.test_recomputing import admitted, compared
from tests.unit.footprint.test_order import play
from tests.unit.footprint.tiers import tiers

ALMOST_NOTHING = Fraction(2) ** -400


@settings(max_examples=300, deadline=None)
@given(bill_worlds)
def test_every_bill_comes_to_the_same_figure_as_the_services_batch(world: list[Any]) -> None:
    found = compared(world)
    assert not found.faults
    assert found.uncovered == 0


@settings(max_examples=150, deadline=None)
@given(tiers, st.integers(0, 2**32))
def test_what_the_service_keeps_step_by_step_is_within_the_bounds(
    world: list[Any], seed: int
) -> None:
    kept = results(play(world, seed).networks)
    found = compare(kept.lines, kept.inventories, recompute(world))
    assert not found.faults
    assert found.uncovered == 0


@settings(max_examples=500, deadline=None)
@given(odd_bill())
def test_both_refuse_the_same_bills(fact: Any) -> None:
    assert is_usable(fact) == (admitted(fact) is not None)


@settings(max_examples=200, deadline=None)
@given(networks())
def test_float64_stays_within_the_bounds_which_are_no_wider_than_need_be(network: Network) -> None:
    recipes, own = plain(network)
    bounds = rounding_bounds(recipes, own, solve(recipes, own))
    graph = network.graph()
    own_values = network.own(graph)[:, 0].copy()
    swept = values_only(graph, own_values)
    exact = exact_values(own, recipes)  # type: ignore[arg-type]
    others = rounding_bound(graph, own_values, swept)
    for rank, name in enumerate(graph.keys):
        assert abs(Fraction(float(swept[rank])) - exact[name]) <= bounds[name]
        assert bounds[name] <= 2 * Fraction(float(others[rank])) + ALMOST_NOTHING
