"""Values of products from bills of materials, as life-cycle assessment solves them.

With `a` the amounts of parts in one unit of each product and `b` its own emissions, values are the
solution of `(1 − A) x = b`, found all at once by a sparse factorization instead of product after
product. How far the solution may lie from the exact one is proved afterwards:

The residual `r = b − (1 − A) x` is computed in fractions, exactly. Where some `e > 0` has
`(1 − |A|) e ≥ |r|`, and the left side is above 0 everywhere, `1 − |A|` is a non-singular M-matrix:
its inverse exists and has no negative entry (Berman and Plemmons, Nonnegative Matrices, chapter 6),
so that the error is nowhere larger than `e`. That `e` does so is checked in fractions too: whatever
the factorization did, the bound holds.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction
from typing import Any

import numpy as np
from scipy.sparse import csc_matrix, identity
from scipy.sparse.linalg import splu

Parts = Sequence[tuple[str, Fraction]]
"""(Part, its declared units in one declared unit of the product); a part may be there twice."""

_LEAST, _MORE = 2.0**-500, 2.0**-40
_ON_THE_DIAGONAL: dict[str, Any] = {
    "permc_spec": "MMD_AT_PLUS_A",
    "diag_pivot_thresh": 0.0,
    "options": {"SymmetricMode": True},
}
"""Amounts may be far above the ones of the diagonal; as pivots they would cancel digits away."""


class Unbounded(ValueError):
    """No bound can be proved: some product contains one unit of itself or more."""


@dataclass(frozen=True)
class Solved:
    """kgCO2e per declared unit, and the most that it may be off the exact solution."""

    value: float
    bound: float


@dataclass(frozen=True)
class _System:
    """The products in some order, with the amounts in each as exact numbers."""

    products: Sequence[str]
    rows: Sequence[Mapping[int, Fraction]]
    own: Sequence[Fraction]


def solve(recipes: Mapping[str, Parts], own: Mapping[str, Fraction]) -> dict[str, Solved]:
    """The value of every product of ``own``; those without a recipe have their own value.

    Raises KeyError for a part that has no own value and Unbounded where a cycle makes the values
    infinite or not defined.
    """
    system = _system(recipes, own)
    if not system.products:
        return {}
    values = _factorized(system).solve(np.array([float(one) for one in system.own]))
    bounds = _bounds(system, [Fraction(float(one)) for one in values])
    found = zip(system.products, values, bounds, strict=True)
    return {name: Solved(float(value), bound) for name, value, bound in found}


def _system(recipes: Mapping[str, Parts], own: Mapping[str, Fraction]) -> _System:
    products = sorted(own)
    places = {name: place for place, name in enumerate(products)}
    rows: list[dict[int, Fraction]] = []
    for name in products:
        row: dict[int, Fraction] = {}
        for part, amount in recipes.get(name, ()):
            row[places[part]] = row.get(places[part], Fraction(0)) + Fraction(amount)
        rows.append(row)
    return _System(products, rows, [Fraction(own[name]) for name in products])


def _factorized(system: _System, *, absolute: bool = False) -> Any:
    entries = [
        (row, column, float(abs(amount) if absolute else amount))
        for row, parts in enumerate(system.rows)
        for column, amount in parts.items()
    ]
    count = len(system.products)
    where, amounts = [one[:2] for one in entries], [one[2] for one in entries]
    places = np.array(where, int).reshape(-1, 2).T
    contained = csc_matrix((amounts, (places[0], places[1])), shape=(count, count))
    try:
        return splu((identity(count, format="csc") - contained).tocsc(), **_ON_THE_DIAGONAL)
    except RuntimeError as error:  # exactly singular
        raise Unbounded("a product contains itself whole") from error


def _bounds(system: _System, values: Sequence[Fraction]) -> list[float]:
    residuals = [
        abs(own - value + _contained(row, values))
        for own, value, row in zip(system.own, values, system.rows, strict=True)
    ]
    factorized = _factorized(system, absolute=True)
    wanted = np.array([float(one) for one in residuals]) + _LEAST
    errors = factorized.solve(wanted)
    # Some more than the residual everywhere, so that the rounding of the errors does not matter.
    magnitudes = 2 * np.abs(errors) - wanted
    bounds = [float(one) for one in factorized.solve(wanted + _MORE * magnitudes)]
    if not _is_proved(system, residuals, [Fraction(one) for one in bounds]):
        raise Unbounded("no bound of the error can be proved")
    return bounds


def _is_proved(system: _System, residuals: Sequence[Fraction], bounds: Sequence[Fraction]) -> bool:
    return all(
        bound > 0 and (rest := bound - _contained(row, bounds, absolute=True)) > 0 and rest >= off
        for bound, row, off in zip(bounds, system.rows, residuals, strict=True)
    )


def _contained(
    row: Mapping[int, Fraction], values: Sequence[Fraction], *, absolute: bool = False
) -> Fraction:
    return sum(
        ((abs(amount) if absolute else amount) * values[place] for place, amount in row.items()),
        Fraction(0),
    )
