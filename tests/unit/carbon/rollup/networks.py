"""Random supply networks for the tests of the roll-up."""

from dataclasses import dataclass

import numpy as np
from hypothesis import strategies as st

from carbon.rollup import columns
from carbon.rollup.graph import Graph, build_graph
from carbon.rollup.sparse import Numbers
from carbon.rollup.sweeping import empty_rows, scratch_for, sweep

Edge = tuple[int, int, float]

finite = st.floats(-1e6, 1e6, allow_subnormal=False)
percents = st.floats(0, 100)


@dataclass(frozen=True)
class Network:
    """Products `p0`, `p1` …; every edge leads from a product to one with a lower number."""

    count: int
    edges: tuple[Edge, ...]
    rows: tuple[tuple[float, ...], ...]

    def key(self, number: int) -> str:
        """A name whose order has nothing to do with the number."""
        return f"p{(number * 7919) % 10007:05d}"

    def graph(self, node_order: list[int] | None = None, edges: list[Edge] | None = None) -> Graph:
        """The network as arrays, built from nodes and edges in any order."""
        nodes = list(range(self.count)) if node_order is None else node_order
        position = {number: place for place, number in enumerate(nodes)}
        known = self.edges if edges is None else edges
        return build_graph(
            [self.key(number) for number in nodes],
            np.array([position[consumer] for consumer, _, _ in known], np.int32),
            np.array([position[supplier] for _, supplier, _ in known], np.int32),
            np.array([amount for _, _, amount in known], np.float64),
        )

    def own(self, graph: Graph) -> Numbers:
        """Own rows in the graph's ranks."""
        own = empty_rows(graph)
        for number, row in enumerate(self.rows):
            own[graph.rank_of[self.key(number)]] = row
        return own


def swept(graph: Graph, own: Numbers) -> Numbers:
    """The state after one full sweep."""
    state = empty_rows(graph)
    sweep(graph, own, state, scratch_for(graph))
    return state


def by_key(graph: Graph, state: Numbers) -> dict[str, bytes]:
    """The bits of every row, by product."""
    return {key: state[rank].tobytes() for rank, key in enumerate(graph.keys)}


own_rows = st.tuples(
    finite, st.floats(0, 3), percents, *(st.floats(1, 5) for _ in range(3)), percents, percents
)


@st.composite
def networks(draw: st.DrawFn) -> Network:
    """Up to 30 products with up to 90 edges, negative and zero amounts among them."""
    count = draw(st.integers(1, 30))
    ends = st.tuples(st.integers(1, max(count - 1, 1)), st.integers(0, 29), finite)
    drawn = draw(st.lists(ends, max_size=90)) if count > 1 else []
    edges = tuple((consumer, supplier % consumer, amount) for consumer, supplier, amount in drawn)
    rows = tuple(draw(st.lists(own_rows, min_size=count, max_size=count)))
    return Network(count, edges, rows)


def large_graph(seed: int, count: int, edge_count: int) -> tuple[Graph, Numbers]:
    """A layered network wide enough for updates to turn into sweeps."""
    random = np.random.default_rng(seed)
    consumers = random.integers(1, count, edge_count).astype(np.int32)
    suppliers = (random.random(edge_count) * consumers).astype(np.int32)
    keys = [f"{number:08x}" for number in random.permutation(count)]
    graph = build_graph(keys, consumers, suppliers, random.random(edge_count) * 0.02)
    own = random.random((count, columns.WIDTH))
    return graph, own
