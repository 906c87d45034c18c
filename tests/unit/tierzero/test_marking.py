"""Rows are left out while their mark is on its way, and go out again where it failed."""

import threading
from collections.abc import Sequence

from pymongo.errors import AutoReconnect

from tierzero.relay.batches import Batch
from tierzero.relay.marking import Marker
from tierzero.relay.publisher import Published


def published(*row_ids: int) -> list[Published]:
    """Messages of a row each."""
    rows = [{"_id": row_id, "value": b"", "fact_count": 1} for row_id in row_ids]
    return [Published(Batch("topic", "key", "type", [row]), 0, 0) for row in rows]


def test_rows_are_left_out_until_they_are_marked() -> None:
    let_go, marked = threading.Event(), list[int]()

    def mark(some: Sequence[Published]) -> None:
        let_go.wait(10)
        marked.extend(row_id for one in some for row_id in one.batch.row_ids)

    marker = Marker(mark)
    marker.submit(published(1, 2))
    marker.submit(published(3))
    assert sorted(marker.unmarked()) == [1, 2, 3]
    let_go.set()
    marker.settle()
    assert marked == [1, 2, 3]
    assert marker.unmarked() == []
    marker.close()


def test_rows_whose_mark_failed_are_published_again() -> None:
    def mark(_: Sequence[Published]) -> None:
        raise AutoReconnect("the store is away")

    marker = Marker(mark)
    marker.submit(published(1))
    marker.settle()
    assert marker.unmarked() == []
    marker.close()


def test_nothing_published_is_nothing_to_mark() -> None:
    marker = Marker(lambda _: None)
    marker.submit([])
    marker.settle()
    assert marker.unmarked() == []
    marker.close()
