"""Bills of materials as the bus states them."""

from carbon.decimals import format_decimal
from supplier_portal.facts import declared_unit_name, fact_header
from tierzero.supplier_portal.v1 import bill_of_materials_pb2 as contract
from tierzero.supplier_portal.v1 import footprint_pb2 as ratings

from .model import Bill, BillInput, DataQuality, PartInput

BillOfMaterials = contract.BillOfMaterials


def bill_fact(bill: Bill) -> BillOfMaterials:
    """The fact of one version of a bill; a withdrawn one no longer tells the recipe."""
    header = fact_header(
        bill.product_id,
        bill.version,
        bill.recorded_at,
        bill.supplier_id,
        withdrawn=bill.withdrawn,
    )
    known = BillOfMaterials(fact=header, supplier_id=bill.supplier_id, product_id=bill.product_id)
    if not bill.withdrawn:
        _tell_recipe(known, bill)
    return known


def recipe_bytes(stated: BillInput) -> int:
    """How long the parts are on the bus."""
    return BillOfMaterials(parts=[_part(part) for part in stated.parts]).ByteSize()


def _tell_recipe(fact: BillOfMaterials, bill: Bill) -> None:
    stated, mass = bill.stated, bill.mass_per_declared_unit
    share, quality = stated.own_primary_data_share, stated.own_data_quality
    fact.MergeFrom(
        BillOfMaterials(
            declared_unit=declared_unit_name(bill.declared_unit),
            output_amount=format_decimal(stated.output_amount),
            parts=[_part(part) for part in stated.parts],
            own_emissions=format_decimal(stated.own_emissions),
            own_primary_data_share="" if share is None else format_decimal(share),
            own_dqi=None if quality is None else _ratings(quality),
            precedence=f"PRECEDENCE_{stated.precedence.name}",
            gwp_set=stated.gwp_set,
            mass_per_declared_unit="" if mass is None else format_decimal(mass),
        )
    )


def _part(part: PartInput) -> contract.Part:
    return contract.Part(
        supplier_id=part.supplier_id,
        product_id=part.product_id,
        classification=part.classification,
        quantity=format_decimal(part.quantity),
        unit=part.unit,
        description=part.description,
    )


def _ratings(quality: DataQuality) -> ratings.DataQualityIndicators:
    return ratings.DataQualityIndicators(
        technological_dqr=format_decimal(quality.technological),
        geographical_dqr=format_decimal(quality.geographical),
        temporal_dqr=format_decimal(quality.temporal),
    )
