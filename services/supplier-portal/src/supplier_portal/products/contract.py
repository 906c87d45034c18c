"""Products as the bus states them."""

from datetime import datetime

from carbon.decimals import format_decimal
from carbon.footprint.presentation import Detail
from supplier_portal.facts import declared_unit_name, fact_header
from tierzero.supplier_portal.v1 import product_pb2 as contract

from .model import Product, Sharing

_SHARING = {
    Sharing.NOBODY: contract.SHARING_NOBODY,
    Sharing.NAMED_CUSTOMERS: contract.SHARING_NAMED_CUSTOMERS,
    Sharing.ALL_CUSTOMERS: contract.SHARING_ALL_CUSTOMERS,
    Sharing.PUBLIC: contract.SHARING_PUBLIC,
}
_DETAILS = {
    Detail.TOTAL_ONLY: contract.SHARED_DETAIL_TOTAL_ONLY,
    Detail.ALL_FIELDS: contract.SHARED_DETAIL_ALL_FIELDS,
}


def product_fact(product: Product, recorded_at: datetime) -> contract.Product:
    """The fact of one version of a product."""
    mass = product.mass_per_declared_unit
    return contract.Product(
        fact=fact_header(product.id, product.version, recorded_at, product.supplier_id),
        supplier_id=product.supplier_id,
        name=product.name,
        description=product.description,
        product_ids=product.product_ids,
        product_classifications=product.product_classifications,
        declared_unit=declared_unit_name(product.declared_unit),
        mass_per_declared_unit="" if mass is None else format_decimal(mass),
        sharing=_SHARING[product.sharing],
        shared_with=product.shared_with,
        shared_detail=_DETAILS[product.shared_detail],
    )
