"""The sparse solve agrees with the roll-up and with exact arithmetic, within what both prove."""

from decimal import Decimal
from fractions import Fraction

import pytest
from hypothesis import given, settings

from carbon.rollup.exact import exact_values
from carbon.rollup.values import rounding_bound, values_only
from footprint.verify.independent.bills import Unbounded, solve
from tests.unit.carbon.rollup.networks import Network, networks

FEW = Fraction(1, 2)


def plain(network: Network) -> tuple[dict[str, list[tuple[str, Fraction]]], dict[str, Fraction]]:
    """The network as recipes and own values."""
    recipes: dict[str, list[tuple[str, Fraction]]] = {}
    for product, part, amount in network.edges:
        contained = recipes.setdefault(network.key(product), [])
        contained.append((network.key(part), Fraction(amount)))
    own = {network.key(number): Fraction(row[0]) for number, row in enumerate(network.rows)}
    return recipes, own


@settings(max_examples=200, deadline=None)
@given(networks())
def test_it_is_within_its_bound_of_the_exact_values_and_of_the_roll_up(network: Network) -> None:
    recipes, own = plain(network)
    solved = solve(recipes, own)
    amounts = {
        name: [(part, Decimal(float(amount))) for part, amount in parts]
        for name, parts in recipes.items()
    }
    exact = exact_values({name: Decimal(float(one)) for name, one in own.items()}, amounts)
    graph = network.graph()
    own_values = network.own(graph)[:, 0].copy()
    swept = values_only(graph, own_values)
    swept_bounds = rounding_bound(graph, own_values, swept)
    for rank, name in enumerate(graph.keys):
        one = solved[name]
        assert abs(Fraction(one.value) - exact[name]) <= Fraction(one.bound)
        apart = abs(Fraction(one.value) - Fraction(float(swept[rank])))
        assert apart <= Fraction(one.bound) + Fraction(float(swept_bounds[rank]))


def test_the_references_product() -> None:
    recipes = {
        "product": [
            ("steel", Fraction("0.8")),
            ("screw", Fraction(4)),
            ("paint", Fraction("1.2")),
        ]
    }
    own = {"product": "0.5", "steel": "2.35", "screw": "0.085", "paint": "0.62"}
    solved = solve(recipes, {name: Fraction(value) for name, value in own.items()})
    assert solved["product"].value == pytest.approx(3.464)
    assert solved["product"].bound < 1e-14


def test_a_loop_that_fades_has_a_value_and_one_that_does_not_has_none() -> None:
    own = {"ingot": Fraction(3), "furnace": Fraction(5)}
    solved = solve({"ingot": [("furnace", FEW)], "furnace": [("ingot", FEW)]}, own)
    # ingot = 3 + furnace/2, furnace = 5 + ingot/2
    assert solved["ingot"].value == pytest.approx(22 / 3)
    assert abs(Fraction(solved["ingot"].value) - Fraction(22, 3)) <= Fraction(solved["ingot"].bound)
    with pytest.raises(Unbounded):
        solve({"ingot": [("furnace", Fraction(1))], "furnace": [("ingot", Fraction(1))]}, own)
    with pytest.raises(Unbounded):
        solve({"ingot": [("furnace", Fraction(3))], "furnace": [("ingot", Fraction(2))]}, own)


def test_nothing_gives_nothing_and_a_part_without_a_value_is_an_error() -> None:
    assert solve({}, {}) == {}
    assert solve({}, {"sand": Fraction(2)})["sand"].value == 2
    with pytest.raises(KeyError):
        solve({"glass": [("sand", Fraction(1))]}, {"glass": Fraction(1)})
