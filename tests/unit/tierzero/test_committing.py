"""A partition is done up to the first offset that is not."""

from hypothesis import given
from hypothesis import strategies as st

from tierzero.agents.committing import Progress, Underway


def begin(progress: Progress[str], place: str, first: int, count: int) -> Underway:
    """So many offsets go out."""
    return progress.begin(place, first, first + count)


@given(st.permutations(range(6)))
def test_a_partition_is_done_up_to_the_first_chunk_that_is_not(order: list[int]) -> None:
    progress = Progress[str]()
    out = [begin(progress, "a", 10 * number, 10) for number in range(6)]
    assert progress.done("a") is None
    for number in order:
        out[number].is_done = True
        first_open = next((one.following - 10 for one in out if not one.is_done), 60)
        assert progress.done("a") == (first_open or None)


def test_offsets_that_are_known_to_be_missing_are_no_messages_to_wait_for() -> None:
    progress = Progress[str]()
    early = begin(progress, "a", 0, 5)
    progress.looked_again("a")
    late = begin(progress, "a", 50, 5)
    late.is_done = True
    assert progress.done("a") is None
    early.is_done = True
    assert progress.done("a") == 55


def test_a_partition_that_is_turned_back_waits_for_what_comes_again() -> None:
    progress = Progress[str]()
    lost, former = begin(progress, "a", 0, 5), begin(progress, "a", 5, 5)
    again = begin(progress, "a", 0, 10)
    lost.is_done = former.is_done = True
    assert progress.done("a") is None
    again.is_done = True
    assert progress.done("a") == 10


def test_a_partition_that_went_to_another_waits_for_nothing_of_before() -> None:
    progress = Progress[str]()
    begin(progress, "a", 0, 5)
    kept = begin(progress, "b", 0, 5)
    progress.forget("a")
    begin(progress, "a", 90, 5).is_done = True
    kept.is_done = True
    assert (progress.done("a"), progress.done("b")) == (95, 5)


def test_what_nobody_took_up_is_awaited_also_where_later_offsets_were() -> None:
    progress = Progress[str]()
    assert progress.awaited("a") is None
    passed_over, later = begin(progress, "a", 0, 5), begin(progress, "a", 5, 5)
    later.is_begun = True
    assert (progress.awaited("a"), progress.at_work()) == (0, {"a"})
    later.is_done = True
    assert (progress.awaited("a"), progress.at_work()) == (0, set())
    passed_over.is_begun = True
    assert (progress.awaited("a"), progress.at_work()) == (10, {"a"})


def test_what_comes_too_early_is_missed_until_it_was_looked_for_again() -> None:
    progress = Progress[str]()
    assert (progress.is_placed("a"), progress.missed("a", 7)) == (False, None)
    progress.expect("a", 0)
    assert progress.is_placed("a")
    assert (progress.missed("a", 0), progress.missed("a", 2)) == (None, 0)
    assert progress.missed("a", 2) == 0, "asking changes nothing"
    progress.looked_again("a")
    assert progress.missed("a", 2) is None, "there is no such message"
    begin(progress, "a", 2, 3)
    assert (progress.missed("a", 5), progress.missed("a", 6)) == (None, 5)


def test_looking_again_does_not_forget_what_is_under_way() -> None:
    progress = Progress[str]()
    progress.expect("a", 3)
    begun = begin(progress, "a", 3, 2)
    assert progress.missed("a", 9) == 5
    progress.looked_again("a")
    begin(progress, "a", 9, 1).is_done = True
    assert progress.done("a") is None
    begun.is_done = True
    assert progress.done("a") == 10


def test_where_reading_begins_anew_nothing_of_before_counts() -> None:
    progress = Progress[str]()
    progress.expect("a", 0)
    former = begin(progress, "a", 0, 5)
    progress.expect("a", 0)
    former.is_done = True
    assert (progress.done("a"), progress.awaited("a")) == (None, 0)
    assert progress.missed("a", 5) == 0


def test_nothing_is_done_behind_offsets_that_were_due_and_have_not_come() -> None:
    progress = Progress[str]()
    progress.expect("a", 40)
    late = begin(progress, "a", 60, 10)
    late.is_begun = late.is_done = True
    assert (progress.done("a"), progress.awaited("a"), progress.at_work()) == (None, 40, set())
    begin(progress, "a", 40, 30).is_done = True
    assert progress.done("a") == 70
