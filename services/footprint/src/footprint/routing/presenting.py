"""How much of a footprint its owner shows, on the facts that networks hold.

Networks hold whole versions, because a product may be shared otherwise later; what is derived for
others, or handed out, is cut down here. The rule is that of `carbon.footprint.presentation`: of
what networks know at all, "total only" hides logistics, primary data share, ratings, verification.
"""

from dataclasses import replace

from carbon.scope3.inputs import UNRATED, FootprintValue
from tierzero.supplier_portal.v1.footprint_pb2 import Footprint
from tierzero.supplier_portal.v1.product_pb2 import SHARED_DETAIL_TOTAL_ONLY, Product

_HIDDEN = (
    "outbound_logistics_ghg_emissions",
    "primary_data_share",
    "dqi",
    "verification",
)


def shows_total_only(product: Product | None) -> bool:
    """Whether the product's owner keeps back all of its footprints but the total."""
    return product is not None and product.shared_detail == SHARED_DETAIL_TOTAL_ONLY


def presented_footprint(footprint: Footprint, product: Product | None) -> Footprint:
    """The fact as a buyer gets it."""
    if not shows_total_only(product):
        return footprint
    shown = Footprint()
    shown.CopyFrom(footprint)
    for name in _HIDDEN:
        shown.pcf.ClearField(name)
    return shown


def presented_value(value: FootprintValue, product: Product | None) -> FootprintValue:
    """The value with which figures for others are made: what is kept back counts as not stated.

    Else a roll-up of one part would tell the part's primary data share and ratings.
    """
    if not shows_total_only(product):
        return value
    return replace(value, primary_data_share=None, ratings=UNRATED, is_verified=False)
