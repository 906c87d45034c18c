"""Roll-up: a full sweep and updates beside a sparse LU solve of the same network, in one run.

The reference is how life cycle assessment packages solve it: factorize (I − A) once, then solve for
each new right-hand side. It is measured on a network as supply chains are, a few materials in most
products; own figures on one with evenly spread parts, too, which is harder on both: LU's factors
fill up there beyond use (40 s at 20,000 products, no end within 25 min at 100,000). Run it by
itself: `PYTHONPATH=. python bench/rollup.py [products …]`.
"""

import statistics
import sys
from collections.abc import Callable
from time import perf_counter

import numpy as np
from networks import CONCENTRATED, EVEN, Network, random_network
from scipy.sparse import csr_matrix, identity
from scipy.sparse.linalg import splu

from carbon.rollup.sweeping import sweep, update
from carbon.rollup.values import values_only

SIZES = (1_000, 10_000, 100_000)
SPREADS = {"evenly spread parts": EVEN, "a few materials in most products": CONCENTRATED}


def best_of(repeats: int, work: Callable[[], object]) -> float:
    """Shortest of several runs in seconds: the others show what else the machine did."""
    times: list[float] = []
    for _ in range(repeats):
        began = perf_counter()
        work()
        times.append(perf_counter() - began)
    return min(times)


def reference(network: Network) -> tuple[float, float]:
    """Seconds of the first solve by LU, and of each further one."""
    graph = network.graph
    shape = (graph.node_count, graph.node_count)
    contains = csr_matrix((graph.amounts, graph.inputs, graph.input_starts), shape=shape)
    system = (identity(graph.node_count) - contains).tocsc()
    began = perf_counter()
    factors = splu(system)
    values = factors.solve(network.own[:, 0])
    first = perf_counter() - began
    assert np.allclose(values, network.state[:, 0])
    return first, best_of(5, lambda: factors.solve(network.own[:, 0]))


def update_times(network: Network, count: int = 2_000) -> list[float]:
    """Seconds to follow one changed footprint each, at random products."""
    chance = np.random.default_rng(7)
    times: list[float] = []
    for rank in chance.integers(0, network.graph.node_count, count):
        network.own[rank, 0] *= 1.01
        began = perf_counter()
        update(network.graph, network.own, network.state, network.scratch, [int(rank)])
        times.append(perf_counter() - began)
    return times


def many_at_once(network: Network, count: int) -> float:
    """Seconds to follow many changed footprints in one go."""
    chance = np.random.default_rng(11)
    changed = np.unique(chance.integers(0, network.graph.node_count, count))

    def change() -> None:
        network.own[changed, 0] *= 1.01
        update(network.graph, network.own, network.state, network.scratch, changed)

    return best_of(5, change)


def measure(products: int, name: str, spread: float) -> None:
    """Print one size and spread."""
    network = random_network(products, spread)
    graph, own, state, scratch = network.graph, network.own, network.state, network.scratch
    full = best_of(20, lambda: sweep(graph, own, state, scratch))
    values = best_of(20, lambda: values_only(graph, np.ascontiguousarray(own[:, 0])))
    singles = sorted(update_times(network))
    median, worst = statistics.median(singles), singles[int(0.99 * len(singles))]
    many = many_at_once(network, products // 10)
    print(f"\n{graph.node_count:,} products, {graph.edge_count:,} edges, {name}")
    print(f"  sweep, eight indicators   {full * 1e3:9.3f} ms   value alone {values * 1e3:.3f} ms")
    print(f"  one change, median        {median * 1e3:9.3f} ms   1/{full / median:.0f} sweep")
    print(f"  one change, 99th          {worst * 1e3:9.3f} ms   {worst / full:.2f} sweeps")
    print(f"  a tenth changed at once   {many * 1e3:9.3f} ms   {many / full:.2f} sweeps")
    if spread == EVEN:
        return
    first, further = reference(network)
    print(
        f"  LU, first solve           {first * 1e3:9.1f} ms   {first / values:,.0f} × value sweep"
    )
    print(
        f"  LU, further solves        {further * 1e3:9.3f} ms   {further / median:,.0f} × a change"
    )


def main() -> None:
    """Measure the sizes given, or three of them."""
    sizes = [int(text) for text in sys.argv[1:] if text.isdigit()] or SIZES
    random_network(100)  # compiles
    for products in sizes:
        for name, spread in SPREADS.items():
            measure(products, name, spread)


if __name__ == "__main__":
    main()
