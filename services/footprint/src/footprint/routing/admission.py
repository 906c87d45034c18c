"""Which facts get in: what no network could use is refused here, with its reason."""

from typing import Any

from carbon.classifications import normal_form
from footprint.bundles import Bundle
from footprint.routing.reduction import (
    reduced_bill,
    reduced_footprints,
    reduced_organization,
    reduced_product,
)
from footprint.values import (
    activity_from_message,
    bill_from_message,
    check_footprint,
    emission_factor_from_message,
    exchange_rate_from_message,
    policy_from_message,
    price_index_from_message,
    purchase_from_message,
    supplier_emissions_from_message,
)
from footprint.values.reading import text
from tierzero.agents import Unusable


def admitted_products(envelope: Any) -> Bundle:
    """Products with their supplier; raises Unusable."""
    for product in envelope.facts:
        text(product.supplier_id, "supplier_id")
    return Bundle(products=map(reduced_product, envelope.facts))


def admitted_organizations(envelope: Any) -> Bundle:
    """Organizations; their identity is checked already."""
    return Bundle(organizations=map(reduced_organization, envelope.facts))


def admitted_footprints(envelope: Any) -> Bundle:
    """Footprints that can be computed with; raises Unusable."""
    shown = reduced_footprints(envelope)
    for footprint in shown:
        check_footprint(footprint)
    return Bundle(footprints=shown)


def admitted_bills(envelope: Any) -> Bundle:
    """Bills of materials that can be computed with; raises Unusable."""
    for bill in envelope.facts:
        bill_from_message(bill)
    return Bundle(bills_of_materials=map(reduced_bill, envelope.facts))


def admitted_activities(envelope: Any) -> Bundle:
    """Activities that can be computed with, and withdrawn ones; raises Unusable."""
    for activity in envelope.facts:
        text(activity.buyer_id, "buyer_id")
        if not activity.fact.withdrawn:
            _check_activity(activity)
    return Bundle(activities=envelope.facts)


def _check_activity(activity: Any) -> None:
    is_purchase = activity.WhichOneof("detail") == "purchase"
    read = purchase_from_message if is_purchase else activity_from_message
    read(activity)


def admitted_policies(envelope: Any) -> Bundle:
    """Policies that inventories can follow; raises Unusable."""
    for policy in envelope.facts:
        policy_from_message(policy)
    return Bundle(policies=envelope.facts)


def admitted_supplier_emissions(envelope: Any) -> Bundle:
    """Suppliers' own emissions that can be allocated; raises Unusable."""
    for stated in envelope.facts:
        supplier_emissions_from_message(stated)
    return Bundle(supplier_emissions=envelope.facts)


def admitted_reference(envelope: Any) -> Bundle:
    """Factors, rates and indices that can be computed with; raises Unusable."""
    for factor in envelope.facts:
        emission_factor_from_message(factor)
        if not normal_form(factor.classification):
            raise Unusable("invalid-classification", f"{factor.classification[:80]!r} is no URN")
    for rate in envelope.exchange_rates:
        exchange_rate_from_message(rate)
    for index in envelope.price_indices:
        price_index_from_message(index)
    return Bundle(
        factors=envelope.facts,
        exchange_rates=envelope.exchange_rates,
        price_indices=envelope.price_indices,
    )
