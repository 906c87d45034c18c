"""Recipes as a graph of arrays, put together anew where they cannot be edited in place."""

from collections.abc import Collection, Iterable, Mapping

import numpy as np

from carbon.rollup import marks as markings
from carbon.rollup.graph import Graph, build_graph
from carbon.rollup.sweeping import empty_rows, scratch_for, sweep
from footprint.networks.rollups.arrays import Arrays, restate
from footprint.networks.rollups.leaves import Leaf
from footprint.networks.rollups.recipes import Recipe, calculated_node, is_calculated

Restated = Mapping[str, Recipe | None]
"""Node → its recipe, None where there is none any more."""


def built(recipes: Iterable[Recipe], leaves: Mapping[str, Leaf]) -> Arrays:
    """Recipes and the leaves they use, swept whole."""
    stated = {calculated_node(one.bill.product_id): one for one in recipes}
    return rearranged(Arrays(), stated, leaves, ())


def rearranged(
    former: Arrays, restated: Restated, leaves: Mapping[str, Leaf], renewed: Collection[str]
) -> Arrays:
    """The arrays with these recipes and renewed leaves in place of what there was, swept whole.

    Of all others the former arrays say enough, so that nobody has to know their recipes; the bits
    are those of arrays built from all of them.
    """
    counted = {
        node: one for node, one in restated.items() if one is not None and one.finding is None
    }
    graph = _graph_after(former.graph, restated.keys(), counted)
    arrays = Arrays(
        graph=graph,
        own=empty_rows(graph),
        state=empty_rows(graph),
        own_marks=markings.empty_marks(graph),
        scratch=scratch_for(graph),
    )
    _restate_all(arrays, former, counted, {*renewed} & leaves.keys(), leaves)
    sweep(graph, arrays.own, arrays.state, arrays.scratch)
    arrays.marks = markings.spread(graph, arrays.own_marks)
    return arrays


def _restate_all(
    arrays: Arrays,
    former: Arrays,
    counted: Mapping[str, Recipe],
    renewed: Collection[str],
    leaves: Mapping[str, Leaf],
) -> None:
    known = former.graph.rank_of
    before = np.array([known.get(node, -1) for node in arrays.graph.keys], np.int64)
    is_known = before >= 0
    arrays.own[is_known] = former.own[before[is_known]]
    arrays.own_marks[is_known] = former.own_marks[before[is_known]]
    for node, recipe in counted.items():
        restate(arrays, node, recipe)
    fresh = [arrays.graph.keys[rank] for rank in np.flatnonzero(~is_known).tolist()]
    for node in {*fresh, *(renewed & arrays.graph.rank_of.keys())} - counted.keys():
        restate(arrays, node, leaves[node])


def _graph_after(former: Graph, restated: Collection[str], counted: Mapping[str, Recipe]) -> Graph:
    consumers, suppliers, amounts = _kept_edges(former, restated)
    is_used = np.fromiter(map(is_calculated, former.keys), np.bool_, former.node_count)
    is_used[[former.rank_of[node] for node in restated if node in former.rank_of]] = False
    is_used[suppliers] = True
    number_of = np.cumsum(is_used) - 1
    names = [former.keys[rank] for rank in np.flatnonzero(is_used).tolist()]
    numbers = dict(zip(names, range(len(names)), strict=True))
    ends = [(number_of[consumers], number_of[suppliers], amounts), _edges_of(counted, numbers)]
    joined = [np.concatenate(columns) for columns in zip(*ends, strict=True)]
    return build_graph(
        list(numbers), joined[0].astype(np.int32), joined[1].astype(np.int32), joined[2]
    )


def _kept_edges(graph: Graph, restated: Iterable[str]) -> tuple[np.ndarray, ...]:
    """Consumers, suppliers and amounts of the rows of all other nodes, by rank."""
    is_kept = np.ones(graph.node_count, np.bool_)
    is_kept[[graph.rank_of[node] for node in restated if node in graph.rank_of]] = False
    consumers = np.repeat(np.arange(graph.node_count), np.diff(graph.input_starts))
    chosen = is_kept[consumers]
    return consumers[chosen], graph.inputs[chosen], graph.amounts[chosen]


def _edges_of(
    recipes: Mapping[str, Recipe], numbers: dict[str, int]
) -> tuple[list[int], list[int], list[float]]:
    """Edges between numbers of nodes; nodes without a number get one."""
    consumers, suppliers, amounts = list[int](), list[int](), list[float]()
    for node, recipe in recipes.items():
        consumer = numbers.setdefault(node, len(numbers))
        for part, amount in recipe.amounts.items():
            consumers.append(consumer)
            suppliers.append(numbers.setdefault(part, len(numbers)))
            amounts.append(amount)
    return consumers, suppliers, amounts
