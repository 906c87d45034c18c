"""What is open comes before what is closed, the most urgent first."""

from datetime import UTC, datetime, timedelta, timezone

from hypothesis import given
from hypothesis import strategies as st

from tierzero.lists import OPEN_END, open_until, urgency, urgency_of

FIRST = datetime(1970, 1, 1, tzinfo=UTC).replace(tzinfo=None)
zones = st.sampled_from([UTC, timezone(timedelta(hours=8)), timezone(timedelta(hours=-5))])
moments = st.datetimes(FIRST, FIRST.replace(year=9000), timezones=zones)
requests = st.tuples(st.booleans(), moments)


@given(requests, requests)
def test_the_text_orders_as_the_facts_do(
    one: tuple[bool, datetime], other: tuple[bool, datetime]
) -> None:
    by_facts = (not one[0], one[1]) < (not other[0], other[1])
    assert (urgency(*one) < urgency(*other)) is by_facts


@given(requests, moments)
def test_ends_of_lists_hold_what_is_open_and_due(
    request: tuple[bool, datetime], moment: datetime
) -> None:
    is_open, due_at = request
    text = urgency_of({"is_open": is_open, "due_at": due_at})
    assert (text < OPEN_END) is is_open
    assert (text < open_until(moment)) is (is_open and due_at < moment)
