"""Pages of slots as documents, in columns, so that reading a network parses no message.

The columns of a page are one value for the store: it looks into none of them but the ids, and a
document of two thousand values costs it several times as much to take in and to give back. Pages
of earlier releases have each column as a field of its own.
"""

from collections.abc import Iterator, Mapping
from operator import attrgetter
from typing import Any

import bson
from bson import Binary

from carbon.scope3.results import Method
from footprint.networks.network import Network
from footprint.networks.slots import SLOTS_PER_PAGE, Slot
from tierzero.store import Document

_COLUMNS = (
    "version",
    "category",
    "year",
    "supplier_id",
    "product_id",
    "gwp_set",
    "known_at",
    "activity",
    "line",
)
_READERS = {name: attrgetter(name) for name in _COLUMNS}


def inventory_name(category: int, year: int) -> str:
    """How a page names an inventory that lines of it belong to."""
    return f"{category}:{year}"


def document_of(network: Network, page: int) -> Document:
    """The page as it is stored."""
    start = page * SLOTS_PER_PAGE
    slots = network.slots[start : start + SLOTS_PER_PAGE]
    inventories = {(one.category, one.year) for one in slots if one.line}
    columns: Document = {
        **{name: list(map(reader, slots)) for name, reader in _READERS.items()},
        "classifications": [slot.classifications for slot in slots],
        "method": [slot.method.value for slot in slots],
        # A single line may exceed the 63 bits of the store's integers.
        "emissions_mg": [str(slot.emissions_mg) for slot in slots],
    }
    return {
        "_id": f"{network.id}|{page:08}",
        "page": page,
        "inventories": sorted(inventory_name(*one) for one in inventories),
        "activity_id": [slot.activity_id for slot in slots],
        "columns": Binary(bson.encode(columns)),
    }


_METHODS = {method.value: method for method in Method}


def slots_of(document: Document) -> Iterator[Slot]:
    """The slots of a stored page, in their order."""
    columns: Mapping[str, Any] = document
    if "columns" in document:
        columns = bson.decode(document["columns"])
    return map(
        Slot,
        document["activity_id"],
        columns["version"],
        map(bytes, columns["activity"]),
        map(bytes, columns["line"]),
        columns["category"],
        columns["year"],
        columns["supplier_id"],
        columns["product_id"],
        map(tuple, columns["classifications"]),
        map(_METHODS.__getitem__, columns["method"]),
        map(int, columns["emissions_mg"]),
        columns["gwp_set"],
        columns["known_at"],
    )
