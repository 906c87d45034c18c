"""One year of a network's roll-up in a file: arrays as they lie in memory, all else by rows."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any, TypeVar

import numpy as np

from carbon.rollup.graph import Graph
from carbon.rollup.sparse import Rows, transposed
from carbon.rollup.sweeping import scratch_for
from footprint.networks.filing.bills import BillFile, get_lists, put_lists
from footprint.networks.filing.buffers import Array, lines, texts
from footprint.networks.filing.filed import Filed, rows_of
from footprint.networks.filing.lines import (
    face_from,
    face_line,
    finding_from,
    finding_line,
    leaf_from,
    leaf_line,
)
from footprint.networks.filing.tables import Lists, Table, relisted
from footprint.networks.rollups.arrays import Arrays
from footprint.networks.rollups.leaves import Leaf
from footprint.networks.rollups.recipes import (
    Recipe,
    calculated_node,
    stated_recipe,
    without_figure,
)
from footprint.networks.rollups.state import Year

V = TypeVar("V")


@dataclass(frozen=True)
class RecipeFile:
    """Recipes by row, as of the snapshot; amounts are in the arrays of the graph."""

    bills: BillFile
    places: Array
    """Row → row of the bill."""
    lines: list[str]
    """Why there is no figure, or nothing."""
    graph: Graph

    def recipe(self, row: int) -> Recipe:
        """One recipe."""
        bill, finding = self.bills.bill(int(self.places[row])), finding_from(self.lines[row])
        if finding is not None:
            return without_figure(bill, finding)
        graph, rank = self.graph, self.graph.rank_of[calculated_node(bill.product_id)]
        span = slice(int(graph.input_starts[rank]), int(graph.input_starts[rank + 1]))
        nodes = [graph.keys[part] for part in graph.inputs[span].tolist()]
        amounts = dict(zip(nodes, graph.amounts[span].tolist(), strict=True))
        return stated_recipe(bill, amounts)


def file_year(
    year: Year, table: Table, bill_rows: Mapping[str, int], arrays: dict[str, Array]
) -> dict[str, Any]:
    """Put a year into arrays; returns what else has to be told. ``bill_rows``: product → row."""
    stem, graph = f"{year.year}.", year.arrays.graph
    inner = relisted(year.inner, _itself, table.numbers)
    arrays |= {
        stem + "faces.products": np.array(table.numbers(year.faces), np.int32),
        stem + "faces": lines(_lines_of(year.faces, _itself, face_line)),
        stem + "leaves.nodes": lines(year.leaves),
        stem + "leaves": lines(_lines_of(year.leaves, _itself, leaf_line)),
        stem + "inner.products": np.array(table.numbers(year.inner), np.int32),
        stem + "depths.products": np.array(table.numbers(year.depths), np.int32),
        stem + "depths": np.array([*year.depths.values()], np.int32),
        stem + "recipes.products": np.array(table.numbers(year.recipes), np.int32),
        stem + "recipes.places": np.array([bill_rows[one] for one in year.recipes], np.int32),
        stem + "recipes": lines(
            _lines_of(year.recipes, _lines, lambda recipe: finding_line(recipe.finding))
        ),
        stem + "graph.keys": lines(graph.keys),
        stem + "graph.starts": graph.input_starts,
        stem + "graph.inputs": graph.inputs,
        stem + "graph.amounts": graph.amounts,
        stem + "own": year.arrays.own,
        stem + "state": year.arrays.state,
        stem + "own_marks": year.arrays.own_marks,
        stem + "marks": year.arrays.marks,
    }
    put_lists(arrays, stem + "inner", inner)
    return {"year": year.year, "examined": sorted(year.examined), "cycles": dict(year.cycles)}


def _itself(source: Any) -> Any:
    return source


def _lines(source: RecipeFile) -> list[str]:
    return source.lines


def _lines_of(
    mapping: Mapping[str, V], former: Callable[[Any], list[str]], line: Callable[[V], str]
) -> list[str]:
    """A line for each value: as it is in the mapping's file where it was never read."""
    held = former(mapping.source) if isinstance(mapping, Filed) else []
    return [line(mapping[name]) if row is None else held[row] for name, row in rows_of(mapping)]


def year_from(about: Mapping[str, Any], bills: BillFile, arrays: Mapping[str, Array]) -> Year:
    """A year of a file, of which no more is read than arrays and names."""
    stem, names = f"{about['year']}.", bills.table.names
    inner = get_lists(arrays, stem + "inner")
    graph = _graph(stem, arrays)
    kept = Graph(**{**vars(graph), "amounts": arrays[stem + "graph.amounts"]})
    recipes = RecipeFile(
        bills, arrays[stem + "recipes.places"], texts(arrays[stem + "recipes"]), kept
    )

    def rows(name: str) -> dict[str, int]:
        numbers = arrays[f"{stem}{name}.products"].tolist()
        return {names[number]: row for row, number in enumerate(numbers)}

    return Year(
        year=about["year"],
        faces=_of_lines(rows("faces"), texts(arrays[stem + "faces"]), face_from),
        leaves=_leaves(stem, arrays),
        examined=set(about["examined"]),
        inner=_inner(rows("inner"), inner, names),
        depths=dict(zip(rows("depths"), arrays[stem + "depths"].tolist(), strict=True)),
        cycles={name: tuple(cycle) for name, cycle in about["cycles"].items()},
        recipes=Filed[Recipe](rows("recipes"), recipes.recipe, recipes),
        arrays=Arrays(
            graph=graph,
            own=arrays[stem + "own"].copy(),
            state=arrays[stem + "state"].copy(),
            own_marks=arrays[stem + "own_marks"].copy(),
            marks=arrays[stem + "marks"].copy(),
            scratch=scratch_for(graph),
        ),
    )


def _of_lines(rows: dict[str, int], held: list[str], value: Callable[[str], V]) -> Filed[V]:
    return Filed[V](rows, lambda row: value(held[row]), held)


def _leaves(stem: str, arrays: Mapping[str, Array]) -> Filed[Leaf]:
    nodes = texts(arrays[stem + "leaves.nodes"])
    rows = dict(zip(nodes, range(len(nodes)), strict=True))
    return _of_lines(rows, texts(arrays[stem + "leaves"]), leaf_from)


def _inner(rows: dict[str, int], lists: Lists, names: list[str]) -> Filed[frozenset[str]]:
    def make(row: int) -> frozenset[str]:
        return frozenset(names[number] for number in lists.row(row).tolist())

    return Filed[frozenset[str]](rows, make, lists)


def _graph(stem: str, arrays: Mapping[str, Array]) -> Graph:
    """Amounts are edited in place; the other arrays only look like those of graphs just built."""
    keys = tuple(texts(arrays[stem + "graph.keys"]))
    starts, inputs, amounts = (
        arrays[f"{stem}graph.{name}"].copy() for name in ("starts", "inputs", "amounts")
    )
    users = transposed(Rows(starts, inputs, amounts))
    return Graph(
        keys=keys,
        rank_of=dict(zip(keys, range(len(keys)), strict=True)),
        input_starts=starts,
        inputs=inputs,
        amounts=amounts,
        user_starts=users.starts,
        users=users.columns,
    )
