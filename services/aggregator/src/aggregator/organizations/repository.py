"""The only place that touches the collection of organizations."""

from collections.abc import Iterable

from tierzero.store import Database, Document

COLLECTION = "organizations"


async def named(database: Database, ids: Iterable[str]) -> list[Document]:
    """Organizations by id. Names of participants are known to all, so no scope narrows this."""
    fields = {"name": 1, "name_zh": 1, "country": 1}
    return await database[COLLECTION].find({"_id": {"$in": list(ids)}}, fields).to_list(None)
