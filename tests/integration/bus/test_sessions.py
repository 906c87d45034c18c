"""What a process holds in the store is free when it has been killed, and when it has stopped."""

import subprocess
import sys
from collections.abc import AsyncIterator, Callable
from pathlib import Path

import pytest
from pymongo.errors import OperationFailure

from tierzero.settings import Settings
from tierzero.store import Store, connect, is_conflict

HERE = Path(__file__).parent
Connect = Callable[[str], Store]


@pytest.fixture
async def connected(settings: Settings) -> AsyncIterator[Connect]:
    """Connects to the test's database under a name."""
    stores: list[Store] = []

    def make(name: str) -> Store:
        stores.append(connect(settings.model_copy(update={"replica": name})))
        return stores[-1]

    yield make
    for store in stores:
        await store.close()


def begin_and_die(settings: Settings, name: str) -> None:
    """Change a document in a transaction, as a process of this name, and be killed in it."""
    command = [sys.executable, str(HERE / "holding_process.py")]
    command += [settings.store, settings.database_name, name]
    with subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE) as child:
        assert child.stdout is not None
        assert child.stdout.readline() == b"open\n"
        child.kill()


async def write(store: Store) -> None:
    """Change the same document."""
    async with store.transaction() as session:
        changed = {"$set": {"by": "successor"}}
        await store.database["held"].update_one({"_id": 1}, changed, session=session)


async def test_a_successor_frees_what_its_predecessor_held(
    settings: Settings, connected: Connect
) -> None:
    successor = connected("first")
    await successor.database["held"].insert_one({"_id": 1, "by": "nobody"})
    begin_and_die(settings, "first")
    with pytest.raises(OperationFailure) as refused:
        await write(connected("second"))
    assert is_conflict(refused.value)
    await successor.begin()
    await write(connected("second"))
    assert await successor.database["held"].find_one({}) == {"_id": 1, "by": "successor"}


async def test_what_stops_in_a_transaction_leaves_nothing_held(connected: Connect) -> None:
    stopping, other = connected("first"), connected("second")
    await other.database["held"].insert_one({"_id": 1, "by": "nobody"})
    session = await stopping.client.start_session()
    await stopping.sessions.note(session)
    session.start_transaction()
    changed = {"$set": {"by": "first"}}
    await stopping.database["held"].update_one({"_id": 1}, changed, session=session)
    with pytest.raises(OperationFailure):
        await write(other)
    await stopping.close()
    await write(other)
    assert await other.database["held"].find_one({}) == {"_id": 1, "by": "successor"}


async def test_a_session_is_noted_once_and_forgotten_by_the_successor(connected: Connect) -> None:
    store = connected("first")
    await store.database["held"].insert_one({"_id": 1, "by": "nobody"})
    for _ in range(3):
        await write(store)
    (noted,) = await store.database["processes"].find({}).to_list(None)
    assert (noted["_id"], len(noted["sessions"])) == ("first", 1)
    await connected("first").begin()
    (noted,) = await store.database["processes"].find({}).to_list(None)
    assert noted["sessions"] == []


async def test_a_process_without_a_name_notes_nothing(connected: Connect) -> None:
    store = connected("")
    await store.database["held"].insert_one({"_id": 1, "by": "nobody"})
    await write(store)
    assert await store.database["processes"].count_documents({}) == 0
