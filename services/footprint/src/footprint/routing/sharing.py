"""What of a supplier's facts a network may see. The router and the networks apply the same rule.

Public: every network. Named customers: those the product names. All customers: those the supplier's
organization names, or, where it is known and names none, all who buy from it: only they have joined
its stream. Nobody, unspecified or withdrawn: no network.
"""

from collections.abc import Mapping

from tierzero.supplier_portal.v1.organization_pb2 import Organization
from tierzero.supplier_portal.v1.product_pb2 import (
    SHARING_ALL_CUSTOMERS,
    SHARING_NAMED_CUSTOMERS,
    SHARING_NOBODY,
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


def is_customer(supplier: Organization | None, network_id: str) -> bool:
    """Whether the supplier counts the buyer among its customers."""
    if supplier is None or supplier.fact.withdrawn:
        return False
    return not supplier.customer_ids or network_id in supplier.customer_ids


def product_for(product: Product, network_id: str) -> Product:
    """The product as the network may know it.

    It follows from the product's version and the network alone, never from what the supplier's
    organization says at the moment: networks hold a version once, so a version that is first taken
    back and later shown again must have been told the same way both times. Where the customers
    decide, the network is told by ``organization_for``.
    """
    is_open = product.sharing in (SHARING_PUBLIC, SHARING_ALL_CUSTOMERS)
    is_named = product.sharing == SHARING_NAMED_CUSTOMERS and network_id in product.shared_with
    shown = Product(
        supplier_id=product.supplier_id,
        sharing=product.sharing if is_open or is_named else SHARING_NOBODY,
        shared_with=[network_id] if is_named else [],
    )
    shown.fact.CopyFrom(product.fact)
    return shown


def organization_for(organization: Organization, network_id: str) -> Organization:
    """The supplier as the network may know it: whether the network is among its customers."""
    shown = Organization()
    shown.fact.CopyFrom(organization.fact)
    # An empty id instead of an empty list, which would mean that all who buy are customers.
    shown.customer_ids.append(network_id if is_customer(organization, network_id) else "")
    return shown
