"""A worker for tests: keeps the newest version of each product, and refuses some by their name."""

from collections.abc import Sequence

from tierzero.agents import Consumer, Delivery, Unusable, run_worker
from tierzero.settings import Settings
from tierzero.store import Store
from tierzero.topics import PRODUCTS


async def wire(settings: Settings, store: Store) -> Sequence[Consumer]:
    """One consumer of products; a product of another test's supplier is none of our business."""
    seen = store.database["seen"]

    async def record(delivery: Delivery) -> None:
        if delivery.key != settings.database_name:
            return
        for product in delivery.facts:
            await _refuse(product.name)
            await _keep(product)

    async def _refuse(name: str) -> None:
        mended = await store.database["mended"].find_one({})
        if name == "unusable" and not mended:
            raise Unusable("refused", "the name is not allowed")
        if name == "crash":
            raise RuntimeError("a fault in the handler")

    async def _keep(product: object) -> None:
        fact = product.fact  # type: ignore[attr-defined]
        known = await seen.find_one({"_id": fact.id})
        if known is None:
            await seen.insert_one({"_id": fact.id, "version": fact.version, "times": 1})
        elif known["version"] < fact.version:
            await seen.update_one({"_id": fact.id}, {"$set": {"version": fact.version}})

    return [Consumer(PRODUCTS, record)]


if __name__ == "__main__":
    run_worker(Settings(), wire)  # type: ignore[call-arg]
