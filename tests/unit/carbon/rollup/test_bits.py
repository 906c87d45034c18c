"""Update, sweep and any order of facts give the same bits."""

from random import Random

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from carbon.rollup import columns
from carbon.rollup.sweeping import empty_rows, scratch_for, sweep, update
from carbon.rollup.values import values_only
from tests.unit.carbon.rollup.networks import (
    Network,
    by_key,
    large_graph,
    networks,
    own_rows,
    swept,
)


@given(networks(), st.lists(st.tuples(st.integers(0, 29), own_rows), max_size=8))
def test_updates_give_the_bits_of_a_sweep(
    network: Network, restated: list[tuple[int, tuple[float, ...]]]
) -> None:
    graph = network.graph()
    own, scratch = network.own(graph), scratch_for(graph)
    state = swept(graph, own)
    for node, row in restated:
        own[node % graph.node_count] = row
        update(graph, own, state, scratch, [node % graph.node_count])
    assert state.tobytes() == swept(graph, own).tobytes()
    assert not scratch.marked.any()
    assert not scratch.blocks.any()


@given(networks(), st.data())
def test_restated_amounts_give_the_bits_of_a_sweep(network: Network, data: st.DataObject) -> None:
    graph = network.graph()
    own = network.own(graph)
    state = swept(graph, own)
    if not graph.edge_count:
        return
    edge = data.draw(st.integers(0, graph.edge_count - 1))
    graph.amounts[edge] = data.draw(st.floats(-10, 10))
    consumer = int(np.searchsorted(graph.input_starts, edge, side="right")) - 1
    update(graph, own, state, scratch_for(graph), [consumer])
    assert state.tobytes() == swept(graph, own).tobytes()


@given(networks(), st.randoms(use_true_random=False))
def test_the_order_of_facts_cannot_show(network: Network, random: Random) -> None:
    graph = network.graph()
    expected = by_key(graph, swept(graph, network.own(graph)))
    nodes, edges = list(range(network.count)), list(network.edges)
    random.shuffle(nodes)
    random.shuffle(edges)
    shuffled = network.graph(nodes, edges)
    assert by_key(shuffled, swept(shuffled, network.own(shuffled))) == expected


@given(networks())
def test_an_edit_elsewhere_cannot_show(network: Network) -> None:
    """A deeper network below or beside changes ranks, and not one bit of what it does not reach."""
    graph = network.graph()
    expected = by_key(graph, swept(graph, network.own(graph)))
    more = (*network.rows, *[(1.0,) * columns.WIDTH] * 3)
    chain = [(network.count + 1, network.count, 1.0), (network.count + 2, network.count + 1, 1.0)]
    grown = Network(network.count + 3, (*network.edges, *chain), more)
    larger = grown.graph()
    found = by_key(larger, swept(larger, grown.own(larger)))
    assert {key: found[key] for key in expected} == expected


@given(networks())
def test_the_value_alone_has_the_same_bits(network: Network) -> None:
    graph = network.graph()
    own = network.own(graph)
    values = values_only(graph, np.ascontiguousarray(own[:, columns.VALUE]))
    state = swept(graph, own)
    assert values.tobytes() == np.ascontiguousarray(state[:, columns.VALUE]).tobytes()


@settings(max_examples=20)
@given(st.integers(0, 2**32 - 1), st.sampled_from([1, 3, 50, 1500]))
def test_wide_changes_turn_into_a_sweep_with_the_same_bits(seed: int, size: int) -> None:
    graph, own = large_graph(seed, 2_000, 12_000)
    random = np.random.default_rng(seed)
    state, scratch = swept(graph, own), scratch_for(graph)
    for _ in range(3):
        restated = random.choice(graph.node_count, size, replace=False)
        own[restated, columns.VALUE] += random.random(size)
        update(graph, own, state, scratch, restated.tolist())
        assert not scratch.marked.any()
        assert not scratch.blocks.any()
    assert state.tobytes() == swept(graph, own).tobytes()


@pytest.mark.parametrize("size", [1, 400])
def test_the_changed_ranks_are_those_whose_bits_changed(size: int) -> None:
    graph, own = large_graph(7, 2_000, 12_000)
    state, scratch = swept(graph, own), scratch_for(graph)
    before = state.copy()
    restated = np.arange(100, 100 + size)
    own[restated, columns.VALUE] += 1
    changed = update(graph, own, state, scratch, restated.tolist())
    assert changed.tolist() == np.flatnonzero((state != before).any(axis=1)).tolist()


def test_an_update_that_changes_nothing_reaches_nothing() -> None:
    graph, own = large_graph(1, 500, 3_000)
    state, scratch = swept(graph, own), scratch_for(graph)
    assert update(graph, own, state, scratch, [3, 4]).tolist() == []
    assert sweep(graph, own, state, scratch).tolist() == []


def test_a_state_from_nothing_is_noted_whole() -> None:
    graph, own = large_graph(2, 50, 100)
    assert len(sweep(graph, own, empty_rows(graph), scratch_for(graph))) == 50
