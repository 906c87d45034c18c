"""Newest moments and GWP sets of all that a figure rests on."""

import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from carbon.rollup.marks import ANY_SET, empty_marks, follow, set_bits, set_names, spread
from carbon.rollup.sweeping import scratch_for
from tests.unit.carbon.rollup.networks import Network, networks


@given(networks())
def test_marks_are_those_of_everything_below(network: Network) -> None:
    graph = network.graph()
    own = empty_marks(graph)
    own[:] = np.random.default_rng(len(network.edges)).integers(0, 8, own.shape)
    found = spread(graph, own)
    below: list[set[int]] = []
    for rank in range(graph.node_count):
        parts = graph.inputs[graph.input_starts[rank] : graph.input_starts[rank + 1]]
        below.append({rank}.union(*(below[part] for part in parts.tolist())))
        rows = own[sorted(below[rank])]
        assert found[rank, 0] == rows[:, 0].max()
        assert found[rank, 1] == np.bitwise_and.reduce(rows[:, 1])
        assert found[rank, 2] == np.bitwise_or.reduce(rows[:, 2])


@given(networks(), st.integers(0, 2**32), st.integers(1, 6))
def test_following_a_change_comes_to_the_same_as_spreading_anew(
    network: Network, seed: int, steps: int
) -> None:
    graph, chance = network.graph(), np.random.default_rng(seed)
    own, scratch = empty_marks(graph), scratch_for(graph)
    marks = spread(graph, own)
    for _ in range(steps if graph.node_count else 0):
        before = marks.copy()
        ranks = chance.integers(0, graph.node_count, chance.integers(1, 4)).astype(np.int32)
        own[ranks] = chance.integers(0, 4, (len(ranks), 3))
        changed = follow(graph, own, marks, scratch, ranks)
        assert np.array_equal(marks, spread(graph, own))
        assert np.array_equal(changed, np.flatnonzero((marks != before).any(axis=1)))
        assert not scratch.marked.any()
        assert not scratch.blocks.any()


def test_sets_are_read_as_they_were_written() -> None:
    assert set_names(set_bits(["AR6", "AR5"])) == ("AR5", "AR6")
    assert set_names(set_bits(["AR6", "SAR"])) == ("AR6", "other")
    assert "AR6" in set_names(ANY_SET)
    assert set_names(0) == ()
