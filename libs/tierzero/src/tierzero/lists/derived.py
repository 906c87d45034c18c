"""Fields that are stored for the sake of an order or a search, also where they came later."""

from collections.abc import Callable, Mapping
from typing import Any

from tierzero.store import Collection

Keys = list[tuple[str, int]]


async def index_derived(
    collection: Collection,
    field: str,
    keys: Keys,
    shown: tuple[str, ...],
    made: Callable[[Mapping[str, Any]], Any],
) -> None:
    """Create an index of a derived field, and the field where documents were stored without it.

    ``made`` is given the fields ``shown`` of a document; once there is the index, nothing is read.
    """
    indexes = (await collection.index_information()).values()
    if any(list(map(tuple, one["key"])) == keys for one in indexes):
        return
    projection = dict.fromkeys(shown, 1)
    async for one in collection.find({field: {"$exists": False}}, projection=projection):
        await collection.update_one({"_id": one["_id"]}, {"$set": {field: made(one)}})
    await collection.create_index(keys)
