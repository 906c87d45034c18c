"""Networks are ordered in one way, and cycles are named."""

import numpy as np
import pytest
from hypothesis import given

from carbon.rollup.graph import Graph, InvalidGraph, build_graph
from carbon.rollup.ordering import CycleFound
from tests.unit.carbon.rollup.networks import Network, networks


def graph_of(keys: list[str], edges: list[tuple[str, str]]) -> Graph:
    return build_graph(
        keys,
        np.array([keys.index(consumer) for consumer, _ in edges], np.int32),
        np.array([keys.index(supplier) for _, supplier in edges], np.int32),
        np.ones(len(edges)),
    )


@given(networks())
def test_every_input_ranks_below_its_user(network: Network) -> None:
    graph = network.graph()
    for rank in range(graph.node_count):
        row = graph.inputs[graph.input_starts[rank] : graph.input_starts[rank + 1]]
        assert (row < rank).all()
        keys = [graph.keys[supplier] for supplier in row]
        assert keys == sorted(keys)


@given(networks())
def test_users_are_the_inputs_the_other_way_round(network: Network) -> None:
    graph = network.graph()
    forward = sorted(
        (int(supplier), rank)
        for rank in range(graph.node_count)
        for supplier in graph.inputs[graph.input_starts[rank] : graph.input_starts[rank + 1]]
    )
    backward = sorted(
        (rank, int(user))
        for rank in range(graph.node_count)
        for user in graph.users[graph.user_starts[rank] : graph.user_starts[rank + 1]]
    )
    assert forward == backward
    assert graph.edge_count == len(network.edges)


def test_a_cycle_is_refused_and_named() -> None:
    edges = [("car", "door"), ("door", "hinge"), ("hinge", "bolt"), ("bolt", "door"), ("x", "car")]
    with pytest.raises(CycleFound) as found:
        graph_of(["x", "car", "hinge", "door", "bolt"], edges)
    assert found.value.cycle == ("bolt", "door", "hinge")
    assert str(found.value) == "bolt → door → hinge → bolt"


def test_a_product_that_contains_itself_is_a_cycle() -> None:
    with pytest.raises(CycleFound) as found:
        graph_of(["a", "b"], [("a", "b"), ("b", "b")])
    assert found.value.cycle == ("b",)


@given(networks())
def test_a_closed_way_is_always_found(network: Network) -> None:
    if not network.edges:
        return
    consumer, supplier, amount = network.edges[0]
    with pytest.raises(CycleFound) as found:
        network.graph(edges=[*network.edges, (supplier, consumer, amount)])
    steps = list(found.value.cycle)
    known = {(network.key(one), network.key(other)) for one, other, _ in network.edges}
    known.add((network.key(supplier), network.key(consumer)))
    assert steps[0] == min(steps)
    assert all(step in known for step in zip(steps, [*steps[1:], steps[0]], strict=True))


@pytest.mark.parametrize(
    ("keys", "consumers", "suppliers", "amounts"),
    [
        (["a", "a"], [0], [1], [1.0]),
        (["a", "b"], [0], [2], [1.0]),
        (["a", "b"], [-1], [0], [1.0]),
        (["a", "b"], [0, 1], [1], [1.0]),
        (["a", "b"], [0], [1], [float("nan")]),
        (["a", "b"], [0], [1], [float("inf")]),
    ],
)
def test_what_is_no_network_is_refused(
    keys: list[str], consumers: list[int], suppliers: list[int], amounts: list[float]
) -> None:
    with pytest.raises(InvalidGraph):
        build_graph(
            keys, np.array(consumers, np.int32), np.array(suppliers, np.int32), np.array(amounts)
        )


def test_an_empty_network_is_a_network() -> None:
    empty = build_graph([], np.zeros(0, np.int32), np.zeros(0, np.int32), np.zeros(0))
    assert (empty.node_count, empty.edge_count) == (0, 0)
