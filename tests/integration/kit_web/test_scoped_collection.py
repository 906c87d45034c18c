"""A scoped collection on the real store: two organizations in one collection never meet."""

from collections.abc import AsyncIterator
from typing import Any

import pytest

from tierzero.settings import Settings
from tierzero.store import connect
from tierzero.tenancy import Scope, ScopedCollection, ScopeViolation

OWN, OTHER = Scope("o-1", "u-1"), Scope("o-2", "u-2")


@pytest.fixture(params=["motor", "pymongo"])
async def collection(
    request: pytest.FixtureRequest, store_uri: str, database_name: str
) -> AsyncIterator[Any]:
    settings = Settings(
        service="test", store=store_uri, database=database_name, store_driver=request.param
    )
    store = connect(settings)
    things = store.database["things"]
    await ScopedCollection(things, OWN).insert_many([{"n": 1}, {"n": 2}])
    await ScopedCollection(things, OTHER).insert_one({"n": 3})
    yield things
    await store.close()


async def numbers(collection: Any, scope: Scope) -> list[int]:
    found = ScopedCollection(collection, scope).find({}, sort=[("n", 1)])
    return [document["n"] async for document in found]


async def test_many_values_are_looked_for_in_portions(collection: Any) -> None:
    own = ScopedCollection(collection, OWN)
    found = [one["n"] async for one in own.find_among("n", [*range(1, 200), 2])]
    assert sorted(found) == [1, 2]


async def test_each_reads_its_own(collection: Any) -> None:
    own = ScopedCollection(collection, OWN)
    assert await numbers(collection, OWN) == [1, 2]
    assert await own.find_one({"n": 3}) is None
    assert await own.count_documents({}) == 2
    assert sorted(await own.distinct("n")) == [1, 2]
    summed = await own.aggregate([{"$group": {"_id": None, "sum": {"$sum": "$n"}}}])
    assert [document["sum"] for document in summed] == [3]


async def test_each_changes_its_own(collection: Any) -> None:
    own = ScopedCollection(collection, OWN)
    await own.update_many({}, {"$inc": {"n": 10}})
    assert (await own.update_one({"n": 3}, {"$set": {"n": 0}})).matched_count == 0
    assert await own.find_one_and_update({"n": 3}, {"$set": {"n": 0}}) is None
    assert (await own.delete_many({"n": 3})).deleted_count == 0
    await own.replace_one({"n": 11}, {"n": 21})
    await own.replace_many([({"n": 12}, {"n": 22}), ({"n": 9}, {"n": 23})])
    assert (await own.delete_one({"n": 21})).deleted_count == 1
    assert await numbers(collection, OWN) == [22, 23]
    assert await numbers(collection, OTHER) == [3]


async def test_nobody_writes_for_another(collection: Any) -> None:
    own = ScopedCollection(collection, OWN)
    with pytest.raises(ScopeViolation):
        await own.insert_one({"n": 4, "organization_id": "o-2"})
    with pytest.raises(ScopeViolation):
        await own.update_one({"n": 1}, {"$set": {"organization_id": "o-2"}})
    assert await numbers(collection, OTHER) == [3]


async def test_a_known_id_of_another_is_of_no_use(collection: Any) -> None:
    stolen = await ScopedCollection(collection, OTHER).find_one({})
    assert stolen
    own = ScopedCollection(collection, OWN)
    assert await own.find_one({"_id": stolen["_id"]}) is None
    assert (await own.delete_one({"_id": stolen["_id"]})).deleted_count == 0
