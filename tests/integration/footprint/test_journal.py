"""Journals are read whole and in order, from a snapshot or from what is known already."""

from collections.abc import Mapping, Sequence
from datetime import timedelta

import pytest

from footprint import journal
from footprint.journal import Entry, Overtaken
from tierzero.store import Store

# A stream's name may look like the id of another's entry.
LENGTHS = {"one": 1, "a": 8, "a|000000000003": 9, "long": 700}


def entry(stream: str, number: int) -> Entry:
    """An entry that says which it is."""
    return Entry(stream, number, f"{stream} {number} ".encode(), (f"member {number}",))


@pytest.fixture
async def written(store: Store) -> Store:
    """A store with a few journals, in a database that an earlier release has begun."""
    await store.database["journal"].create_index([("stream", 1), ("sequence", 1)])
    await journal.prepare(store.database)
    entries = [entry(name, 1 + number) for name, most in LENGTHS.items() for number in range(most)]
    async with store.transaction() as session:
        await journal.append(session, store.database, entries)
    return store


async def read(store: Store, known: Mapping[str, int]) -> dict[str, list[Entry]]:
    """In a transaction of its own."""
    async with store.transaction() as session:
        return await journal.read(session, store.database, known)


def numbered(name: str, numbers: Sequence[int]) -> list[Entry]:
    """What should be read."""
    return [entry(name, number) for number in numbers]


async def test_what_is_not_known_is_read_in_order(written: Store) -> None:
    found = await read(written, {"one": 0, "a": 0, "a|000000000003": 3, "long": 690, "none": 0})
    assert found == {
        "one": numbered("one", [1]),
        "a": numbered("a", range(1, 9)),
        "a|000000000003": numbered("a|000000000003", range(4, 10)),
        "long": numbered("long", range(691, 701)),
        "none": [],
    }
    assert await read(written, {"long": 0}) == {"long": numbered("long", range(1, 701))}
    assert await read(written, {"one": 1}) == {"one": []}


async def test_reading_begins_with_a_snapshot(written: Store) -> None:
    await journal.write_snapshot(written, "long", 650, [b"all", b" there is"], ["everybody"])
    found = await read(written, {"long": 0, "one": 0})
    snapshot = Entry("long", 650, b"all there is", ("everybody",))
    assert found["long"] == [snapshot, *numbered("long", range(651, 701))]
    assert found["one"] == numbered("one", [1])


async def parts_of(store: Store) -> set[str]:
    """Generations of which parts are stored."""
    found = await store.database["journal_snapshot_parts"].find({}).to_list(None)
    return {one["generation"] for one in found}


async def test_what_is_large_lies_in_parts_that_go_with_the_next(
    written: Store, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("footprint.journal.stored._PART_BYTES", 10)
    await journal.write_snapshot(written, "long", 600, [b"too much", b" for one"], [], b"x" * 25)
    (former,) = await parts_of(written)
    found = (await read(written, {"long": 599}))["long"]
    assert found[0] == entry("long", 600), "who knows the stream needs no snapshot"
    for number, filed in ((600, b"x" * 25), (650, b"y" * 35)):
        async with written.transaction() as session:
            found = await journal.read(session, written.database, {"long": 0}, is_filed=True)
        assert found["long"][0] == Entry("long", number, b"too much for one", (), filed)
        assert (await read(written, {"long": 0}))["long"][0].filed == b""
        await journal.write_snapshot(
            written, "long", 650, [b"too much", b" for one"], [], b"y" * 35
        )
    assert len(await parts_of(written)) == 1
    assert former not in await parts_of(written)


async def test_a_crash_while_parts_are_written_leaves_the_former_snapshot(
    written: Store, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("footprint.journal.stored._PART_BYTES", 10)
    await journal.write_snapshot(written, "long", 600, [b"too much", b" for one"], ["all"])

    async def crash(*_: object) -> None:
        raise ConnectionError

    with monkeypatch.context() as crashing:
        crashing.setattr("footprint.journal.stored._point", crash)
        with pytest.raises(ConnectionError):
            await journal.write_snapshot(written, "long", 650, [b"much more"], [], b"filed")
    snapshot = Entry("long", 600, b"too much for one", ("all",))
    assert (await read(written, {"long": 0}))["long"][0] == snapshot
    assert len(await parts_of(written)) == 2
    monkeypatch.setattr("footprint.journal.stored._ABANDONED", -timedelta(hours=1))
    await journal.write_snapshot(written, "long", 700, [b"small"], [])
    assert (await read(written, {"long": 0}))["long"] == [Entry("long", 700, b"small")]
    assert await parts_of(written) == set()


async def test_without_all_its_parts_a_snapshot_counts_as_none(
    written: Store, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("footprint.journal.stored._PART_BYTES", 10)
    await journal.write_snapshot(written, "long", 600, [b"too much", b" for one"], ["all"])
    await written.database["journal_snapshot_parts"].delete_one({})
    assert await read(written, {"long": 0}) == {"long": numbered("long", range(1, 701))}


async def test_a_snapshot_of_a_former_release_is_read_and_replaced(written: Store) -> None:
    own = written.database["journal_snapshots"]
    for part, facts in enumerate((b"in ", b"parts")):
        place = {"_id": f"long|{part:06}", "stream": "long", "part": part, "sequence": 650}
        await own.insert_one({**place, "facts": facts, "members": ["all"] if not part else []})
    found = await read(written, {"long": 0})
    assert found["long"][0] == Entry("long", 650, b"in parts", ("all",))
    await journal.write_snapshot(written, "long", 700, [b"anew"], [])
    assert await read(written, {"long": 0}) == {"long": [Entry("long", 700, b"anew")]}


async def test_a_number_is_taken_once(written: Store) -> None:
    with pytest.raises(Overtaken):
        async with written.transaction() as session:
            await journal.append(session, written.database, [entry("new", 1), entry("a", 8)])
    assert await read(written, {"new": 0}) == {"new": []}


async def test_the_former_index_is_gone(written: Store) -> None:
    assert set(await written.database["journal"].index_information()) == {"_id_"}
