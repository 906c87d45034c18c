"""Page tokens come back as the place they were made of, or are refused."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from footprint.inventories.listing import Position
from footprint.inventories.tokens import page_size_of, position_of, token_of
from tierzero.problems import Problem


@given(st.builds(Position, st.integers(0, 10**8), st.integers(0, 127)))
def test_a_token_leads_back_to_its_place(position: Position) -> None:
    assert position_of(token_of(position)) == position


@pytest.mark.parametrize("token", ["x", "p1", "p1o", "p-1o2", "p1o2 ", "p1o2\n", "p９o1"])
def test_what_is_no_token_is_refused(token: str) -> None:
    with pytest.raises(Problem) as refused:
        position_of(token)
    assert refused.value.code == "invalid-page-token"


@pytest.mark.parametrize(("asked", "given"), [(0, 100), (1, 1), (1000, 1000)])
def test_page_sizes(asked: int, given: int) -> None:
    assert page_size_of(asked) == given


@pytest.mark.parametrize("asked", [-1, 1001])
def test_sizes_that_cannot_be_are_refused(asked: int) -> None:
    with pytest.raises(Problem):
        page_size_of(asked)
