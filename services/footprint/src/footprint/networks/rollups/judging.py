"""What the network's facts say about products, for its bills of materials."""

from footprint.moments import nanoseconds
from footprint.networks.factors import factors_for
from footprint.networks.network import Network
from footprint.networks.rollups.leaves import Leaf, filling_leaf, stated_leaf
from footprint.networks.rollups.state import Face
from footprint.routing.presenting import presented_value
from footprint.routing.sharing import is_usable_by, is_visible
from footprint.values import Bill, BillPart


def live_bill(network: Network, product_id: str) -> Bill | None:
    """The product's bill, where it is stated by the product's own supplier."""
    bill = network.bills.of_product.get(product_id)
    product = network.book["products"].get(product_id)
    if bill is None or product is None or product.supplier_id != bill.supplier_id:
        return None
    return bill


def may_rest_on(network: Network, maker_id: str, part: BillPart) -> bool:
    """Whether the maker's bill may rest on the part: it is named, its supplier's, and shared."""
    product = network.book["products"].get(part.product_id) if part.product_id else None
    if product is None or product.supplier_id != part.supplier_id:
        return False
    return is_usable_by(product, network.book["organizations"], maker_id)


def is_shown(network: Network, product_id: str) -> bool:
    """Whether the buyer may know the product: shared with it, by a supplier that it buys from."""
    product = network.book["products"].get(product_id)
    if not is_visible(product, network.book["organizations"], network.id):
        return False
    return product is not None and bool(network.by_supplier.get(product.supplier_id))


def stated_leaf_of(network: Network, product_id: str, year: int) -> Leaf | None:
    """The stated footprint that holds for the product in the year."""
    product = network.book["products"].get(product_id)
    known = network.footprints.get(product_id)
    if product is None or not known:
        return None
    own = [
        presented_value(one, product)
        for one in known.values()
        if one.supplier_id == product.supplier_id
    ]
    return stated_leaf(own, year, lambda identity: _recorded(network, "footprints", identity))


def filling_leaf_of(network: Network, key: str, year: int) -> Leaf | None:
    """The factor that fills in under the key in the year."""
    part = network.bills.filling_parts[key]
    factors = factors_for(network, (part.classification,))
    gwp_set = network.policy.gwp_set
    return filling_leaf(
        part, factors, gwp_set, year, lambda identity: _recorded(network, "factors", identity)
    )


def face_of(network: Network, product_id: str, stated: Leaf | None) -> Face:
    """How the product looks to those who use it."""
    bill = live_bill(network, product_id)
    return Face(
        stated=(stated.unit, stated.mass_per_unit) if stated else None,
        calculated=(bill.declared_unit, bill.mass_per_unit) if bill else None,
        is_calculated_first=bool(bill and bill.is_calculated_first),
    )


def _recorded(network: Network, kind: str, identity: str) -> int:
    return nanoseconds(network.book[kind][identity].fact.recorded_at)
