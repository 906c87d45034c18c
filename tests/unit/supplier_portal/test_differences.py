"""What differs between two footprints."""

from decimal import Decimal

from supplier_portal.footprints.differences import Difference, differences


def test_identity_time_and_status_are_no_difference() -> None:
    before = {"id": "a", "created": "1", "status": "Active", "pcf": {}}
    after = {"id": "b", "created": "2", "status": "Deprecated", "precedingPfIds": ["a"], "pcf": {}}
    assert differences(before, after) == []


def test_numbers_tell_by_how_much_they_moved() -> None:
    before = {"pcf": {"fossilGhgEmissions": "2.0", "biogenicCO2Uptake": "-4"}}
    after = {"pcf": {"fossilGhgEmissions": "1.5", "biogenicCO2Uptake": "-5"}}
    assert differences(before, after) == [
        Difference("pcf.fossilGhgEmissions", "2.0", "1.5", Decimal("-25.0")),
        Difference("pcf.biogenicCO2Uptake", "-4", "-5", Decimal("-25.0")),
    ]


def test_what_appears_disappears_or_starts_at_zero_has_no_percentage() -> None:
    before = {"comment": "old", "pcf": {"aircraftGhgEmissions": "0"}}
    after = {"pcf": {"aircraftGhgEmissions": "1", "primaryDataShare": "80"}}
    found = {
        one.path: (one.before, one.after, one.change_percent) for one in differences(before, after)
    }
    assert found == {
        "comment": ("old", None, None),
        "pcf.aircraftGhgEmissions": ("0", "1", None),
        "pcf.primaryDataShare": (None, "80", None),
    }


def test_lists_objects_and_booleans_are_compared_whole() -> None:
    before = {"pcf": {"packagingEmissionsIncluded": True, "crossSectoralStandards": ["A"]}}
    after = {"pcf": {"packagingEmissionsIncluded": False, "crossSectoralStandards": ["A", "B"]}}
    assert [(one.before, one.after) for one in differences(before, after)] == [
        ("true", "false"),
        ("A", "A; B"),
    ]
