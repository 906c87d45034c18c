"""What cannot be used is parked with its reason, alone; what comes too early waits."""

import asyncio
from typing import Any

from footprint.networks.pages import slots_of
from tests.integration.footprint.stage import Stage, state
from tests.unit.footprint import facts
from tierzero.procurement.v1.activity_pb2 import ActivitiesRecorded
from tierzero.procurement.v1.factor_pb2 import FactorsPublished
from tierzero.store import Store
from tierzero.supplier_portal.v1.footprint_pb2 import FootprintsStated
from tierzero.supplier_portal.v1.product_pb2 import ProductsStated
from tierzero.topics import ACTIVITIES, FACTORS, FOOTPRINTS, PRODUCTS


def _poisoned(buyer: str, supplier: str) -> ActivitiesRecorded:
    def bought(name: str, **more: Any) -> Any:
        return facts.purchase(f"{buyer}-{name}", f"{supplier}-coil", buyer=buyer, **more)

    stated = [
        bought("good", supplier=supplier),
        bought("negative", quantity="-1", supplier=supplier),
        bought("unit", unit="bushels", supplier=supplier),
        bought("number", quantity="ten", supplier=supplier),
        bought("nobody", supplier=""),
        bought("fine", supplier=supplier),
    ]
    ownerless = bought("ownerless", supplier=supplier)
    ownerless.buyer_id = ""
    wrong = bought("category", supplier=supplier)
    wrong.category = 7
    return ActivitiesRecorded(facts=[*stated, ownerless, wrong])


async def test_each_fact_at_fault_is_parked_with_its_reason_and_the_rest_counts(
    stage: Stage, store: Store
) -> None:
    prefix = stage.settings.database
    buyer, supplier = f"{prefix}-b", f"{prefix}-s"
    stage.start("tierzero.relay")
    stage.start("footprint.worker")
    unitless = facts.footprint(f"{prefix}-f0", f"{supplier}-coil", "1", supplier, unit=0)  # type: ignore[arg-type]
    good = facts.footprint(f"{prefix}-f1", f"{supplier}-coil", "2", supplier)
    early = FootprintsStated(facts=[unitless, good])
    await state(store, FOOTPRINTS, [(supplier, early)])
    await state(store, ACTIVITIES, [(buyer, _poisoned(buyer, supplier))])
    factor = facts.average_factor(f"{prefix}-e", "steel", "1")
    await state(store, FACTORS, [(prefix, FactorsPublished(facts=[factor]))])
    product = facts.product(f"{supplier}-coil", supplier)
    await state(store, PRODUCTS, [(supplier, ProductsStated(facts=[product]))])

    async def parked() -> set[str]:
        keys = {"$in": [name.encode() for name in (buyer, supplier, prefix)]}
        letters = store.database["dead_letters"].find({"key": keys})
        return {letter["reason_code"] async for letter in letters}

    wanted = {
        "negative-quantity",
        "unknown-unit",
        "invalid-decimal",
        "missing-field",
        "wrong-category",
        "invalid-classification",
    }
    async with asyncio.timeout(60):
        while not await parked() >= wanted:
            await asyncio.sleep(0.1)
    status, said = stage.verify(within_seconds=60)
    assert status == 0, said
    page = await store.database["line_pages"].find_one({"organization_id": buyer})
    slots = [(slot.activity_id, slot.emissions_mg) for slot in slots_of(page)]
    assert slots == [(f"{buyer}-good", 20_000_000), (f"{buyer}-fine", 20_000_000)]
