"""Pricing a purchase with what its network knows."""

from collections.abc import Iterable, Iterator

from carbon.classifications import covering
from carbon.scope3.inputs import EmissionFactor, FootprintValue, Purchase
from carbon.scope3.lines import price_purchase
from carbon.scope3.results import LineResult, Method, Source, SourceKind
from footprint.lines.message import line_message
from footprint.moments import nanoseconds
from footprint.networks.network import GWP_SET, Network
from footprint.networks.slots import Slot
from footprint.routing.sharing import is_visible
from footprint.values import purchase_from_message
from tierzero.procurement.v1.activity_pb2 import Activity

_BOOK_OF = {
    SourceKind.FOOTPRINT: "footprints",
    SourceKind.EMISSION_FACTOR: "factors",
    SourceKind.EXCHANGE_RATE: "exchange_rates",
    SourceKind.PRICE_INDEX: "price_indices",
}


def priced_slot(network: Network, activity: Activity) -> Slot:
    """The activity with its line."""
    purchase = purchase_from_message(activity)
    result = price(network, purchase)
    known_at = max(nanoseconds(activity.fact.recorded_at), *_known(network, result.sources), 0)
    line = line_message(activity, purchase, result, known_at)
    return Slot(
        activity_id=purchase.id,
        version=purchase.version,
        activity=activity.SerializeToString(),
        line=line.SerializeToString(deterministic=True),
        category=activity.category,
        year=purchase.date.year,
        supplier_id=purchase.supplier_id,
        product_id=purchase.product_id,
        classifications=purchase.classifications,
        method=result.method,
        emissions_mg=result.emissions_mg,
        gwp_set=result.gwp_set,
        known_at=known_at,
    )


def price(network: Network, purchase: Purchase) -> LineResult:
    """The best method that applies.

    The supplier's other products matter only where the product's own footprints give no line.
    """
    candidates = list(visible_footprints(network, purchase.supplier_id))
    own = [one for one in candidates if one.product_id == purchase.product_id]
    result = _price(network, purchase, own)
    if result.method is Method.SUPPLIER_SPECIFIC or len(own) == len(candidates):
        return result
    return _price(network, purchase, candidates)


def _price(
    network: Network, purchase: Purchase, candidates: Iterable[FootprintValue]
) -> LineResult:
    return price_purchase(
        purchase,
        candidates,
        _factors_for(network, purchase),
        network.rates.values(),
        network.indices.values(),
        GWP_SET,
    )


def visible_footprints(network: Network, supplier_id: str) -> Iterator[FootprintValue]:
    """The supplier's footprints of products that are shared with the network."""
    products = network.book["products"]
    organizations = network.book["organizations"]
    for footprint in network.footprints[supplier_id].values():
        product = products.get(footprint.product_id)
        is_owned = product is not None and product.supplier_id == supplier_id
        if is_owned and is_visible(product, organizations, network.id):
            yield footprint


def _factors_for(network: Network, purchase: Purchase) -> list[EmissionFactor]:
    names = {name for one in purchase.classifications for name in covering(one)}
    return [
        factor
        for name in sorted(names)
        if name in network.factors
        for factor in network.factors[name].values()
    ]


def _known(network: Network, sources: Iterable[Source]) -> Iterator[int]:
    for source in sources:
        fact = network.book[_BOOK_OF[source.kind]][source.id].fact
        yield nanoseconds(fact.recorded_at)
