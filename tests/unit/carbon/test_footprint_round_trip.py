"""A footprint read and written again is the same document."""

from datetime import UTC, datetime
from typing import Any

from carbon.footprint.parsing import parse_footprint
from carbon.footprint.rules import methodology_findings
from carbon.footprint.writing import to_wire


def test_reading_and_writing_gives_the_same_document(document: dict[str, Any]) -> None:
    footprint, findings = parse_footprint(document)
    assert findings == []
    assert footprint is not None
    assert to_wire(footprint) == document


def test_a_sound_footprint_has_no_findings(document: dict[str, Any]) -> None:
    footprint, _ = parse_footprint(document)
    assert footprint is not None
    assert methodology_findings(footprint, datetime(2025, 6, 1, tzinfo=UTC)) == []
