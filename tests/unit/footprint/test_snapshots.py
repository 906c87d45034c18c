"""Snapshots cost in proportion to what arrives, and bound what loading has to read."""

from footprint.journal.snapshots import Since, is_due


def test_a_small_state_is_written_after_64_entries() -> None:
    assert not is_due(Since(entries=63, facts=63), weight=100)
    assert is_due(Since(entries=64, facts=64), weight=100)


def test_a_large_state_is_written_more_rarely() -> None:
    assert not is_due(Since(entries=999, facts=999), weight=200_000)
    assert is_due(Since(entries=1_000, facts=1_000), weight=200_000)


def test_entries_without_facts_are_nearly_free() -> None:
    since = Since()
    for _ in range(1_023):
        since.add(0)
    assert not is_due(since, weight=100)
    since.add(0)
    assert is_due(since, weight=100)


def test_few_large_entries_that_replace_each_other_do_not_pile_up() -> None:
    since = Since()
    for _ in range(3):
        assert not is_due(since, weight=2_000)
        since.add(8_000)
    assert is_due(since, weight=2_000)
