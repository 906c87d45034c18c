"""Pricing activities with what their network knows."""

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass

from carbon.scope3.activities import Activity as Operation
from carbon.scope3.activities import mentioned_classes, price_activity
from carbon.scope3.averages import Footprints, footprints_of
from carbon.scope3.gwp_policy import footprints_in_set, refusing_other_sets, stated_in_set
from carbon.scope3.inputs import EmissionFactor, FootprintValue, Purchase, SupplierEmissions
from carbon.scope3.lines import price_purchase
from carbon.scope3.results import LineResult, Method
from footprint.networks.factors import factors_for
from footprint.networks.network import Network
from footprint.networks.rollups.pricing import Calculated, calculated_for, calculated_in_set
from footprint.routing.sharing import is_customer, is_visible
from footprint.values import OtherGwpSets


@dataclass(frozen=True)
class Sources:
    """What a purchase may be priced with."""

    footprints: Footprints
    factors: Iterable[EmissionFactor]
    supplier_emissions: Sequence[SupplierEmissions]
    calculated: Calculated


@dataclass(frozen=True)
class _Factors:
    """Factors of some classes, looked for when they are asked for: a footprint needs none."""

    network: Network
    classifications: Sequence[str]

    def __iter__(self) -> Iterator[EmissionFactor]:
        return iter(factors_for(self.network, self.classifications))


Admission = Callable[[Network, Purchase, Iterable[FootprintValue]], Sources]


def price(network: Network, purchase: Purchase) -> LineResult:
    """The best method that applies, with the sources that the policy admits."""
    result = _price_in_steps(network, purchase, _all_sources)
    if network.policy.other_gwp_sets is OtherGwpSets.NOTED:
        return result
    return refusing_other_sets(result, lambda: _price_in_steps(network, purchase, _own_set))


def price_operation(network: Network, operation: Operation) -> LineResult:
    """An activity other than a purchase, with the factors that the policy admits."""
    factors = factors_for(network, mentioned_classes(operation.detail))
    result = _price_operation(network, operation, factors)
    policy = network.policy
    if policy.other_gwp_sets is OtherGwpSets.NOTED:
        return result
    own = stated_in_set(factors, policy.gwp_set)
    return refusing_other_sets(result, lambda: _price_operation(network, operation, own))


def _price_operation(
    network: Network, operation: Operation, factors: Iterable[EmissionFactor]
) -> LineResult:
    rates, indices = network.rates.values(), network.indices.values()
    return price_activity(operation, factors, rates, indices, network.policy.gwp_set)


def _price_in_steps(network: Network, purchase: Purchase, admit: Admission) -> LineResult:
    """The supplier's other products matter only where the product's own footprints give no line."""
    own = tuple(_visible(network, purchase.supplier_id, purchase.product_id))
    result = _price(network, purchase, admit(network, purchase, own))
    if result.method is Method.SUPPLIER_SPECIFIC:
        return result
    shared = shared_footprints(network, purchase.supplier_id)
    if len(shared) == len(own):
        return result
    return _price(network, purchase, admit(network, purchase, shared))


def _price(network: Network, purchase: Purchase, sources: Sources) -> LineResult:
    return price_purchase(
        purchase,
        sources.footprints,
        sources.factors,
        network.rates.values(),
        network.indices.values(),
        network.policy.gwp_set,
        sources.supplier_emissions,
        sources.calculated,
    )


def _all_sources(
    network: Network, purchase: Purchase, footprints: Iterable[FootprintValue]
) -> Sources:
    return Sources(
        footprints_of(footprints),
        _Factors(network, purchase.classifications),
        visible_emissions(network, purchase.supplier_id),
        calculated_for(network, purchase),
    )


def _own_set(network: Network, purchase: Purchase, footprints: Iterable[FootprintValue]) -> Sources:
    known, gwp_set = _all_sources(network, purchase, footprints), network.policy.gwp_set
    return Sources(
        footprints_of(footprints_in_set(known.footprints, gwp_set)),
        stated_in_set(known.factors, gwp_set),
        stated_in_set(known.supplier_emissions, gwp_set),
        calculated_in_set(known.calculated, gwp_set),
    )


def visible_emissions(network: Network, supplier_id: str) -> list[SupplierEmissions]:
    """What the supplier says of its own emissions, where the buyer is its customer."""
    if not is_customer(network.book["organizations"].get(supplier_id), network.id):
        return []
    return [*network.supplier_emissions[supplier_id].values()]


def shared_footprints(network: Network, supplier_id: str) -> Footprints:
    """The supplier's footprints of all products that are shared with the network."""
    if supplier_id not in network.shared:
        products = sorted(network.products_of[supplier_id])
        network.shared[supplier_id] = footprints_of(
            footprint for one in products for footprint in _visible(network, supplier_id, one)
        )
    return network.shared[supplier_id]


def _visible(network: Network, supplier_id: str, product_id: str) -> Iterable[FootprintValue]:
    product = network.book["products"].get(product_id)
    is_owned = product is not None and product.supplier_id == supplier_id
    if not is_owned or not is_visible(product, network.book["organizations"], network.id):
        return ()
    if product_id not in network.footprints:
        return ()
    known = network.footprints[product_id].values()
    return [footprint for footprint in known if footprint.supplier_id == supplier_id]
