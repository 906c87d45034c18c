"""A recipe spliced in gives the network that building anew gives."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from carbon.rollup.editing import with_recipe
from carbon.rollup.graph import InvalidGraph
from carbon.rollup.sweeping import scratch_for, update
from tests.unit.carbon.rollup.networks import Network, by_key, networks, swept

recipes = st.dictionaries(st.integers(0, 29), st.floats(-10, 10), max_size=6)


@given(networks(), st.integers(0, 29), recipes)
def test_a_spliced_recipe_has_the_bits_of_a_network_built_anew(
    network: Network, number: int, recipe: dict[int, float]
) -> None:
    product = number % network.count
    parts = {part: amount for part, amount in recipe.items() if part < product}
    kept = tuple(edge for edge in network.edges if edge[0] != product)
    added = tuple((product, part, amount) for part, amount in parts.items())
    anew = Network(network.count, kept + added, network.rows)
    expected = by_key(anew.graph(), swept(anew.graph(), anew.own(anew.graph())))

    graph = network.graph()
    own = network.own(graph)
    state = swept(graph, own)
    named = {network.key(part): amount for part, amount in parts.items()}
    edited = with_recipe(graph, network.key(product), named)
    if edited is None:
        rank = graph.rank_of[network.key(product)]
        assert any(graph.rank_of[part] >= rank for part in named)
        return
    update(edited, own, state, scratch_for(edited), [edited.rank_of[network.key(product)]])
    assert by_key(edited, state) == expected


def test_a_part_of_its_own_users_needs_a_network_built_anew() -> None:
    network = Network(2, ((1, 0, 1.0),), ((1.0,) * 8,) * 2)
    graph = network.graph()
    assert with_recipe(graph, network.key(0), {network.key(1): 1.0}) is None
    assert with_recipe(graph, network.key(0), {network.key(0): 1.0}) is None


def test_what_is_unknown_or_endless_is_refused() -> None:
    graph = Network(2, (), ((1.0,) * 8,) * 2).graph()
    with pytest.raises(KeyError):
        with_recipe(graph, graph.keys[1], {"unknown": 1.0})
    with pytest.raises(InvalidGraph):
        with_recipe(graph, graph.keys[1], {graph.keys[0]: float("inf")})
