"""A footprint read and written again is the same document."""

import copy
from datetime import UTC, datetime
from typing import Any

from hypothesis import given
from hypothesis import strategies as st

from carbon.footprint.parsing import parse_footprint
from carbon.footprint.writing import format_time, to_wire


def full(document: dict[str, Any]) -> dict[str, Any]:
    """The example with every nested object in it."""
    rich = copy.deepcopy(document)
    rich |= {
        "precedingPfIds": ["b1f8c0d2-11f0-4a1f-8f6b-7a7c0c8f7f00"],
        "validityPeriodStart": "2025-01-01T00:00:00Z",
        "validityPeriodEnd": "2027-01-01T00:00:00.500000Z",
        "comment": "",
        "extensions": [
            {"specVersion": "2.0.0", "dataSchema": "https://schema.example/x", "data": {"a": [1]}}
        ],
    }
    rich["pcf"] |= {
        "productOrSectorSpecificRules": [
            {"operator": "Other", "ruleNames": ["Steel rule"], "otherOperatorName": "Association"}
        ],
        "verification": {"coverage": "product level", "completedAt": "2025-01-20T00:00:00Z"},
        "ccuCalculationApproach": "Credit",
        "ccuCreditCertification": "https://registry.example/1",
        "pcfExcludingBiogenicUptake": "2.350",
    }
    return rich


def test_reading_and_writing_gives_the_same_document(document: dict[str, Any]) -> None:
    for original in (document, full(document)):
        footprint, findings = parse_footprint(original)
        assert findings == []
        assert footprint is not None
        assert to_wire(footprint) == original


def test_null_and_unknown_attributes_are_left_out(document: dict[str, Any]) -> None:
    footprint, findings = parse_footprint(document | {"comment": None, "surprise": 1})
    assert findings == []
    assert footprint is not None
    assert to_wire(footprint) == document


def test_numbers_leave_without_exponent_and_times_in_utc(document: dict[str, Any]) -> None:
    document["created"] = "2025-02-01T08:00:00+08:00"
    document["pcf"]["fossilGhgEmissions"] = "235e-2"
    footprint, _ = parse_footprint(document)
    assert footprint is not None
    written = to_wire(footprint)
    assert written["created"] == "2025-02-01T00:00:00Z"
    assert written["pcf"]["fossilGhgEmissions"] == "2.35"


@given(st.datetimes(timezones=st.just(UTC)))
def test_times_survive(moment: datetime) -> None:
    assert datetime.fromisoformat(format_time(moment)) == moment
