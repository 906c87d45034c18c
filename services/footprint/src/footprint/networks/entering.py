"""Entering facts into a network, and finding the slots whose line they can change."""

from collections.abc import Callable, Mapping
from typing import Any

from carbon.classifications import normal_form
from carbon.scope3.results import Method
from footprint.bundles import OTHERS, enter
from footprint.networks.network import Network
from footprint.networks.rollups import bills
from footprint.networks.unread import Unread, affected_by_footprints, enter_footprints
from footprint.values import (
    Policy,
    bill_from_message,
    emission_factor_from_message,
    exchange_rate_from_message,
    policy_from_message,
    price_index_from_message,
    supplier_emissions_from_message,
)


def enter_facts(network: Network, unread: Unread) -> set[int]:
    """Enter news other than activities; return the slots that must be priced again."""
    news = unread.news
    affected = _affected(network, unread)
    _drop_shared(network, unread)
    enter(network.book, news, OTHERS)
    enter_footprints(network, unread)
    for kind, enter_value in _VALUES.items():
        for fact in getattr(news, kind):
            enter_value(network, fact)
    return affected


def _suppliers(unread: Unread) -> set[str]:
    """Whose products or footprints are news."""
    return {*(one.supplier_id for one in unread.news.products), *unread.suppliers}


def _drop_shared(network: Network, unread: Unread) -> None:
    organizations = (one.fact.id for one in unread.news.organizations)
    for supplier_id in (*_suppliers(unread), *organizations):
        network.shared.pop(supplier_id, None)


def _affected(network: Network, unread: Unread) -> set[int]:
    slots, news = set[int](), unread.news
    for organization in news.organizations:
        slots |= network.by_supplier[organization.fact.id]
    for product in news.products:
        slots |= _of_product(network, product.fact.id)
    slots |= affected_by_footprints(network, unread)
    for supplier_id in _suppliers(unread):
        slots |= _on_average(network, supplier_id)
    for stated in news.supplier_emissions:
        slots |= _without_footprint(network, stated.supplier_id)
    if any(_prices_anew(network, policy) for policy in news.policies):
        slots.update(index for index, slot in enumerate(network.slots) if slot.line)
    for factor in news.factors:
        slots |= _on_factors(network, normal_form(factor.classification))
    if news.exchange_rates or news.price_indices:
        slots |= _on_money(network)
    return slots


def _prices_anew(network: Network, policy: Any) -> bool:
    """A policy that only reports a year, or gives another reason, changes no line."""
    stated = Policy() if policy.fact.withdrawn else policy_from_message(policy)
    return stated.pricing != network.policy.pricing


def _of_product(network: Network, product_id: str) -> set[int]:
    return network.by_product.get(product_id, set())


def _on_average(network: Network, supplier_id: str) -> set[int]:
    """Any product of a supplier can change its average, which only those without own footprint
    use."""
    return network.by_supplier[supplier_id] - network.by_method[Method.SUPPLIER_SPECIFIC]


def _on_factors(network: Network, classification: str) -> set[int]:
    better = (Method.SUPPLIER_SPECIFIC, Method.SUPPLIER_AVERAGE)
    return network.by_class[classification].difference(*(network.by_method[one] for one in better))


def _on_money(network: Network) -> set[int]:
    """Spend, what might become spend, and what is or might be allocated by revenue."""
    slots = network.by_method[Method.SPEND_BASED] | network.by_method[Method.UNRESOLVED]
    for supplier_id in network.supplier_emissions:
        slots |= _without_footprint(network, supplier_id)
    return slots


def _without_footprint(network: Network, supplier_id: str) -> set[int]:
    better = (Method.SUPPLIER_SPECIFIC, Method.SUPPLIER_AVERAGE)
    return network.by_supplier[supplier_id].difference(*(network.by_method[one] for one in better))


def _enter_factor(network: Network, fact: Any) -> None:
    held = network.factors[normal_form(fact.classification)]
    if fact.fact.withdrawn:
        held.pop(fact.fact.id, None)
    else:
        held[fact.fact.id] = emission_factor_from_message(fact)


def _enter_rate(network: Network, fact: Any) -> None:
    if fact.fact.withdrawn:
        network.rates.pop(fact.fact.id, None)
    else:
        network.rates[fact.fact.id] = exchange_rate_from_message(fact)


def _enter_index(network: Network, fact: Any) -> None:
    if fact.fact.withdrawn:
        network.indices.pop(fact.fact.id, None)
    else:
        network.indices[fact.fact.id] = price_index_from_message(fact)


def _enter_emissions(network: Network, fact: Any) -> None:
    held = network.supplier_emissions[fact.supplier_id]
    if fact.fact.withdrawn:
        held.pop(fact.fact.id, None)
    else:
        held[fact.fact.id] = supplier_emissions_from_message(fact)


def _enter_bill(network: Network, fact: Any) -> None:
    if fact.fact.withdrawn:
        bills.remove(network.bills, fact.fact.id)
    else:
        bills.put(network.bills, bill_from_message(fact))


def _enter_policy(network: Network, fact: Any) -> None:
    network.policy = Policy() if fact.fact.withdrawn else policy_from_message(fact)


_VALUES: Mapping[str, Callable[[Network, Any], None]] = {
    "factors": _enter_factor,
    "exchange_rates": _enter_rate,
    "price_indices": _enter_index,
    "supplier_emissions": _enter_emissions,
    "policies": _enter_policy,
    "bills_of_materials": _enter_bill,
}
