"""Causes have texts in both languages, and say what they are for a base year."""

import pytest

from carbon.baseyear import Trigger
from carbon.restatements import (
    CAUSE_TEXTS,
    TRIGGER_TEXTS,
    Cause,
    describe_cause,
    describe_triggers,
    document_cause,
    trigger_of,
)


def test_every_cause_and_trigger_is_worded_in_both_languages() -> None:
    assert set(CAUSE_TEXTS) == set(Cause)
    assert set(TRIGGER_TEXTS) == set(Trigger)
    for cause in Cause:
        assert describe_cause(cause, "en") != describe_cause(cause, "zh-CN")
    assert describe_cause("of-a-later-version", "en") == "of-a-later-version"
    assert describe_triggers([Trigger.ERROR], "zh-CN") == ["差错、补录或更正的数据"]


@pytest.mark.parametrize(
    ("was_used", "is_used", "cause"),
    [
        (False, True, Cause.FOOTPRINT_STATED),
        (True, True, Cause.FOOTPRINT_CORRECTED),
        (True, False, Cause.FOOTPRINT_WITHDRAWN),
        (False, False, Cause.SOURCES_CHANGED),
    ],
)
def test_a_document_is_new_changed_or_gone(was_used: bool, is_used: bool, cause: Cause) -> None:
    assert document_cause("footprint", was_used=was_used, is_used=is_used) is cause
    assert document_cause("recipe", was_used=was_used, is_used=is_used) is Cause.SOURCES_CHANGED


def test_no_cause_within_a_year_is_growth() -> None:
    triggers = {cause: trigger_of(cause) for cause in Cause}
    assert Trigger.ORGANIC_GROWTH not in triggers.values()
    assert triggers[Cause.ACTIVITY_LATE] is Trigger.ERROR
    assert triggers[Cause.FOOTPRINT_STATED] is Trigger.FACTOR_CHANGE
    assert triggers[Cause.POLICY_CHANGED] is Trigger.METHOD_CHANGE
    assert triggers[Cause.EXCLUSION_CHANGED] is Trigger.CATEGORY_CHANGE
