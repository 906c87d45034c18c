"""When the expiry of a footprint is announced, and how far a value has moved."""

from datetime import UTC, datetime, timedelta
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from carbon.footprint.announcing import (
    ANNOUNCED_DAYS,
    due_days,
    first_announcement,
    next_announcement,
)
from carbon.footprint.changes import asks_for_recalculation, moved_percent, total_of
from carbon.units import DeclaredUnit

EXPIRY = datetime(2029, 1, 1, tzinfo=UTC)


@pytest.mark.parametrize(
    ("left", "due"),
    [(91, None), (90, 90), (31, 90), (30, 30), (1, 30), (0, 0), (-400, 0)],
)
def test_the_latest_announcement_whose_moment_has_come_is_due(left: int, due: int | None) -> None:
    assert due_days(EXPIRY, EXPIRY - timedelta(days=left)) == due


@given(st.lists(st.integers(-200, 200), min_size=1, max_size=30))
def test_sweeps_at_any_moments_announce_each_at_most_once_and_in_order(days: list[int]) -> None:
    announced: list[int] = []
    following: datetime | None = first_announcement(EXPIRY)
    for offset in sorted(days):
        now = EXPIRY + timedelta(days=offset)
        if following is None or following > now:
            continue
        due = due_days(EXPIRY, now)
        assert due is not None
        announced.append(due)
        following = next_announcement(EXPIRY, now)
    assert announced == sorted(set(announced), reverse=True)
    assert set(announced) <= set(ANNOUNCED_DAYS)
    assert (0 in announced) == (max(days) >= 0)


def _document(value: str, amount: str = "1", unit: str = "kilogram") -> dict[str, object]:
    return {
        "pcf": {
            "pcfExcludingBiogenicUptake": value,
            "declaredUnitAmount": amount,
            "declaredUnitOfMeasurement": unit,
        }
    }


def test_the_total_is_per_one_declared_unit() -> None:
    assert total_of(_document("5", "2")).value == Decimal("2.5")
    assert total_of(_document("5", "2", "piece")).unit is DeclaredUnit.PIECE


@pytest.mark.parametrize(
    ("before", "after", "percent", "large"),
    [
        (_document("2"), _document("2.2"), "10.0", False),
        (_document("2"), _document("2.21"), "10.5", True),
        (_document("2"), _document("3.58", "2"), "-10.5", True),
        (_document("-2"), _document("-1"), "50.0", True),
        (_document("0"), _document("1"), None, False),
        (_document("2"), _document("2", "1", "piece"), None, False),
    ],
)
def test_more_than_ten_per_cent_asks_for_a_new_calculation(
    before: dict[str, object], after: dict[str, object], percent: str | None, large: bool
) -> None:
    moved = moved_percent(before, after)
    assert moved == (None if percent is None else Decimal(percent))
    assert asks_for_recalculation(moved) is large
