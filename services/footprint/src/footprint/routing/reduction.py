"""Facts reduced to what networks need: a supplier's total travels, its recipe does not."""

from collections.abc import Sequence
from functools import cache

from google.protobuf.message import Message

from footprint.routing.excerpts import cut, excerpt_class
from tierzero.footprint.v1.network_pb2 import NetworkFactsRouted
from tierzero.supplier_portal.v1.bill_of_materials_pb2 import BillOfMaterials
from tierzero.supplier_portal.v1.footprint_pb2 import Footprint, FootprintsStated
from tierzero.supplier_portal.v1.organization_pb2 import Organization
from tierzero.supplier_portal.v1.product_pb2 import Product

KEPT = {
    "Footprint": (
        "fact",
        "supplier_id",
        "product_id",
        "status",
        "product_name_company",
        "created",
        "validity_period_start",
        "validity_period_end",
        "pcf",
    ),
    "CarbonFootprint": (
        "declared_unit_of_measurement",
        "declared_unit_amount",
        "product_mass_per_declared_unit",
        "reference_period_start",
        "reference_period_end",
        "geography_region_or_subregion",
        "geography_country",
        "geography_country_subdivision",
        "pcf_excluding_biogenic_uptake",
        "pcf_including_biogenic_uptake",
        "outbound_logistics_ghg_emissions",
        "ipcc_characterization_factors",
        "primary_data_share",
        "dqi",
        "verification",
    ),
    "Verification": ("coverage",),
}
"""Identity, validity, unit, totals and quality: fields of messages that networks may know."""


@cache
def _shown(envelope: type[Message]) -> type[Message]:
    return excerpt_class(envelope, KEPT)


def cut_footprints(envelope: bytes, routed: bool = False) -> bytes:
    """A serialized envelope of footprints with nothing in it that networks must not know."""
    return cut(_shown(NetworkFactsRouted if routed else FootprintsStated), envelope)


def reduced_footprints(stated: FootprintsStated) -> Sequence[Footprint]:
    """The footprints of an envelope, each without what networks must not know."""
    return FootprintsStated.FromString(cut_footprints(stated.SerializeToString())).facts


def reduced_footprint(footprint: Footprint) -> Footprint:
    """One footprint without what networks must not know."""
    return reduced_footprints(FootprintsStated(facts=[footprint]))[0]


def reduced_product(product: Product) -> Product:
    """Identity and sharing."""
    shown = Product(
        supplier_id=product.supplier_id,
        sharing=product.sharing,
        shared_detail=product.shared_detail,
    )
    shown.fact.CopyFrom(product.fact)
    shown.shared_with.extend(product.shared_with)
    return shown


def reduced_organization(organization: Organization) -> Organization:
    """Identity and customers."""
    shown = Organization()
    shown.fact.CopyFrom(organization.fact)
    shown.customer_ids.extend(organization.customer_ids)
    return shown


def reduced_bill(bill: BillOfMaterials) -> BillOfMaterials:
    """Amounts, units and whose they are: everything but what only people read."""
    shown = BillOfMaterials()
    shown.CopyFrom(bill)
    for part in shown.parts:
        part.description = ""
    return shown
