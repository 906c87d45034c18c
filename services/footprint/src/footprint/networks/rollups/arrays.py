"""Recipes as a graph of arrays, edited in place where that is possible."""

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass, field

import numpy as np

from carbon.rollup import marks as markings
from carbon.rollup.editing import with_recipe
from carbon.rollup.graph import Graph, build_graph
from carbon.rollup.marks import Marks
from carbon.rollup.rows import own_row
from carbon.rollup.sparse import Indices, Numbers
from carbon.rollup.sweeping import Scratch, scratch_for, update
from footprint.networks.rollups.leaves import Leaf
from footprint.networks.rollups.recipes import Recipe, calculated_node

_MOST_EDITS = 8
"""More recipes with other parts than these are worth building the graph anew."""


def _no_graph() -> Graph:
    nothing = np.zeros(0, np.int32)
    return build_graph([], nothing, nothing, np.zeros(0))


@dataclass
class Arrays:
    """A graph with its rows and marks, as of the last change. Nodes are those that count."""

    graph: Graph = field(default_factory=_no_graph)
    own: Numbers = field(default_factory=lambda: np.zeros((0, 8)))
    state: Numbers = field(default_factory=lambda: np.zeros((0, 8)))
    own_marks: Marks = field(default_factory=lambda: np.zeros((0, markings.WIDTH), np.int64))
    marks: Marks = field(default_factory=lambda: np.zeros((0, markings.WIDTH), np.int64))
    scratch: Scratch = field(default_factory=lambda: scratch_for(_no_graph()))


def restate(arrays: Arrays, node: str, figure: Recipe | Leaf) -> int:
    """Put what a node adds of its own; returns its rank."""
    rank = arrays.graph.rank_of[node]
    arrays.own[rank] = own_row(figure.own)
    arrays.own_marks[rank] = figure.marks
    return rank


def edited(arrays: Arrays, recipes: Collection[Recipe]) -> bool:
    """Let recipes have their present amounts; False where the graph must be built anew.

    The graph may have been changed in part by then.
    """
    edits = 0
    for recipe in recipes:
        node = calculated_node(recipe.bill.product_id)
        # A product that starts or stops to have a figure is a node more or less.
        if (node in arrays.graph.rank_of) != (recipe.finding is None):
            return False
        if recipe.finding is not None or _amounts_put(arrays.graph, node, recipe.amounts):
            continue
        edits += 1
        if edits > _MOST_EDITS or not recipe.amounts.keys() <= arrays.graph.rank_of.keys():
            return False
        graph = with_recipe(arrays.graph, node, recipe.amounts)
        if graph is None:
            return False
        arrays.graph = graph
    return True


def _amounts_put(graph: Graph, node: str, amounts: Mapping[str, float]) -> bool:
    """Put amounts in place where the parts are the same."""
    rank = graph.rank_of[node]
    begin, end = int(graph.input_starts[rank]), int(graph.input_starts[rank + 1])
    parts = [graph.keys[part] for part in graph.inputs[begin:end]]
    if parts != sorted(amounts):
        return False
    graph.amounts[begin:end] = [amounts[part] for part in parts]
    return True


def moved(arrays: Arrays, restated: Iterable[int]) -> Indices:
    """Follow what was restated; the ranks whose row or marks are not what they were, rising."""
    ranks = np.fromiter(restated, np.int32)
    rows = update(arrays.graph, arrays.own, arrays.state, arrays.scratch, ranks)
    marks = markings.follow(arrays.graph, arrays.own_marks, arrays.marks, arrays.scratch, ranks)
    if not len(marks) or np.array_equal(rows, marks):
        return rows
    is_changed = np.zeros(arrays.graph.node_count, np.bool_)
    is_changed[rows] = is_changed[marks] = True
    return np.flatnonzero(is_changed).astype(np.int32)
