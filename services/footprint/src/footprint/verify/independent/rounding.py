"""How far sums in float64 may lie from exact ones, whoever sums and in whatever order.

A product with k parts is `x̂ = own + Σ a·x̂ᵢ`. Each term is rounded when its decimal becomes a
float, when it is multiplied, and in no more than k additions; one rounding more covers decimals
that were quotients or sums before, kept to 28 digits or better. These n = k + 3 roundings, each by
a factor between 1 − u and 1 + u with u = 2⁻⁵³, change a term by no more than γ = n·u ÷ (1 − n·u) of
it (Higham, Accuracy and Stability of Numerical Algorithms, lemma 3.1). With xᵢ exact and eᵢ the
error of x̂ᵢ,

    e ≤ Σ |a|·eᵢ + γ·(|own| + Σ |a|·(|xᵢ| + eᵢ)).

The largest such errors are equations of the same form, with `|a|·(1 + γ)` for the amounts and
`γ·(|own| + Σ |a|·|xᵢ|)` for what the product adds itself: the same solver bounds them.
"""

from collections.abc import Mapping
from fractions import Fraction

from footprint.verify.independent.bills import Parts, Solved, solve

_PRECISION = 2**53
_UNDERFLOW = Fraction(2) ** -1000
"""More than what products below the range of float64 lose, in whatever unit."""


def rounding_bounds(
    recipes: Mapping[str, Parts], own: Mapping[str, Fraction], solved: Mapping[str, Solved]
) -> dict[str, Fraction]:
    """The most that each value may be off, in kgCO2e, where float64 is used throughout."""
    largest = {name: abs(Fraction(one.value)) + Fraction(one.bound) for name, one in solved.items()}
    widened: dict[str, Parts] = {}
    added: dict[str, Fraction] = {}
    for name, value in own.items():
        parts = recipes.get(name, ())
        steps = len(parts) + 3
        # n·u ÷ (1 − n·u) is less than (n + 1)·u up to 9·10⁷ parts.
        gamma = Fraction(steps + 1, _PRECISION)
        weight = sum((abs(amount) * largest[part] for part, amount in parts), abs(value))
        widened[name] = [(part, abs(amount) * (1 + gamma)) for part, amount in parts]
        added[name] = gamma * weight + steps * _UNDERFLOW
    errors = solve(widened, added)
    return {name: Fraction(one.value) + Fraction(one.bound) for name, one in errors.items()}
