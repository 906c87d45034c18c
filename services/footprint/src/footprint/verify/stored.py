"""What the service has stored: inventories and lines of every buyer."""

from footprint.networks.pages import slots_of
from footprint.networks.rollups.pages import page_messages
from footprint.rollups.repository import whole_pages
from footprint.verify.oracle import Results
from tierzero.footprint.v1.inventory_pb2 import Inventory
from tierzero.store import Document, Store

_PAGES = "line_pages"
_INVENTORIES = "inventories"
_ROLL_UPS = "roll_up_pages"
_FIGURES = "roll_up_figures"


async def read_stored(store: Store) -> Results:
    """Everything in one cut. An inventory without lines states that there is nothing."""
    results = Results()
    async with store.transaction() as session:
        database = store.database
        # An audit looks at all buyers alike, so it takes no scope.
        async for one in database[_INVENTORIES].find({}, session=session):
            content = bytes(one["content"])
            inventory = Inventory.FromString(content)
            if inventory.line_count or inventory.exclusion_reason:
                key = one["organization_id"], one["category"], one["year"]
                results.inventories[key] = content
        async for page in database[_PAGES].find({}, session=session):
            for slot in slots_of(page):
                if slot.line:
                    results.lines[page["organization_id"], slot.activity_id] = slot.line
        found = database[_ROLL_UPS].find({}, session=session).sort([("year", 1), ("page", 1)])
        figures = await database[_FIGURES].find({}, session=session).to_list(None)
        for page in whole_pages(await found.to_list(None), figures):
            _add_roll_ups(results, page)
    return results


def _add_roll_ups(results: Results, page: Document) -> None:
    for roll_up in page_messages(page):
        key = page["organization_id"], roll_up.year, roll_up.product_id
        results.roll_ups[key] = roll_up.SerializeToString(deterministic=True)
