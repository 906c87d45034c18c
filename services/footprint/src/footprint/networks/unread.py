"""Footprints that arrive cost nothing but their place until a purchase rests on them."""

from collections.abc import Iterable
from typing import Any

from footprint.networks.network import Network


def affected_by_footprints(network: Network, footprints: Iterable[Any]) -> set[int]:
    """Slots of the footprints' products, and of those they were of before.

    Owners do not move footprints, but where one did, the result must not depend on when it is
    learnt.
    """
    slots: set[int] = set()
    known, bought = network.book["footprints"], network.by_product
    for footprint in footprints:
        product_id = footprint.product_id
        # Not by subscript, which would leave an empty set for each product that nobody buys.
        slots.update(bought.get(product_id, ()))
        former = known.get(footprint.fact.id)
        if former is not None and former.product_id != product_id:
            slots.update(bought.get(former.product_id, ()))
    return slots
