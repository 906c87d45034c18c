"""What a buyer sees of a request depends on the set of facts only."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta

from hypothesis import given
from hypothesis import strategies as st

from procurement.requests.documents import document_of, fact_of, request_from, slot_of
from procurement.requests.model import (
    FOLLOWED_UP,
    OPEN,
    Asked,
    FootprintRequest,
    Reminder,
    State,
    Told,
    newer_told,
)
from tierzero.facts.part_numbers import PartNumber, Speaker, holding

NOW = datetime(2026, 11, 1, tzinfo=UTC)
ASKED = Asked(
    id="r",
    version=1,
    buyer_id="factory",
    supplier_id="mill",
    asked_at=NOW,
    recorded_at=NOW,
    deadline=NOW + timedelta(days=30),
    part_number="AX 4711",
)
TOLD_STATES = [one for one in State if one is not State.SENT]


@given(st.lists(st.sampled_from(TOLD_STATES), min_size=1, max_size=6), st.booleans(), st.data())
def test_states_in_any_order_and_repetition_come_to_the_same(
    told_states: list[State], withdrawn: bool, data: st.DataObject
) -> None:
    told = [Told(number, state, NOW) for number, state in enumerate(told_states, start=1)]
    order = data.draw(st.permutations(told + data.draw(st.lists(st.sampled_from(told)))))
    held: Told | None = None
    for one in order:
        held = newer_told(held, one)
    request = FootprintRequest(replace(ASKED, withdrawn=withdrawn), held)
    assert held == told[-1]
    if told_states[-1] in FOLLOWED_UP:
        assert request.state is told_states[-1], "a follow-up wins over a withdrawal"
    elif withdrawn:
        assert request.state is State.WITHDRAWN
    else:
        assert request.state is told_states[-1]


@given(st.sampled_from([None, *TOLD_STATES]), st.booleans())
def test_a_request_comes_back_from_its_document(state: State | None, withdrawn: bool) -> None:
    told = Told(3, state, NOW, ("f",), "no-data", "words") if state else None
    asked = replace(ASKED, withdrawn=withdrawn, geographies=("CN-JS",))
    reminders = frozenset({Reminder(NOW, NOW, 7), Reminder(NOW, NOW, 1)})
    request = FootprintRequest(asked, told, reminders)
    document = document_of(request)
    assert request_from(document) == request
    assert document["is_open"] == (request.state in OPEN)
    assert (document["slot"] == slot_of(request.asked)) == request.is_open


def test_the_fact_says_all_that_was_asked() -> None:
    year = {"period_start": NOW, "period_end": NOW + timedelta(days=365)}
    asked = replace(ASKED, **year, comment="please", geographies=("CN-JS",))
    fact = fact_of(asked)
    assert list(fact.geographies) == ["CN-JS"]
    assert (fact.fact.id, fact.fact.version, fact.part_number) == ("r", 1, "AX 4711")
    assert fact.deadline.ToDatetime(UTC) == asked.deadline
    assert fact.reference_period.end.ToDatetime(UTC) == asked.period_end
    assert not fact.HasField("reminded_at")


def test_the_same_part_is_the_same_slot_however_it_is_spelt() -> None:
    assert slot_of(ASKED) == slot_of(replace(ASKED, part_number=" ax  4711 ", comment="other"))
    assert slot_of(ASKED) != slot_of(replace(ASKED, supplier_id="foundry"))
    assert slot_of(ASKED) != slot_of(replace(ASKED, geographies=("CN-JS",))), "of another place"


@given(st.data())
def test_both_sides_hold_the_same_mapping_in_any_order(data: st.DataObject) -> None:
    spoken = data.draw(
        st.lists(
            st.tuples(st.integers(1, 4), st.sampled_from(list(Speaker))), min_size=1, unique=True
        )
    )
    statements = [
        PartNumber("mill", "factory", "AX", f"{speaker.value}-{clock}", clock, speaker, NOW)
        for clock, speaker in spoken
    ]
    highest = max(spoken, key=lambda one: (one[0], one[1] is Speaker.SUPPLIER))
    shuffled = data.draw(st.permutations(statements + statements))
    [held] = holding(shuffled).values()
    assert held.product_id == f"{highest[1].value}-{highest[0]}"
