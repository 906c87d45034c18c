"""Seals: whatever is done to entries or seals afterwards shows."""

from datetime import UTC, datetime, timedelta
from typing import Any

from hypothesis import given
from hypothesis import strategies as st

from supplier_portal.audit.seals import Digest, Seal, canonical, faults, sealed

NOON = datetime(2026, 5, 1, 12, tzinfo=UTC)
entries = st.lists(
    st.fixed_dictionaries(
        {"_id": st.integers(), "actor": st.text(), "after": st.dictionaries(st.text(), st.text())}
    ),
    min_size=1,
    max_size=5,
)


def digest(found: list[dict[str, Any]]) -> Digest:
    made = Digest()
    for entry in found:
        made.add(entry)
    return made


def chain(windows: list[list[dict[str, Any]]]) -> list[Seal]:
    seals: list[Seal] = []
    for number, window in enumerate(windows):
        previous = seals[-1] if seals else None
        seals.append(sealed("mill", previous, NOON + timedelta(hours=number), digest(window)))
    return seals


@given(st.lists(entries, min_size=1, max_size=4))
def test_what_nobody_touched_has_no_faults(windows: list[list[dict[str, Any]]]) -> None:
    previous = None
    for seal, window in zip(chain(windows), windows, strict=True):
        assert faults(seal, previous, digest(window)) == []
        previous = seal


@given(entries, st.data())
def test_a_changed_removed_or_added_entry_shows(
    window: list[dict[str, Any]], data: st.DataObject
) -> None:
    [seal] = chain([window])
    place = data.draw(st.integers(0, len(window) - 1))
    changed = [*window[:place], {**window[place], "actor": window[place]["actor"] + "x"}]
    assert faults(seal, None, digest([*changed, *window[place + 1 :]]))
    assert faults(seal, None, digest([*window[:place], *window[place + 1 :]]))
    assert faults(seal, None, digest([*window, window[place]]))


@given(entries, entries, entries)
def test_a_removed_seal_shows_in_the_next(
    first: list[dict[str, Any]], second: list[dict[str, Any]], third: list[dict[str, Any]]
) -> None:
    seals = chain([first, second, third])
    assert faults(seals[2], seals[0], digest(third))
    assert faults(seals[1], None, digest(second))


def test_the_order_of_fields_does_not_matter() -> None:
    assert canonical({"a": 1, "b": 2}) == canonical({"b": 2, "a": 1})
