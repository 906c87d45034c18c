"""What the change stream brings the relay is published once, and what it may have missed is looked
for."""

from typing import Any

import pytest

from tierzero.relay import arrivals as module
from tierzero.relay.arrivals import MOST_BYTES, MOST_ROWS, Arrivals


def row(number: int, size: int = 1) -> dict[str, Any]:
    """A row of that id."""
    return {"_id": number, "value": b"x" * size}


@pytest.fixture
def looked() -> Arrivals:
    """Rows of a relay that has just looked into the store."""
    arrivals = Arrivals()
    assert arrivals.take() is None
    return arrivals


def ids(rows: list[dict[str, Any]] | None) -> list[int] | None:
    """Their ids."""
    return None if rows is None else [one["_id"] for one in rows]


def test_rows_are_taken_once_and_in_order(looked: Arrivals) -> None:
    for number in (3, 1, 2):
        looked.add(row(number))

    assert ids(looked.take()) == [1, 2, 3]
    assert ids(looked.take()) == []


def test_what_a_look_has_found_before_is_left_out(looked: Arrivals) -> None:
    looked.note([1, 2])
    for number in (1, 2, 3):
        looked.add(row(number))

    assert ids(looked.take()) == [3]


def test_whoever_may_have_missed_something_looks(looked: Arrivals) -> None:
    looked.add(row(1))
    looked.look_again()

    assert looked.take() is None
    assert ids(looked.take()) == [], "the look found what had come"


@pytest.mark.parametrize(
    ("rows", "size"), [(MOST_ROWS + 1, 1), (3, MOST_BYTES // 2)], ids=["many", "large"]
)
def test_too_much_is_looked_for_instead_of_being_kept(
    looked: Arrivals, rows: int, size: int
) -> None:
    for number in range(rows):
        looked.add(row(number, size))

    assert looked.take() is None


def test_a_look_is_due_from_time_to_time(looked: Arrivals, monkeypatch: pytest.MonkeyPatch) -> None:
    now = module.time.monotonic()
    monkeypatch.setattr(module.time, "monotonic", lambda: now + module.LOOK_SECONDS)
    looked.add(row(1))

    assert looked.take() is None


def test_only_so_many_ids_are_remembered(looked: Arrivals) -> None:
    looked.note(range(20_001))
    looked.add(row(0))
    looked.add(row(20_000))

    assert ids(looked.take()) == [0], "the oldest is forgotten, and would go out once more"
