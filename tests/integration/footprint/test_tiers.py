"""Through real broker and processes: inventories follow what the lowest tier corrects."""

import asyncio
import re
import time
from typing import Any

from footprint.networks.rollups.pages import page_messages
from footprint.rollups.repository import whole_pages
from footprint.settings import FootprintSettings
from tests.integration.footprint.stage import Stage, state
from tests.unit.footprint import facts
from tests.unit.footprint.bills import bill, part
from tierzero.facts.roll_ups import places_of
from tierzero.footprint.v1.inventory_pb2 import Inventory
from tierzero.footprint.v1.roll_up_pb2 import RollUp, RollUpsChanged
from tierzero.store import Store
from tierzero.supplier_portal.v1.product_pb2 import SHARING_NAMED_CUSTOMERS
from tierzero.topics import (
    ACTIVITIES,
    BILLS_OF_MATERIALS,
    FOOTPRINTS,
    PRODUCTS,
    ROLL_UPS,
    Topic,
)


async def _state(store: Store, topic: Topic, key: str, fact: Any) -> None:
    await state(store, topic, [(key, topic.envelope(facts=[fact]))])


async def _total(store: Store, buyer: str) -> str:
    found = await store.database["inventories"].find_one({"organization_id": buyer})
    return Inventory.FromString(bytes(found["content"])).total.digits if found else ""


async def _wait_for(store: Store, buyer: str, digits: str) -> float:
    began = time.monotonic()
    async with asyncio.timeout(60):
        while await _total(store, buyer) != digits:
            await asyncio.sleep(0.02)
    return time.monotonic() - began


async def _set_up(store: Store, prefix: str) -> None:
    """Three makers in a row, each the only one that sees what it uses; bills come first."""
    car, door, steel = (f"{prefix}-{name}" for name in ("car", "door", "steel"))
    maker, joiner, mill = (f"{prefix}-{name}" for name in ("maker", "joiner", "mill"))
    made = bill(car, [part(door, "2", joiner)], maker, own="1")
    await _state(store, BILLS_OF_MATERIALS, maker, made)
    bought = facts.purchase(f"{prefix}-a", car, "10", f"{prefix}-b", maker)
    await _state(store, ACTIVITIES, f"{prefix}-b", bought)
    await _state(store, BILLS_OF_MATERIALS, joiner, bill(door, [part(steel, "3", mill)], joiner))
    sharing = SHARING_NAMED_CUSTOMERS
    await _state(store, PRODUCTS, mill, facts.product(steel, mill, sharing, [joiner]))
    await _state(store, FOOTPRINTS, mill, facts.footprint(f"{prefix}-f", steel, "2", mill))
    await _state(store, PRODUCTS, joiner, facts.product(door, joiner, sharing, [maker]))
    await _state(store, PRODUCTS, maker, facts.product(car, maker, sharing, [f"{prefix}-b"]))


async def test_a_corrected_footprint_reaches_the_inventory_through_three_tiers(
    stage: Stage, store: Store, settings: FootprintSettings
) -> None:
    prefix = settings.database
    buyer = f"{prefix}-b"
    stage.start("tierzero.relay")
    worker = stage.start("footprint.worker")
    await _set_up(store, prefix)
    # 10 × (1 + 2 × 3 × 2) kg
    await _wait_for(store, buyer, "130000000")
    corrected = facts.footprint(f"{prefix}-f", f"{prefix}-steel", "1.5", f"{prefix}-mill", 2)
    await _state(store, FOOTPRINTS, f"{prefix}-mill", corrected)
    await _wait_for(store, buyer, "100000000")
    stage.kill(worker)
    stage.start("footprint.worker")
    again = facts.footprint(f"{prefix}-f", f"{prefix}-steel", "1", f"{prefix}-mill", 4)
    await _state(store, FOOTPRINTS, f"{prefix}-mill", again)
    await _wait_for(store, buyer, "70000000")
    car = f"{prefix}-car"
    assert await _stated(store, buyer) == [(car, 13.0), (car, 10.0), (car, 7.0)]
    (shown,) = await _shown(store, buyer)
    assert (shown.product_id, shown.value) == (f"{prefix}-car", 7.0)
    status, said = stage.verify(within_seconds=60)
    assert status == 0, said
    # The broker is shared: other tests' bills are recomputed too.
    assert re.search(r"bills of materials: [1-9]", said), said


async def _stated(store: Store, buyer: str) -> list[tuple[str, float]]:
    """Figures on the topic, in their order."""
    rows = store.database["outbox"].find({"topic": ROLL_UPS.name, "key": buyer}).sort("_id", 1)
    envelopes = [RollUpsChanged.FromString(bytes(row["value"])) async for row in rows]
    names = [name for envelope in envelopes for one in envelope.rosters for name in one.product_ids]
    return [
        (names[place], value)
        for envelope in envelopes
        for change in envelope.changes
        for place, value in zip(places_of(change), change.values, strict=True)
    ]


async def _shown(store: Store, buyer: str) -> list[RollUp]:
    wanted, database = {"organization_id": buyer}, store.database
    pages = await database["roll_up_pages"].find(wanted).to_list(None)
    figures = await database["roll_up_figures"].find(wanted).to_list(None)
    return [one for page in whole_pages(pages, figures) for one in page_messages(page)]
