"""The state machine of a request: pure functions from one state of it to the next.

Each returns the request changed, or the same object where nothing changes. What is not possible
raises `NotPossible`. The follow-up is final: nothing leads out of ``answered`` and ``declined``.
"""

from collections.abc import Sequence
from dataclasses import replace
from datetime import datetime, timedelta

from .model import FOLLOWED_UP, FootprintRequest, IncomingRequest, State, Step

REMINDER_DAYS = (7, 1, 0)


class NotPossible(Exception):
    """The request is in a state out of which this does not lead."""

    def __init__(self, state: State) -> None:
        super().__init__(state.value)
        self.state = state


def asked(
    request: FootprintRequest | None, question: IncomingRequest, now: datetime
) -> FootprintRequest:
    """A version of the question arrives: the first one, a newer one, or one that is known."""
    if request is None:
        return _first(question, now)
    if question.version <= request.question.version:
        return request
    newer = replace(request, question=question)
    if not newer.is_open:
        return newer
    if question.withdrawn:
        return _moved(newer, State.WITHDRAWN, now, question.sender_id)
    return _again_in_time(newer, request, now)


def accepted(
    request: FootprintRequest, until: datetime, now: datetime, actor: str, detail: str = ""
) -> FootprintRequest:
    """The supplier promises an answer before a moment."""
    _refuse_closed(request)
    promised = replace(request, promised_until=until, reminded=())
    return _moved(promised, State.ACCEPTED, now, actor, detail)


def answered(
    request: FootprintRequest, footprint_ids: Sequence[str], now: datetime, actor: str
) -> FootprintRequest:
    """The follow-up: footprints that answer the request."""
    _refuse_closed(request)
    answer = replace(request, footprint_ids=tuple(footprint_ids))
    return _moved(answer, State.ANSWERED, now, actor)


def declined(
    request: FootprintRequest, reason_code: str, reason: str, now: datetime, actor: str
) -> FootprintRequest:
    """The follow-up: there will be no footprint, and why."""
    _refuse_closed(request)
    refusal = replace(request, reason_code=reason_code, reason=reason)
    return _moved(refusal, State.DECLINED, now, actor, reason)


def queued(request: FootprintRequest, now: datetime, actor: str) -> FootprintRequest:
    """Nothing fits yet: a person has to look at a request that was just received."""
    if request.state is not State.RECEIVED:
        return request
    return _moved(request, State.QUEUED, now, actor)


def passed(request: FootprintRequest, now: datetime, actor: str) -> FootprintRequest:
    """Time has passed: an open request whose due moment is over expires, and stays open."""
    if request.state not in (State.QUEUED, State.ACCEPTED) or now < request.due_at:
        return request
    return _moved(request, State.EXPIRED, now, actor)


def due_reminders(request: FootprintRequest, now: datetime) -> tuple[int, ...]:
    """Numbers of days before the due moment that have come and were not told, the last one first.

    Only what lies after the arrival: whoever asks three days ahead does not remind of seven.
    """
    if request.state not in (State.QUEUED, State.ACCEPTED):
        return ()
    started = request.received_at
    return tuple(
        days
        for days in reversed(REMINDER_DAYS)
        if days not in request.reminded and started < _moment(request, days) <= now
    )


def next_at(request: FootprintRequest) -> datetime | None:
    """When time alone changes something about the request next; None: never."""
    if request.state not in (State.QUEUED, State.ACCEPTED):
        return None
    open_days = [days for days in REMINDER_DAYS if days not in request.reminded]
    moments = [_moment(request, days) for days in open_days]
    ahead = [moment for moment in moments if moment > request.received_at]
    return min([*ahead, request.due_at])


def is_followed_up(request: FootprintRequest) -> bool:
    """Whether the one follow-up was given."""
    return request.state in FOLLOWED_UP


def _first(question: IncomingRequest, now: datetime) -> FootprintRequest:
    request = FootprintRequest(question, received_at=now)
    if question.withdrawn:
        return _moved(request, State.WITHDRAWN, now, question.sender_id)
    step = Step(now, question.sender_id, State.RECEIVED.value)
    return replace(request, changed_at=now, steps=(step,))


def _again_in_time(
    request: FootprintRequest, before: FootprintRequest, now: datetime
) -> FootprintRequest:
    if request.question.reminded_at != before.question.reminded_at:
        request = _noted(request, "reminded", now, request.asker_id)
    if request.due_at == before.due_at:
        return request
    moved = _noted(replace(request, reminded=()), "deadline", now, request.asker_id)
    if request.state is State.EXPIRED and now < request.due_at:
        back = State.ACCEPTED if request.promised_until else State.QUEUED
        return _moved(moved, back, now, request.asker_id)
    return replace(moved, version=moved.version + 1, changed_at=now)


def _moved(
    request: FootprintRequest, state: State, now: datetime, actor: str, detail: str = ""
) -> FootprintRequest:
    noted = _noted(request, state.value, now, actor, detail)
    return replace(noted, state=state, version=request.version + 1, changed_at=now)


def _noted(
    request: FootprintRequest, what: str, now: datetime, actor: str, detail: str = ""
) -> FootprintRequest:
    return replace(request, steps=(*request.steps, Step(now, actor, what, detail)))


def _moment(request: FootprintRequest, days: int) -> datetime:
    # The day before the due moment's midnight is the last one: 0 days means "today is the day".
    return request.due_at - timedelta(days=days + 1)


def _refuse_closed(request: FootprintRequest) -> None:
    if not request.is_open:
        raise NotPossible(request.state)
