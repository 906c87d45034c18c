"""Writes to several collections stand together, whichever command they leave in."""

from collections.abc import Sequence
from typing import Any

import pytest
from pymongo.errors import PyMongoError

from tierzero.store import Session, Store, is_conflict
from tierzero.writes import Writes, write_all

MANY = 40
"""More than share a command with others."""


def numbered(count: int, kind: str) -> list[dict[str, Any]]:
    """Documents with ids."""
    return [{"_id": f"{kind}{number}", "kind": kind} for number in range(count)]


def replacing(documents: Sequence[dict[str, Any]]) -> list[tuple[dict[str, Any], dict[str, Any]]]:
    """Each in the place of that of its id."""
    return [({"_id": one["_id"]}, one) for one in documents]


async def written(store: Store, writes: Sequence[Writes]) -> None:
    """In a transaction that wrote something before."""

    async def write(session: Session) -> None:
        await store.database["first"].insert_one({}, session=session)
        await write_all(session, store, writes)

    await store.in_transaction(write)


async def kinds(store: Store, name: str) -> list[str]:
    """What a collection holds."""
    found = await store.database[name].find({}).sort("_id", 1).to_list(None)
    return sorted(one["kind"] for one in found)


@pytest.mark.parametrize("count", [1, MANY])
async def test_each_collection_gets_what_is_its_own(store: Store, count: int) -> None:
    one, other, third = (store.database[name] for name in ("one", "other", "third"))
    await other.insert_many(numbered(2, "old"))
    changed = [*numbered(2, "old"), *numbered(1, "came")]
    for document in changed:
        document["kind"] = "changed"

    await written(
        store,
        [
            Writes(one, numbered(count, "a")),
            Writes(other, (), replacing(changed)),
            Writes(one, numbered(2, "b")),
            Writes(third),
        ],
    )

    assert await kinds(store, "one") == ["a"] * count + ["b"] * 2
    assert await kinds(store, "other") == ["changed"] * 3
    assert await kinds(store, "third") == []


async def test_where_one_is_refused_none_is_written(store: Store) -> None:
    one, other = store.database["one"], store.database["other"]
    await other.insert_many(numbered(1, "taken"))

    with pytest.raises(PyMongoError):
        await written(store, [Writes(one, numbered(3, "a")), Writes(other, numbered(1, "taken"))])

    assert await kinds(store, "one") == []
    assert await store.database["first"].count_documents({}) == 0


async def test_a_collision_is_known_as_one_and_tried_again(store: Store) -> None:
    one, other = store.database["one"], store.database["other"]
    await one.insert_many(numbered(1, "a"))
    theirs = [Writes(one, (), replacing(numbered(1, "a"))), Writes(other, numbered(1, "theirs"))]
    turns, lost = 0, list[bool]()

    async def write(session: Session) -> None:
        nonlocal turns
        turns += 1
        # What the transaction sees is settled here.
        await one.find_one({}, session=session)
        if turns == 1:
            await written(store, theirs)
        mine = [{"_id": "a0", "kind": "mine"}]
        try:
            await write_all(
                session,
                store,
                [Writes(one, (), replacing(mine)), Writes(other, numbered(1, "mine"))],
            )
        except PyMongoError as error:
            lost.append(is_conflict(error))
            raise

    await store.in_transaction(write)

    assert turns == 2
    assert lost == [True]
    assert await kinds(store, "one") == ["mine"]
    assert await kinds(store, "other") == ["mine", "theirs"]
