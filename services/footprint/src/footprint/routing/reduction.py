"""Facts reduced to what networks need: a supplier's total travels, its recipe does not."""

from tierzero.supplier_portal.v1.bill_of_materials_pb2 import BillOfMaterials
from tierzero.supplier_portal.v1.footprint_pb2 import CarbonFootprint, Footprint
from tierzero.supplier_portal.v1.organization_pb2 import Organization
from tierzero.supplier_portal.v1.product_pb2 import Product

_FOOTPRINT_FIELDS = ("supplier_id", "product_id", "status", "product_name_company")
_FOOTPRINT_TIMES = ("fact", "created", "validity_period_start", "validity_period_end")
_PCF_FIELDS = (
    "declared_unit_of_measurement",
    "declared_unit_amount",
    "product_mass_per_declared_unit",
    "geography_region_or_subregion",
    "geography_country",
    "geography_country_subdivision",
    "pcf_excluding_biogenic_uptake",
    "pcf_including_biogenic_uptake",
    "outbound_logistics_ghg_emissions",
    "primary_data_share",
)


def reduced_footprint(footprint: Footprint) -> Footprint:
    """Identity, validity, unit, totals and quality."""
    shown = Footprint()
    for name in _FOOTPRINT_FIELDS:
        setattr(shown, name, getattr(footprint, name))
    for name in _FOOTPRINT_TIMES:
        if footprint.HasField(name):
            getattr(shown, name).CopyFrom(getattr(footprint, name))
    _reduce_pcf(footprint.pcf, shown.pcf)
    return shown


def _reduce_pcf(full: CarbonFootprint, shown: CarbonFootprint) -> None:
    for name in _PCF_FIELDS:
        setattr(shown, name, getattr(full, name))
    for name in ("reference_period_start", "reference_period_end", "dqi"):
        if full.HasField(name):
            getattr(shown, name).CopyFrom(getattr(full, name))
    shown.ipcc_characterization_factors.extend(full.ipcc_characterization_factors)
    if full.verification.coverage:
        shown.verification.coverage = full.verification.coverage


def reduced_product(product: Product) -> Product:
    """Identity and sharing."""
    shown = Product(supplier_id=product.supplier_id, sharing=product.sharing)
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
