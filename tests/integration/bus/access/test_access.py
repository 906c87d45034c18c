"""What the manifests allow is enough for each process, and not more than it needs."""

import asyncio
import subprocess
from collections.abc import Callable

from kafka.admin import KafkaAdminClient

from tierzero import outbox
from tierzero.broker import client_options
from tierzero.settings import Settings
from tierzero.store import Session, Store
from tierzero.supplier_portal.v1.product_pb2 import Product
from tierzero.topics import PRODUCTS

Start = Callable[..., subprocess.Popen[bytes]]
Identify = Callable[[str], dict[str, str]]
WORKER = "tests/integration/bus/recording_worker.py"


async def state(store: Store, settings: Settings, identity: str) -> None:
    """Write one product fact to the outbox."""
    product = Product(name="steel")
    product.fact.id, product.fact.version = identity, 1

    async def write(session: Session) -> None:
        await outbox.append(session, store.database, PRODUCTS, settings.database_name, [product])

    await store.in_transaction(write)


async def rows(store: Store, status: str) -> int:
    """How many outbox rows have the status."""
    return await store.database[outbox.COLLECTION].count_documents({"status": status})


async def until(condition: Callable[[], object]) -> None:
    """Wait until an asynchronous condition holds."""
    async with asyncio.timeout(60):
        while not await condition():  # type: ignore[misc]
            await asyncio.sleep(0.1)


def delete_products(settings: Settings, told: dict[str, str]) -> None:
    """Delete the topic as an administrator can."""
    known = {name.removeprefix("TIERZERO_").lower(): value for name, value in told.items()}
    admin = KafkaAdminClient(**client_options(Settings(**{**settings.model_dump(), **known})))
    admin.delete_topics([PRODUCTS.name])
    admin.close()


async def test_a_relay_writes_and_a_worker_reads_what_the_table_names(
    start: Start, identity: Identify, store: Store, settings: Settings
) -> None:
    start("-m", "tierzero.relay", **identity("supplier-portal-relay"))
    start(WORKER, **identity("procurement-worker"), TIERZERO_SERVICE="procurement")
    await state(store, settings, "sheet")
    await until(lambda: store.database["seen"].find_one({"_id": "sheet"}))


async def test_a_relay_of_another_service_cannot_write_the_topic(
    start: Start, identity: Identify, store: Store, settings: Settings
) -> None:
    foreign = start("-m", "tierzero.relay", **identity("footprint-relay"))
    await state(store, settings, "forged")
    await asyncio.sleep(5)
    assert (await rows(store, outbox.PENDING), await rows(store, outbox.PUBLISHED)) == (1, 0)
    foreign.terminate()
    foreign.wait(timeout=20)
    # The row was fine: its own relay publishes it.
    start("-m", "tierzero.relay", **identity("supplier-portal-relay"))
    await until(lambda: rows(store, outbox.PUBLISHED))


async def test_a_relay_creates_its_topic_again_and_publishes_it_anew(
    start: Start, identity: Identify, store: Store, settings: Settings
) -> None:
    start("-m", "tierzero.relay", **identity("supplier-portal-relay"))
    await state(store, settings, "kept")
    await until(lambda: rows(store, outbox.PUBLISHED))
    first = await store.database[outbox.COLLECTION].find_one({})
    delete_products(settings, identity("admin"))

    async def published_again() -> bool:
        row = await store.database[outbox.COLLECTION].find_one({"status": outbox.PUBLISHED})
        return bool(row and first and row["published_at"] > first["published_at"])

    await until(published_again)
