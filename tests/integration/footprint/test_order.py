"""Through the real broker: shuffled, repeated and corrected facts give what one batch gives."""

import random

from bson import Binary

from tests.integration.footprint.stage import Stage, state
from tests.unit.footprint.big_world import facts_of, messages, world
from tierzero.footprint.v1.inventory_pb2 import Inventory
from tierzero.store import Store


async def test_shuffled_and_repeated_facts_give_the_batch_result(
    stage: Stage, store: Store
) -> None:
    names = world(stage.settings.database, seed=1)
    stated = list(facts_of(names, 1500))
    stage.start("tierzero.relay")
    stage.start("footprint.worker")
    for topic, key, envelope in messages(stated, random.Random(2)):
        await state(store, topic, [(key, envelope)])
    status, said = stage.verify(within_seconds=90)
    assert status == 0, said
    assert "stored and recomputed are the same bytes" in said
    assert "stored and independent are within the bounds" in said
    found = await store.database["inventories"].distinct("organization_id")
    assert set(found) >= set(names.buyers)
    await _falsify_a_total(store, names.buyers[0])
    status, said = stage.verify(within_seconds=0)
    assert status == 1
    assert f"inventory {names.buyers[0]}:1:2024: off by" in said, "the other code finds it as well"


async def _falsify_a_total(store: Store, buyer_id: str) -> None:
    """Change what is stored as nobody should: 1 kg more in one inventory."""
    place = {"organization_id": buyer_id, "category": 1, "year": 2024}
    found = await store.database["inventories"].find_one(place)
    assert found is not None
    inventory = Inventory.FromString(bytes(found["content"]))
    inventory.total.digits = str(int(inventory.total.digits) + 10**6)
    content = Binary(inventory.SerializeToString(deterministic=True))
    await store.database["inventories"].update_one(place, {"$set": {"content": content}})
