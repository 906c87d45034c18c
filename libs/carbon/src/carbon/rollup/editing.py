"""A changed bill of materials, spliced into a network without ordering it anew."""

from collections.abc import Mapping
from dataclasses import replace

import numpy as np

from carbon.rollup.graph import Graph, InvalidGraph
from carbon.rollup.sparse import Rows, transposed


def with_recipe(graph: Graph, product: str, amounts: Mapping[str, float]) -> Graph | None:
    """The network in which the product contains exactly these declared units of these parts.

    None where a part ranks above the product: then the network has to be built anew, which also
    tells a cycle from a mere change of order. Ranks stay, so that own rows and state stay in place;
    what has to be recomputed is the product. The bits are those of a network built anew. Raises
    KeyError for a product or part that the network does not know.
    """
    rank = graph.rank_of[product]
    parts = sorted(amounts)
    inputs = np.array([graph.rank_of[part] for part in parts], np.int32)
    if (inputs >= rank).any():
        return None
    numbers = np.array([amounts[part] for part in parts], np.float64)
    if not np.isfinite(numbers).all():
        raise InvalidGraph("an amount is not finite")
    rows = _spliced(graph, rank, Rows(graph.input_starts, inputs, numbers))
    users = transposed(rows)
    return replace(
        graph,
        input_starts=rows.starts,
        inputs=rows.columns,
        amounts=rows.amounts,
        user_starts=users.starts,
        users=users.columns,
    )


def _spliced(graph: Graph, rank: int, row: Rows) -> Rows:
    begin, end = int(graph.input_starts[rank]), int(graph.input_starts[rank + 1])
    starts = graph.input_starts.copy()
    starts[rank + 1 :] += len(row.columns) - (end - begin)
    return Rows(
        starts=starts,
        columns=np.concatenate((graph.inputs[:begin], row.columns, graph.inputs[end:])),
        amounts=np.concatenate((graph.amounts[:begin], row.amounts, graph.amounts[end:])),
    )
