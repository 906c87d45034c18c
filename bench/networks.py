"""Random supply networks of a given size, as benchmarks need them."""

from dataclasses import dataclass
from decimal import Decimal

import numpy as np

from carbon.rollup.graph import Graph, build_graph
from carbon.rollup.rows import OwnPart, own_row
from carbon.rollup.sparse import Numbers
from carbon.rollup.sweeping import Scratch, empty_rows, scratch_for, sweep

LEVELS = 12
PARTS = 10
EVEN, CONCENTRATED = 1.0, 3.0
"""How parts are spread: each as often, or a few materials in most products, as in real networks."""


@dataclass(frozen=True)
class Network:
    """A graph with the rows that an update works on, already swept once."""

    graph: Graph
    own: Numbers
    state: Numbers
    scratch: Scratch


def random_network(products: int, spread: float = EVEN, seed: int = 2026) -> Network:
    """Products on twelve levels; each above the lowest has ten parts from any level below.

    With ``spread`` above one, products of the lowest levels are parts of the more others.
    """
    chance = np.random.default_rng(seed)
    level = np.sort(chance.integers(0, LEVELS, products))
    first_above_bottom = int(np.searchsorted(level, 1))
    below = np.searchsorted(level, level)
    users = np.repeat(np.arange(first_above_bottom, products), PARTS)
    suppliers = (chance.random(len(users)) ** spread * below[users]).astype(np.int64)
    pairs = np.unique(np.stack([users, suppliers], axis=1), axis=0)
    # Small amounts, so that values stay of one size over all levels.
    amounts = chance.uniform(0.01, 0.19, len(pairs))
    keys = [f"p{number:07d}" for number in range(products)]
    graph = build_graph(keys, pairs[:, 0].astype(np.int32), pairs[:, 1].astype(np.int32), amounts)
    own = empty_rows(graph)
    own[:, :] = own_row(OwnPart(Decimal(1)))
    own[:, 0] = chance.uniform(0.1, 10.0, products)
    state, scratch = empty_rows(graph), scratch_for(graph)
    sweep(graph, own, state, scratch)
    return Network(graph, own, state, scratch)
