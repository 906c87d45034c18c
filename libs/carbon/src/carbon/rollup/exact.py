"""The same roll-up in exact rational arithmetic, sharing nothing with the fast one.

Slow and simple on purpose: it is what the fast one is checked against.
"""

from collections.abc import Iterable, Mapping
from decimal import Decimal
from fractions import Fraction
from graphlib import TopologicalSorter

Recipe = Iterable[tuple[str, Decimal]]


def exact_values(own: Mapping[str, Decimal], recipes: Mapping[str, Recipe]) -> dict[str, Fraction]:
    """kgCO2e per declared unit of every product in `own`, without any rounding.

    A recipe lists (part, declared units of the part in one declared unit of the product). Raises
    graphlib.CycleError for a product that contains itself.
    """
    parts = {product: list(recipes.get(product, ())) for product in own}
    order = TopologicalSorter(
        {product: [part for part, _ in contained] for product, contained in parts.items()}
    )
    values: dict[str, Fraction] = {}
    for product in order.static_order():
        contained = (Fraction(amount) * values[part] for part, amount in parts[product])
        values[product] = sum(contained, Fraction(own[product]))
    return values
