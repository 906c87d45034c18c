"""The state machine of requests: whatever comes in whatever order, one follow-up, no way back."""

from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, datetime, timedelta

from hypothesis import given
from hypothesis import strategies as st

from supplier_portal.requests import states
from supplier_portal.requests.model import (
    FOLLOWED_UP,
    FootprintRequest,
    IncomingRequest,
    Origin,
    State,
    Wanted,
)

START = datetime(2026, 11, 1, tzinfo=UTC)
Act = Callable[[FootprintRequest, datetime], FootprintRequest]


def question(version: int = 1, days: int = 30, withdrawn: bool = False) -> IncomingRequest:
    return IncomingRequest(
        supplier_id="mill",
        sender_id="factory",
        origin=Origin.PROCUREMENT,
        event_id="1",
        wanted=Wanted(("urn:x:1",)),
        asked_at=START,
        deadline=START + timedelta(days=days),
        version=version,
        withdrawn=withdrawn,
    )


def received(asked: IncomingRequest) -> FootprintRequest:
    return states.queued(states.asked(None, asked, START), START, "worker")


ACTS: dict[str, Act] = {
    "answer": lambda request, now: states.answered(request, ["f"], now, "mill"),
    "decline": lambda request, now: states.declined(request, "no-data", "", now, "mill"),
    "promise": lambda request, now: states.accepted(request, now + timedelta(days=9), now, "mill"),
    "time": lambda request, now: states.passed(request, now, "sweep"),
    "queue": lambda request, now: states.queued(request, now, "worker"),
    "withdraw": lambda request, now: states.asked(
        request, question(request.question.version + 1, withdrawn=True), now
    ),
    "postpone": lambda request, now: states.asked(
        request, question(request.question.version + 1, days=200), now
    ),
    "repeat": lambda request, now: states.asked(request, request.question, now),
}
sequences = st.lists(
    st.tuples(st.sampled_from(sorted(ACTS)), st.integers(0, 40)), min_size=1, max_size=30
)


@given(sequences)
def test_no_sequence_of_acts_gives_two_follow_ups(steps: list[tuple[str, int]]) -> None:
    request, now, follow_ups = received(question()), START, 0
    for act, days in steps:
        now += timedelta(days=days)
        before = request
        try:
            request = ACTS[act](before, now)
        except states.NotPossible:
            assert not before.is_open
            continue
        follow_ups += request.state in FOLLOWED_UP and before.state not in FOLLOWED_UP
        if not before.is_open:
            assert request.state is before.state, "what is closed stays as it is"
            assert request.version == before.version
        told = (request.state, request.footprint_ids, request.promised_until)
        if told != (before.state, before.footprint_ids, before.promised_until):
            assert request.version == before.version + 1, "what others see has a version of its own"
    assert follow_ups <= 1


@given(st.permutations(range(1, 6)), st.integers(1, 5), st.data())
def test_versions_of_a_question_in_any_order_come_to_the_same(
    order: list[int], withdrawn_at: int, data: st.DataObject
) -> None:
    versions = {
        number: question(number, days=10 * number, withdrawn=number >= withdrawn_at)
        for number in range(1, 6)
    }
    repeated = data.draw(st.lists(st.sampled_from(order), max_size=5))
    request: FootprintRequest | None = None
    for number in (*order, *repeated):
        after = states.asked(request, versions[number], START)
        request = states.queued(after, START, "worker") if after.is_open else after
    assert request is not None
    assert request.state is State.WITHDRAWN
    assert request.question == versions[5]


@given(st.lists(st.integers(0, 20), min_size=1, max_size=40), st.integers(1, 60))
def test_each_reminder_comes_once_and_only_ahead_of_the_end(
    pauses: list[int], days_given: int
) -> None:
    request, now = received(question(days=days_given)), START
    told: list[int] = []
    for pause in pauses:
        now += timedelta(days=pause)
        request = states.passed(request, now, "sweep")
        days = states.due_reminders(request, now)
        told += days[:0] if not days else [min(days)]
        request = replace(request, reminded=(*request.reminded, *days))
        assert states.due_reminders(request, now) == ()
    assert len(told) == len(set(told))
    assert all(days < days_given for days in told), "nobody is reminded of what lies before asking"
    assert told == sorted(told, reverse=True)


@given(st.integers(1, 60), st.integers(0, 80))
def test_the_next_moment_of_the_clock_is_never_missed(days_given: int, day: int) -> None:
    request, now = received(question(days=days_given)), START + timedelta(days=day)
    planned = states.next_at(request)
    acts = states.passed(request, now, "s") is not request or states.due_reminders(request, now)
    assert planned is not None
    assert bool(acts) == (planned <= now)


def test_a_late_request_can_still_be_answered_and_a_later_day_reopens_it() -> None:
    late = states.passed(received(question()), START + timedelta(days=31), "sweep")
    assert (late.state, late.is_open) == (State.EXPIRED, True)
    again = states.asked(late, question(2, days=60), START + timedelta(days=32))
    assert (again.state, again.reminded) == (State.QUEUED, ())
    now = START + timedelta(days=33)
    assert states.answered(late, ["f"], now, "mill").state is State.ANSWERED
