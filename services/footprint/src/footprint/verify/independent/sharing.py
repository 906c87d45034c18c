"""Who may see a supplier's figures.

Public: everybody. Named customers: those the product names. All customers: those the supplier's
organization names; where it names none, whoever buys from it.
"""

from typing import Any

from tierzero.supplier_portal.v1.product_pb2 import (
    SHARING_ALL_CUSTOMERS,
    SHARING_NAMED_CUSTOMERS,
    SHARING_PUBLIC,
)


def shows(product: Any, maker: Any, buyer_id: str) -> bool:
    """Whether the footprints of a product are shown to somebody who buys from its maker."""
    if product is None or product.fact.withdrawn:
        return False
    return {
        SHARING_PUBLIC: True,
        SHARING_NAMED_CUSTOMERS: buyer_id in product.shared_with,
        SHARING_ALL_CUSTOMERS: serves(maker, buyer_id),
    }.get(product.sharing, False)


def serves(maker: Any, buyer_id: str) -> bool:
    """Whether somebody who buys from the maker counts as its customer."""
    if maker is None or maker.fact.withdrawn:
        return False
    customers = set(maker.customer_ids)
    return not customers or buyer_id in customers
