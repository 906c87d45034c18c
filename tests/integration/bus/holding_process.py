"""A process for tests: changes a document in a transaction that it does not end."""

import asyncio
import sys

from tierzero.settings import Settings
from tierzero.store import connect


async def main(uri: str, database: str, name: str) -> None:
    """Say `open` and wait to be killed."""
    store = connect(Settings(service="holding", store=uri, database=database, replica=name))
    async with store.transaction() as session:
        changed = {"$set": {"by": "killed"}}
        await store.database["held"].update_one({"_id": 1}, changed, session=session)
        print("open", flush=True)
        await asyncio.to_thread(sys.stdin.read)


if __name__ == "__main__":
    asyncio.run(main(*sys.argv[1:]))
