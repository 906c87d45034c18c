"""Products are put in an order, and those that are parts of themselves are named."""

from hypothesis import given
from hypothesis import strategies as st

from carbon.rollup.depths import depths

names = st.sampled_from("abcdefgh")
networks = st.dictionaries(names, st.sets(names, max_size=3)).map(
    lambda drawn: {
        name: drawn.get(name, set())
        for name in {*drawn, *(part for inside in drawn.values() for part in inside)}
    }
)


def _reaches(parts: dict[str, set[str]], start: str, goal: str) -> bool:
    seen: set[str] = set()
    waiting = set(parts[start])
    while waiting - seen:
        name = (waiting - seen).pop()
        seen.add(name)
        waiting |= parts[name]
    return goal in seen


@given(networks)
def test_cycles_are_those_that_can_be_walked(parts: dict[str, set[str]]) -> None:
    _, cycles = depths(parts)
    assert cycles.keys() == {name for name in parts if _reaches(parts, name, name)}
    for cycle in cycles.values():
        assert cycle[0] == min(cycle)
        assert all(
            part in parts[name] for name, part in zip(cycle, [*cycle[1:], cycle[0]], strict=True)
        )


@given(networks)
def test_parts_come_before_their_users(parts: dict[str, set[str]]) -> None:
    known, cycles = depths(parts)
    assert known.keys() == parts.keys()
    for name, inside in parts.items():
        assert name in cycles or all(known[part] < known[name] for part in inside)


@given(networks, st.randoms(use_true_random=False))
def test_the_order_of_names_cannot_show(parts: dict[str, set[str]], random: object) -> None:
    shuffled = list(parts)
    random.shuffle(shuffled)  # type: ignore[attr-defined]
    assert depths({name: sorted(parts[name]) for name in shuffled}) == depths(parts)


def test_a_cycle_is_named_from_its_smallest_product_on() -> None:
    parts = {"car": {"door"}, "door": {"hinge"}, "hinge": {"bolt"}, "bolt": {"door"}}
    _, cycles = depths(parts)
    assert cycles == dict.fromkeys(("bolt", "door", "hinge"), ("bolt", "door", "hinge"))
