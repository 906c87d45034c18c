"""Records that came together, in chunks of bounded size."""

from types import SimpleNamespace
from typing import Any

from hypothesis import given
from hypothesis import strategies as st

from tierzero.agents.chunks import in_chunks


def records(*sizes: int) -> list[Any]:
    """Records of these sizes, one behind the other."""
    return [SimpleNamespace(offset=number, value=b"x" * size) for number, size in enumerate(sizes)]


@given(st.lists(st.integers(0, 30), max_size=60), st.integers(1, 9), st.integers(1, 60))
def test_chunks_hold_all_in_order_within_their_bounds(
    sizes: list[int], most_records: int, most_bytes: int
) -> None:
    given_ = records(*sizes)
    made = list(in_chunks(given_, most_records, most_bytes))
    assert [one for each in made for one in each.records] == given_
    for each in made:
        assert each.size == sum(len(one.value) for one in each.records)
        assert 1 <= len(each.records) <= most_records
        assert each.size <= most_bytes or len(each.records) == 1


def test_records_without_a_value_have_no_size() -> None:
    (made,) = in_chunks([SimpleNamespace(offset=3, value=None)])
    assert (made.first, made.following, made.size) == (3, 4, 0)


def test_a_hole_of_the_log_between_two_chunks_belongs_to_the_later() -> None:
    early, late = in_chunks([SimpleNamespace(offset=one, value=b"") for one in (4, 9)], 1)
    assert (early.first, early.following, late.first, late.following) == (4, 5, 5, 10)
