"""Journals are read whole and in order, from a snapshot or from what is known already."""

from collections.abc import Mapping, Sequence

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


async def test_a_number_is_taken_once(written: Store) -> None:
    with pytest.raises(Overtaken):
        async with written.transaction() as session:
            await journal.append(session, written.database, [entry("new", 1), entry("a", 8)])
    assert await read(written, {"new": 0}) == {"new": []}


async def test_the_former_index_is_gone(written: Store) -> None:
    assert set(await written.database["journal"].index_information()) == {"_id_"}
