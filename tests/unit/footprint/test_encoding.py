"""A wide change is written as bytes and read by the contract, whatever order messages come in."""

import random

import numpy as np
from hypothesis import given, settings
from hypothesis import strategies as st

from carbon.scope3.notes import Note
from footprint.networks.rollups.encoding import encoded
from footprint.networks.rollups.figures import put_figures
from footprint.networks.rollups.messages import messages_of
from footprint.networks.rollups.recipes import Finding
from footprint.networks.rollups.rolling import stated
from footprint.networks.rollups.sheet import Sheet, Shown, put
from tierzero.common.v1.unit_pb2 import DECLARED_UNIT_KILOGRAM, DECLARED_UNIT_PIECE
from tierzero.facts.roll_ups import Key, RollUps, listen, places_of
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


def messages(sheet: Sheet, places: list[int]) -> list[bytes]:
    """What the outbox gets."""
    return [one.value for one in encoded("plant", stated(sheet, np.array(places, np.int64)))]


def joined(written: list[bytes]) -> RollUpsChanged:
    """What the relay makes of it."""
    return RollUpsChanged.FromString(b"".join(written))


def test_columns_read_as_they_were_written() -> None:
    sheet = sheet_of(6)
    put(sheet, "p2", None)
    envelope = joined(messages(sheet, [0, 2, 3, 4, 5]))
    (roster,) = envelope.rosters
    assert (roster.network_id, roster.year, roster.first_place) == ("plant", 2024, 0)
    assert list(roster.product_ids) == [f"p{number}" for number in range(6)]
    rest, change = envelope.changes
    assert (change.network_id, change.year, change.revision) == ("plant", 2024, 7)
    assert list(places_of(change)) == [0, 3, 5]
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
    assert list(rest.withdrawn_product_ids) == ["p2"]
    (finding,) = rest.findings
    assert (finding.product_id, finding.code) == ("p4", "bill-of-materials-cycle")
    assert list(finding.product_ids) == ["p1", ""]
    assert finding.bill_version == 5


def test_what_did_not_change_is_not_told_again() -> None:
    sheet = sheet_of(4)
    messages(sheet, [0, 1, 2, 3])
    rows, marks = sheet.rows[:4].copy(), sheet.marks[:4, 2:].copy()
    rows[1:3, 0] = 9.5
    places, beyond = put_figures(sheet, np.arange(4), np.arange(4, dtype=np.int32), rows, marks)
    (change,) = joined(messages(sheet, places.tolist())).changes
    assert not len(beyond)
    assert list(places_of(change)) == [1, 2]
    assert list(change.values) == [9.5]
    assert not [*change.uncertainties, *change.known_at, *change.bill_versions]


def test_a_wide_change_comes_in_messages_that_fit_the_broker() -> None:
    sheet = sheet_of(30_000)
    written = messages(sheet, list(range(30_000)))
    assert all(len(one) < 900_000 for one in written)
    known: dict[Key, RollUps] = {}
    for one in written:
        listen(known, RollUpsChanged.FromString(one))
    assert len(known["plant", 2024].figures()) == 24_000


changes = st.lists(
    st.lists(st.tuples(st.sampled_from("abcdefgh"), st.integers(-1, 5), st.booleans()), max_size=6),
    min_size=1,
    max_size=6,
)


@settings(max_examples=300, deadline=None)
@given(changes, st.randoms(use_true_random=False))
def test_in_any_order_and_repeated_they_say_what_the_sheet_says(
    steps: list[list[tuple[str, int, bool]]], chance: random.Random
) -> None:
    sheet, written = Sheet(2024), list[bytes]()
    for step in steps:
        places = {put(sheet, name, _shown(value, is_wrong)) for name, value, is_wrong in step}
        places |= _moved(sheet, chance)
        changed = sorted(one for one in places if one is not None)
        if changed:
            sheet.revision += 1
            written += messages(sheet, changed)
    sent = written + chance.choices(written, k=len(written)) if written else []
    chance.shuffle(sent)
    known: dict[Key, RollUps] = {}
    for one in sent:
        listen(known, RollUpsChanged.FromString(one))
    found = known.get(("plant", 2024), RollUps())
    shown = {one.product_id: one for one in messages_of(sheet)}
    assert not found.waiting
    assert {name: figure["values"] for name, figure in found.figures().items()} == {
        name: one.value for name, one in shown.items() if not one.HasField("finding")
    }
    for name, figure in found.figures().items():
        assert figure["uncertainties"] == shown[name].indicators.uncertainty
        assert figure["bill_versions"] == shown[name].bill_version


def _shown(value: int, is_wrong: bool) -> Shown | None:
    if value < 0:
        return None
    finding = Finding(Note.BILL_CYCLE, ()) if is_wrong else None
    return Shown(np.full(8, float(value)), (1 + value, 2, KNOWN, 1, 1), finding)


def _moved(sheet: Sheet, chance: random.Random) -> set[int | None]:
    """Places with figures whose values follow something else."""
    places = [place for place in range(len(sheet.product_ids)) if sheet.has_figure(place)]
    place_of = np.array([*places, -1], np.int64)
    rows = np.array([sheet.rows[place] for place in places]).reshape(-1, 8)
    rows[:, 0] += chance.choice([0.0, 1.0])
    marks = np.array([sheet.marks[place, 2:] for place in places], np.int64).reshape(-1, 3)
    ranks = np.arange(len(places), dtype=np.int32)
    changed, _ = put_figures(sheet, place_of, ranks, rows, marks)
    return {*changed.tolist()}


def test_a_change_waits_for_the_names_of_its_products() -> None:
    sheet = sheet_of(3)
    roster, change = messages(sheet, [0, 1, 2])
    known: dict[Key, RollUps] = {}
    listen(known, RollUpsChanged.FromString(change))
    assert not known["plant", 2024].figures()
    listen(known, RollUpsChanged.FromString(roster))
    assert {*known["plant", 2024].figures()} == {"p0", "p1", "p2"}
