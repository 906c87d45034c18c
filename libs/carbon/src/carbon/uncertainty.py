"""Uncertainty of emissions as lognormal spreads (GHG Protocol, quantitative uncertainty guidance).

A spread is the squared geometric standard deviation, GSD²: the 95 % interval of a value m is
m / GSD² to m × GSD². Spreads of products combine by their logarithms; those of sums to first order.
"""

import math
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum


class PedigreeSet(StrEnum):
    """Published tables of uncertainty factors for pedigree scores."""

    GHG_PROTOCOL = "ghg-protocol"
    ECOINVENT = "ecoinvent"
    CIROTH_2016 = "ciroth-2016"


Table = Mapping[str, Sequence[float]]

PEDIGREE: Mapping[PedigreeSet, Table] = {
    PedigreeSet.GHG_PROTOCOL: {
        "reliability": (1.00, 1.10, 1.20, 1.50),
        "completeness": (1.00, 1.05, 1.10, 1.20),
        "temporal": (1.00, 1.10, 1.20, 1.50),
        "geographical": (1.00, 1.02, 1.05, 1.10),
        "technological": (1.00, 1.20, 1.50, 2.00),
    },
    PedigreeSet.ECOINVENT: {
        "reliability": (1.0, 1.05, 1.1, 1.2, 1.5),
        "completeness": (1.0, 1.02, 1.05, 1.1, 1.2),
        "temporal": (1.0, 1.03, 1.1, 1.2, 1.5),
        "geographical": (1.0, 1.01, 1.02, 1.02, 1.1),
        "technological": (1.0, 1.0, 1.2, 1.5, 2.0),
        "sample": (1.0, 1.02, 1.05, 1.1, 1.2),
    },
    PedigreeSet.CIROTH_2016: {
        "reliability": (1.0, 1.54, 1.61, 1.69, 1.69),
        "completeness": (1.0, 1.03, 1.04, 1.08, 1.08),
        "temporal": (1.0, 1.03, 1.1, 1.19, 1.29),
        "geographical": (1.0, 1.04, 1.08, 1.11, 1.11),
        "technological": (1.0, 1.18, 1.65, 2.08, 2.8),
    },
}
"""Factors by indicator and score; score 1 is the best. GHG Protocol has four scores."""


@dataclass(frozen=True)
class Interval:
    """The 95 % interval of a positive value."""

    low: float
    high: float


class NotLognormal(ValueError):
    """A spread below 1 or a sum that is not positive; `code` is stable."""

    code = "not-lognormal"


def pedigree_spread(factors: Iterable[float], basic: float = 1.0) -> float:
    """GSD² = exp √(Σ (ln U)² + (ln U_basic)²) of one parameter."""
    return math.exp(math.sqrt(sum(_squared_log(factor) for factor in (*factors, basic))))


def scored_spread(
    scores: Mapping[str, int], table: PedigreeSet = PedigreeSet.GHG_PROTOCOL, basic: float = 1.0
) -> float:
    """GSD² from pedigree scores (1 is best) by indicator; raises KeyError or IndexError."""
    chosen = PEDIGREE[table]
    for score in scores.values():
        if score < 1:
            raise IndexError(score)
    return pedigree_spread((chosen[name][score - 1] for name, score in scores.items()), basic)


def product_spread(spreads: Iterable[float]) -> float:
    """GSD² of a product of independent parameters, such as activity × factor."""
    return pedigree_spread(spreads)


def sum_spread(parts: Iterable[tuple[float, float]]) -> float:
    """GSD² of a sum of independent parts (value, GSD²), to first order.

    ln GSD²_Σ = √(Σ (m/Σm)² · (ln GSD²)²). Raises NotLognormal unless the sum is positive.
    """
    known = list(parts)
    whole = math.fsum(value for value, _ in known)
    if whole <= 0:
        raise NotLognormal(str(whole))
    variance = math.fsum((value / whole) ** 2 * _squared_log(spread) for value, spread in known)
    return math.exp(math.sqrt(variance))


def moment_matched_sum(parts: Iterable[tuple[float, float]]) -> tuple[float, float]:
    """Mean and GSD² of a sum of independent lognormals (median, GSD²), by their exact moments.

    Means and variances add; the sum is refitted as a lognormal.
    """
    known = list(parts)
    logs = [(median, math.log(spread) / 2) for median, spread in known]
    means = [median * math.exp(sigma**2 / 2) for median, sigma in logs]
    variances = [
        mean**2 * math.expm1(sigma**2) for mean, (_, sigma) in zip(means, logs, strict=True)
    ]
    mean, variance = math.fsum(means), math.fsum(variances)
    if mean <= 0:
        raise NotLognormal(str(mean))
    return mean, math.exp(2 * math.sqrt(math.log1p(variance / mean**2)))


def interval(value: float, spread: float) -> Interval:
    """The 95 % interval of a value with this GSD²."""
    if spread < 1:
        raise NotLognormal(str(spread))
    return Interval(value / spread, value * spread)


def _squared_log(factor: float) -> float:
    if factor < 1:
        raise NotLognormal(str(factor))
    return math.log(factor) ** 2
