"""A buyer's accounting policy as programs and the bus see it."""

from typing import Any

from bus import facts_on, latest

from tierzero.topics import INVENTORY_POLICIES

ADDRESS = "/api/v1/inventory-policy"


def published(world: Any, buyer: str) -> Any:
    """The buyer's policy on the bus."""
    return latest(facts_on(world.settings.broker, INVENTORY_POLICIES)).get(buyer)
