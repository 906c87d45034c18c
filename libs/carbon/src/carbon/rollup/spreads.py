"""Uncertainty of a part from its data quality ratings, for the roll-up's first-order sum."""

from collections.abc import Iterable
from decimal import Context, Decimal
from functools import cache, reduce

from carbon.uncertainty import PEDIGREE, PedigreeSet

_CONTEXT = Context(prec=34)
"""Decimal's logarithm and root are correctly rounded, so every machine gets the same digits."""

_FACTORS = {
    name: tuple(Decimal(str(factor)) for factor in PEDIGREE[PedigreeSet.ECOINVENT][name])
    for name in ("technological", "geographical", "temporal")
}
_WORST = Decimal(5)


@cache
def rated_uncertainty(
    technological: Decimal | None, geographical: Decimal | None, temporal: Decimal | None
) -> Decimal:
    """ln GSD² = √Σ(ln U)² with ecoinvent's pedigree factors U at the three ratings.

    Ratings are decimals from 1 to 5: between two scores the factor is interpolated linearly. A
    missing rating counts as 5 (PACT methodology v3).
    """
    ratings = {
        "technological": technological,
        "geographical": geographical,
        "temporal": temporal,
    }
    squares = (_squared_log(name, rating) for name, rating in ratings.items())
    return _CONTEXT.sqrt(_sum(squares))


def _sum(numbers: Iterable[Decimal]) -> Decimal:
    return reduce(_CONTEXT.add, numbers, Decimal(0))


def _squared_log(name: str, rating: Decimal | None) -> Decimal:
    logarithm = _CONTEXT.ln(_factor(_FACTORS[name], _WORST if rating is None else rating))
    return _CONTEXT.multiply(logarithm, logarithm)


def _factor(factors: tuple[Decimal, ...], rating: Decimal) -> Decimal:
    lower = min(int(rating), len(factors) - 1)
    step = _CONTEXT.subtract(factors[lower], factors[lower - 1])
    part = _CONTEXT.multiply(step, _CONTEXT.subtract(rating, Decimal(lower)))
    return _CONTEXT.add(factors[lower - 1], part)
