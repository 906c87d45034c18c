"""The collection ``list_cuts``: where lists of an organization are cut into short spans."""

from collections.abc import Sequence

from pymongo.errors import PyMongoError

from tierzero.store import Database, is_conflict, is_duplicate
from tierzero.tenancy import Scope, ScopedCollection

from .spans import Cut, merged

COLLECTION = "list_cuts"


async def known(database: Database, scope: Scope, name: str) -> list[Cut]:
    """The cuts of a list, in order."""
    found = await _collection(database, scope).find_one({"_id": _id(scope, name)})
    if found is None:
        return []
    pairs = zip(found["values"], found["ids"], strict=True)
    return merged([], [Cut(value, identity) for value, identity in pairs])


async def learn(
    database: Database, scope: Scope, name: str, held: Sequence[Cut], more: Sequence[Cut]
) -> list[Cut]:
    """Keep further cuts and return all; what two learn at once, one of them learns again."""
    cuts = merged(held, more)
    identity = _id(scope, name)
    document = {
        "_id": identity,
        "values": [one.value for one in cuts],
        "ids": [one.id for one in cuts],
    }
    try:
        await _collection(database, scope).replace_one({"_id": identity}, document, upsert=True)
    except PyMongoError as error:
        if not (is_duplicate(error) or is_conflict(error)):
            raise
    return cuts


def _collection(database: Database, scope: Scope) -> ScopedCollection:
    return ScopedCollection(database[COLLECTION], scope)


def _id(scope: Scope, name: str) -> str:
    return f"{scope.organization_id}/{name}"
