"""Wherever a list is cut, its spans hold every document once, each in its place."""

from collections.abc import Sequence
from typing import Any

from hypothesis import given, settings
from hypothesis import strategies as st

from tierzero.lists.position import Position
from tierzero.lists.spans import (
    LONG,
    STEP,
    Cut,
    merged,
    new_cuts,
    number_after,
    number_at,
    number_before,
    span_at,
)

values = st.integers(0, 6)
ids = st.text("abc", min_size=1, max_size=2)
lists = st.sets(st.tuples(values, ids), max_size=60)
cuts = st.lists(st.builds(Cut, values, st.none() | ids), max_size=12)


def admits(filter_: dict[str, Any], place: Position) -> bool:
    held = {"n": place.value, "_id": place.id}
    return all(meets(held[name], condition) for name, condition in filter_.items())


def meets(value: Any, condition: Any) -> bool:
    if not isinstance(condition, dict):
        return value == condition
    tests = {"$gte": value.__ge__, "$gt": value.__gt__, "$lt": value.__lt__}
    return all(tests[name](bound) for name, bound in condition.items())


def read(places: Sequence[Position], borders: Sequence[Cut], number: int) -> list[Position]:
    ranges = span_at(borders, number).ranges("n")
    found = [place for range_ in ranges for place in places if admits(range_, place)]
    return sorted(found, key=lambda place: place.key)


@given(lists, cuts)
def test_the_spans_hold_the_whole_list_in_order(
    held: set[tuple[int, str]], some: list[Cut]
) -> None:
    places = [Position(*one) for one in sorted(held)]
    borders = merged([], some)
    spans = [read(places, borders, number) for number in range(len(borders) + 1)]
    assert [place for span in spans for place in span] == places


@given(lists, cuts, values, ids)
def test_a_place_is_looked_for_in_its_span(
    held: set[tuple[int, str]], some: list[Cut], value: int, identity: str
) -> None:
    places = [Position(*one) for one in sorted(held)]
    borders, here = merged([], some), Position(value, identity)
    spans = [read(places, borders, number) for number in range(len(borders) + 1)]
    following = [place for place in places if place.key > here.key]
    earlier = [place for place in places if place.key < here.key]
    later = [one for span in spans[number_after(borders, here) :] for one in span]
    before = [one for span in spans[: number_before(borders, here) + 1] for one in span]
    assert later[len(later) - len(following) :] == following
    assert before[: len(earlier)] == earlier
    from_value = [one for span in spans[number_at(borders, value) :] for one in span]
    assert set(from_value) >= {one for one in places if one.value >= value}


@settings(deadline=None, max_examples=30)
@given(st.integers(0, 1_500), st.integers(1, 500))
def test_a_long_span_is_cut_into_short_ones(length: int, alike: int) -> None:
    places = [Position(n // alike, f"{n:05}") for n in range(length)]
    borders = new_cuts(places)
    sizes = [len(read(places, borders, number)) for number in range(len(borders) + 1)]
    assert sum(sizes) == length
    assert max(sizes) <= (LONG if length <= LONG else STEP)
