"""Newest moments and GWP sets of all that a figure rests on."""

import numpy as np
from hypothesis import given

from carbon.rollup.marks import ANY_SET, empty_marks, set_bits, set_names, spread
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


def test_sets_are_read_as_they_were_written() -> None:
    assert set_names(set_bits(["AR6", "AR5"])) == ("AR5", "AR6")
    assert set_names(set_bits(["AR6", "SAR"])) == ("AR6", "other")
    assert "AR6" in set_names(ANY_SET)
    assert set_names(0) == ()
