"""Through the real broker: shuffled, repeated and corrected facts give what one batch gives."""

import random

from tests.integration.footprint.stage import Stage, state
from tests.unit.footprint.big_world import facts_of, messages, world
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
    found = await store.database["inventories"].distinct("organization_id")
    assert set(found) >= set(names.buyers)
