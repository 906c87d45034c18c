"""Whether a bill would make a product a part of itself, over other products of the supplier.

Across companies nobody in the portal sees the whole; there the footprint service finds it.
"""

from collections.abc import Awaitable, Callable, Iterable, Mapping, Sequence

Recipes = Mapping[str, Iterable[str]]
LookUp = Callable[[Sequence[str]], Awaitable[Recipes]]
"""From products to those of their parts that are the supplier's own; absent: no bill."""


async def cycle_closed_by(product: str, parts: Iterable[str], look_up: LookUp) -> Sequence[str]:
    """The shortest cycle that the product closes by containing the parts, in the order of parts.

    It begins with the product, which is not repeated at the end; empty where there is none. Always
    the same one for the same bills. Looks up once a level, never the whole.
    """
    if product in (direct := sorted(set(parts))):
        return (product,)
    reached_over: dict[str, str] = dict.fromkeys(direct, product)
    frontier: Sequence[str] = direct
    while frontier:
        recipes = await look_up(frontier)
        found = _next_level(frontier, recipes, reached_over)
        if product in found:
            return _way_back(product, found[product], reached_over)
        reached_over |= found
        frontier = list(found)
    return ()


def _next_level(
    frontier: Sequence[str], recipes: Recipes, known: Mapping[str, str]
) -> dict[str, str]:
    """Part → the product that it was reached over, of those not reached before."""
    found: dict[str, str] = {}
    for product in frontier:
        for part in sorted(set(recipes.get(product, ()))):
            if part not in known:
                found.setdefault(part, product)
    return found


def _way_back(product: str, last: str, reached_over: Mapping[str, str]) -> Sequence[str]:
    way: list[str] = []
    while last != product:
        way.append(last)
        last = reached_over[last]
    return (product, *reversed(way))
