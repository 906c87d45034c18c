"""Cycles among a supplier's bills are found, named in order, and nothing else is."""

import asyncio
from collections.abc import Iterable, Mapping, Sequence

import numpy as np
from hypothesis import given, settings
from hypothesis import strategies as st

from carbon.rollup.graph import build_graph
from carbon.rollup.ordering import CycleFound
from supplier_portal.bills_of_materials.cycles import Recipes, cycle_closed_by

Bills = dict[str, frozenset[str]]
PRODUCTS = [f"p{n}" for n in range(7)]
STATEMENTS = st.lists(
    st.tuples(st.sampled_from(PRODUCTS), st.frozensets(st.sampled_from(PRODUCTS), max_size=3)),
    max_size=14,
)


def cycle(bills: Bills, product: str, parts: Iterable[str]) -> Sequence[str]:
    async def look_up(products: Sequence[str]) -> Recipes:
        return {one: bills[one] for one in products if one in bills}

    return asyncio.run(cycle_closed_by(product, parts, look_up))


def oracle(bills: Mapping[str, Iterable[str]]) -> bool:
    """Whether the roll-up would find a cycle."""
    edges = [(user, part) for user, parts in bills.items() for part in parts]
    users = np.array([PRODUCTS.index(user) for user, _ in edges], np.int32)
    parts = np.array([PRODUCTS.index(part) for _, part in edges], np.int32)
    try:
        build_graph(PRODUCTS, users, parts, np.ones(len(edges)))
    except CycleFound:
        return True
    return False


# The first call compiles the oracle.
@settings(deadline=None)
@given(STATEMENTS)
def test_bills_taken_one_by_one_never_hold_a_cycle(
    statements: list[tuple[str, frozenset[str]]],
) -> None:
    bills: Bills = {}
    for product, parts in statements:
        found = cycle(bills, product, parts)
        attempt = {**bills, product: parts}
        assert bool(found) == oracle(attempt)
        if not found:
            bills = attempt
            continue
        assert found[0] == product
        assert len(set(found)) == len(found)
        for user, part in zip(found, (*found[1:], found[0]), strict=True):
            assert part in attempt[user]


def test_the_cycle_is_told_in_the_order_of_parts() -> None:
    bills = {"wheel": frozenset({"rim", "tyre"}), "rim": frozenset({"alloy"})}
    assert cycle(bills, "alloy", ["scrap", "wheel"]) == ("alloy", "wheel", "rim")
    assert cycle(bills, "wheel", ["wheel"]) == ("wheel",)
    assert cycle(bills, "car", ["wheel", "rim"]) == ()
