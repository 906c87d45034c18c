"""Pages of slots as documents, in columns, so that reading a network parses no message."""

from collections.abc import Iterator

from carbon.scope3.results import Method
from footprint.networks.network import Network
from footprint.networks.slots import SLOTS_PER_PAGE, Slot
from tierzero.store import Document

_COLUMNS = (
    "activity_id",
    "version",
    "category",
    "year",
    "supplier_id",
    "product_id",
    "gwp_set",
    "known_at",
)


def inventory_name(category: int, year: int) -> str:
    """How a page names an inventory that lines of it belong to."""
    return f"{category}:{year}"


def document_of(network: Network, page: int) -> Document:
    """The page as it is stored."""
    start = page * SLOTS_PER_PAGE
    slots = network.slots[start : start + SLOTS_PER_PAGE]
    inventories = {inventory_name(one.category, one.year) for one in slots if one.line}
    return {
        "_id": f"{network.id}|{page:08}",
        "page": page,
        "inventories": sorted(inventories),
        **{name: [getattr(slot, name) for slot in slots] for name in _COLUMNS},
        "classifications": [list(slot.classifications) for slot in slots],
        "method": [slot.method.value for slot in slots],
        # A single line may exceed the 63 bits of the store's integers.
        "emissions_mg": [str(slot.emissions_mg) for slot in slots],
        "activity": [slot.activity for slot in slots],
        "line": [slot.line for slot in slots],
    }


_METHODS = {method.value: method for method in Method}


def slots_of(document: Document) -> Iterator[Slot]:
    """The slots of a stored page, in their order."""
    return map(
        Slot,
        document["activity_id"],
        document["version"],
        map(bytes, document["activity"]),
        map(bytes, document["line"]),
        document["category"],
        document["year"],
        document["supplier_id"],
        document["product_id"],
        map(tuple, document["classifications"]),
        map(_METHODS.__getitem__, document["method"]),
        map(int, document["emissions_mg"]),
        document["gwp_set"],
        document["known_at"],
    )
