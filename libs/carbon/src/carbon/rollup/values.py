"""The value alone: the same sums in the same order, and how far they may be from exact ones."""

import numpy as np

from carbon.rollup.compiled import compiled
from carbon.rollup.graph import Graph
from carbon.rollup.sparse import Indices, Numbers, Starts

UNIT_ROUNDOFF = 2.0**-53
"""Relative error of one float64 operation, rounded to nearest."""

_SMALLEST = 2.0**-1074
"""What a product may lose by underflow, in the sum and in its bound alike."""

_INFLATION = 1.0 + 1e-9
"""Covers the rounding of the bound's own computation, which has no more than 10⁶ steps a node."""


def values_only(graph: Graph, own_values: Numbers) -> Numbers:
    """kgCO2e per declared unit of each rank, without indicators; the bits of a full sweep."""
    values = np.empty_like(own_values)
    _sum_values(graph.input_starts, graph.inputs, graph.amounts, own_values, values)
    return values


def rounding_bound(graph: Graph, own_values: Numbers, values: Numbers) -> Numbers:
    """Largest possible distance of each value from the sum in exact arithmetic, in kgCO2e.

    A node with k inputs adds γ(k + 3)·(|own| + Σ |amount·value|), with γ(n) = n·u/(1 − n·u), to
    Σ |amount|·bound of its inputs: one rounding for each product and each sum, and one for each
    decimal that became a float64 (Higham, Accuracy and Stability of Numerical Algorithms, ch. 3).
    """
    bounds = np.zeros_like(values)
    _sum_bounds(graph.input_starts, graph.inputs, graph.amounts, own_values, values, bounds)
    return bounds


@compiled
def _sum_values(
    starts: Starts, inputs: Indices, amounts: Numbers, own: Numbers, values: Numbers
) -> None:
    for node in range(len(own)):
        value = own[node]
        for edge in range(starts[node], starts[node + 1]):
            value += amounts[edge] * values[inputs[edge]]
        values[node] = value + 0.0


@compiled
def _sum_bounds(
    starts: Starts,
    inputs: Indices,
    amounts: Numbers,
    own: Numbers,
    values: Numbers,
    bounds: Numbers,
) -> None:
    for node in range(len(own)):
        weight = abs(own[node])
        inherited = 0.0
        for edge in range(starts[node], starts[node + 1]):
            amount = abs(amounts[edge])
            weight += amount * abs(values[inputs[edge]])
            inherited += amount * bounds[inputs[edge]]
        steps = starts[node + 1] - starts[node] + 3
        gamma = steps * UNIT_ROUNDOFF / (1.0 - steps * UNIT_ROUNDOFF)
        bounds[node] = (inherited + gamma * weight) * _INFLATION + 4 * steps * _SMALLEST
