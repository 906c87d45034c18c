"""What of a supplier's facts a network may see. The router and the networks apply the same rule.

A network is told products and organizations as they are, never as they look to it at the moment:
it holds each version once, and it judges by them for several makers at a time.

Public: every network. Named customers: those the product names. All customers: those the supplier's
organization names, or, where it is known and names none, all who buy from it: only they have joined
its stream. Nobody, unspecified or withdrawn: no network.
"""

from collections.abc import Mapping

from tierzero.supplier_portal.v1.organization_pb2 import Organization
from tierzero.supplier_portal.v1.product_pb2 import (
    SHARING_ALL_CUSTOMERS,
    SHARING_NAMED_CUSTOMERS,
    SHARING_PUBLIC,
    Product,
)


def is_visible(
    product: Product | None, organizations: Mapping[str, Organization], network_id: str
) -> bool:
    """Whether the network may see the product's footprints."""
    if product is None or product.fact.withdrawn:
        return False
    if product.sharing == SHARING_NAMED_CUSTOMERS:
        return network_id in product.shared_with
    if product.sharing == SHARING_ALL_CUSTOMERS:
        return is_customer(organizations.get(product.supplier_id), network_id)
    return product.sharing == SHARING_PUBLIC


def could_be_visible(product: Product | None, network_id: str) -> bool:
    """Whether the network would see the product for some list of the supplier's customers."""
    if product is None or product.fact.withdrawn:
        return False
    if product.sharing == SHARING_NAMED_CUSTOMERS:
        return network_id in product.shared_with
    return product.sharing in (SHARING_ALL_CUSTOMERS, SHARING_PUBLIC)


def is_usable_by(
    product: Product | None, organizations: Mapping[str, Organization], maker_id: str
) -> bool:
    """Whether a maker's bill of materials may rest on the product: its own, or shared with it."""
    if product is not None and product.supplier_id == maker_id:
        return not product.fact.withdrawn
    return is_visible(product, organizations, maker_id)


def is_customer(supplier: Organization | None, network_id: str) -> bool:
    """Whether the supplier counts the buyer among its customers."""
    if supplier is None or supplier.fact.withdrawn:
        return False
    return not supplier.customer_ids or network_id in supplier.customer_ids
