"""A place in a list survives its way through a link; nothing else passes for one."""

from datetime import UTC

import pytest
from bson import ObjectId
from hypothesis import given
from hypothesis import strategies as st

from tierzero.lists import COUNTED, Count, Position, Turn, turn_of
from tierzero.problems import Problem

moments = st.datetimes(timezones=st.just(UTC))
values = moments | st.text() | st.integers(-(2**60), 2**60)
identities = st.text() | st.binary(min_size=12, max_size=12).map(ObjectId)


@given(values, identities)
def test_a_place_is_read_back_from_its_link(value: object, identity: object) -> None:
    here = Position(value, identity)
    assert turn_of(after=str(here)) == Turn(after=here)
    assert turn_of(before=str(here)) == Turn(before=here)


@given(st.text(min_size=1))
def test_what_nobody_wrote_is_refused_or_a_place(text: str) -> None:
    try:
        turn = turn_of(after=text)
    except Problem:
        return
    assert turn.after is not None


@pytest.mark.parametrize("text", ["x", "W10", "W1tdXQ", "bnVsbA", "[]", "é", "e30"])
def test_other_texts_are_refused_by_name(text: str) -> None:
    with pytest.raises(Problem) as refused:
        turn_of(before=text)
    assert refused.value.errors[0].path == "before"


def test_a_count_says_that_there_is_more() -> None:
    assert (Count(3).exact, Count(COUNTED, True).exact) == (3, None)
    assert str(Count(1).text) == "1 entry"
    assert str(Count(COUNTED, True).text) == "more than 500 entries"
