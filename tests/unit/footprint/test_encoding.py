"""A wide change is written as bytes and read by the contract."""

import numpy as np

from carbon.scope3.notes import Note
from footprint.networks.rollups.encoding import encoded
from footprint.networks.rollups.recipes import Finding
from footprint.networks.rollups.rolling import YearChange
from footprint.networks.rollups.sheet import Sheet, Shown, put
from tierzero.common.v1.unit_pb2 import DECLARED_UNIT_KILOGRAM, DECLARED_UNIT_PIECE
from tierzero.footprint.v1.roll_up_pb2 import RollUpsChanged

KNOWN = 1_700_000_000_123_456_789


def sheet_of(count: int) -> Sheet:
    """Products p0 …: value is the number, indicators follow from it; every fifth has a finding."""
    sheet = Sheet(2024, revision=7)
    for number in range(count):
        unit = DECLARED_UNIT_PIECE if number % 2 else DECLARED_UNIT_KILOGRAM
        row = np.arange(8) / 10 + number
        finding = Finding(Note.BILL_CYCLE, ("p1", "")) if number % 5 == 4 else None
        put(sheet, f"p{number}", Shown(row, (number + 1, unit, KNOWN + number, 1, 1), finding))
    return sheet


def changes(sheet: Sheet, places: list[int]) -> list[RollUpsChanged]:
    """What the bus carries."""
    change = YearChange(sheet, np.array(places, np.int64))
    return [RollUpsChanged.FromString(one.value) for one in encoded("plant", change)]


def test_columns_read_as_they_were_written() -> None:
    sheet = sheet_of(6)
    put(sheet, "p2", None)
    (envelope,) = changes(sheet, [0, 2, 3, 4, 5])
    (change,) = envelope.changes
    assert (change.network_id, change.year, change.revision) == ("plant", 2024, 7)
    assert list(change.product_ids) == ["p0", "p3", "p5"]
    assert list(change.bill_versions) == [1, 4, 6]
    units = [DECLARED_UNIT_KILOGRAM, DECLARED_UNIT_PIECE, DECLARED_UNIT_PIECE]
    assert list(change.declared_units) == units
    assert list(change.values) == [0.0, 3.0, 5.0]
    assert list(change.uncertainties) == [0.1, 3.1, 5.1]
    assert list(change.primary_data_shares) == [0.2, 3.2, 5.2]
    assert list(change.technological_dqrs) == [0.3, 3.3, 5.3]
    assert list(change.geographical_dqrs) == [0.4, 3.4, 5.4]
    assert list(change.temporal_dqrs) == [0.5, 3.5, 5.5]
    assert list(change.filled_shares) == [0.6, 3.6, 5.6]
    assert list(change.verified_shares) == [0.7, 3.7, 5.7]
    assert list(change.known_at) == [KNOWN, KNOWN + 3, KNOWN + 5]
    assert list(change.withdrawn_product_ids) == ["p2"]
    (finding,) = change.findings
    assert (finding.product_id, finding.code) == ("p4", "bill-of-materials-cycle")
    assert list(finding.product_ids) == ["p1", ""]
    assert finding.bill_version == 5


def test_messages_that_the_relay_joins_stay_apart() -> None:
    sheet = sheet_of(4)
    parts = [one.SerializeToString() for places in ([0], [1, 2]) for one in changes(sheet, places)]
    joined = RollUpsChanged.FromString(b"".join(parts))
    assert [list(one.product_ids) for one in joined.changes] == [["p0"], ["p1", "p2"]]


def test_a_wide_change_comes_in_messages_that_fit_the_broker() -> None:
    sheet = sheet_of(10_000)
    change = YearChange(sheet, np.arange(10_000))
    messages = list(encoded("plant", change))
    assert [one.products for one in messages] == [4_000, 4_000, 2_000]
    assert all(len(one.value) < 900_000 for one in messages)
    read = [RollUpsChanged.FromString(one.value).changes[0] for one in messages]
    assert {one.revision for one in read} == {7}
    assert sum(len(one.values) + len(one.findings) for one in read) == 10_000
