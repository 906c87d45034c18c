"""The events that facts came in."""

from collections.abc import Mapping
from typing import Any

from tierzero.footprint.v1.origin_pb2 import Origin
from tierzero.topics import (
    ACTIVITIES,
    FACTORS,
    FOOTPRINTS,
    INVENTORIES,
    INVENTORY_POLICIES,
    SUPPLIER_EMISSIONS,
    Topic,
)

_PLACES: Mapping[str, tuple[Topic, str]] = {
    "Activity": (ACTIVITIES, "buyer_id"),
    "EmissionFactor": (FACTORS, ""),
    "ExchangeRate": (FACTORS, ""),
    "PriceIndex": (FACTORS, ""),
    "Footprint": (FOOTPRINTS, "supplier_id"),
    "SupplierEmissions": (SUPPLIER_EMISSIONS, "supplier_id"),
    "InventoryPolicy": (INVENTORY_POLICIES, "buyer_id"),
    "Inventory": (INVENTORIES, "buyer_id"),
}
"""Message → its topic, and the field that is the event's key where the fact has it."""


def origin_of(fact: Any) -> Origin:
    """Topic, type and key of the event that states the fact in its version."""
    topic, key = _PLACES[type(fact).__name__]
    return Origin(
        topic=topic.name,
        event_type=topic.event_type,
        key=getattr(fact, key) if key else "",
        fact=fact.fact,
    )
