"""Footprint facts as what prices purchases."""

from typing import Any

from carbon.footprint.model import FootprintStatus
from carbon.scope3.inputs import UNRATED, FootprintValue
from carbon.units import DeclaredUnit
from footprint.values.ratings import percentage, ratings_from_message
from footprint.values.reading import (
    decimal,
    moment,
    not_negative,
    optional_moment,
    positive,
    text,
)
from tierzero.agents import Unusable
from tierzero.facts import declared_unit_from_message
from tierzero.supplier_portal.v1.footprint_pb2 import FOOTPRINT_STATUS_ACTIVE, Footprint


def footprint_value_from_message(footprint: Footprint) -> FootprintValue:
    """The pricing part of a footprint; raises Unusable.

    Withdrawn is as deprecated: it prices nothing any more.
    """
    pcf = footprint.pcf
    mass = pcf.product_mass_per_declared_unit
    has_ratings = pcf.HasField("dqi")
    return FootprintValue(
        id=footprint.fact.id,
        version=footprint.fact.version,
        product_id=text(footprint.product_id, "product_id"),
        supplier_id=text(footprint.supplier_id, "supplier_id"),
        status=_status(footprint),
        declared_unit=_unit(pcf),
        declared_unit_amount=positive(pcf.declared_unit_amount, "pcf.declared_unit_amount"),
        product_mass_per_declared_unit=not_negative(
            mass or "0", "pcf.product_mass_per_declared_unit"
        ),
        pcf_excluding_biogenic_uptake=decimal(
            pcf.pcf_excluding_biogenic_uptake, "pcf.pcf_excluding_biogenic_uptake"
        ),
        reference_period_start=moment(pcf, "reference_period_start", "pcf.reference_period_start"),
        reference_period_end=moment(pcf, "reference_period_end", "pcf.reference_period_end"),
        created=moment(footprint, "created", "created"),
        validity_period_end=optional_moment(
            footprint, "validity_period_end", "validity_period_end"
        ),
        primary_data_share=percentage(pcf.primary_data_share, "pcf.primary_data_share"),
        gwp_sets=tuple(pcf.ipcc_characterization_factors),
        product_name=footprint.product_name_company,
        ratings=ratings_from_message(pcf.dqi, "pcf.dqi") if has_ratings else UNRATED,
        is_verified=bool(pcf.verification.coverage),
    )


def _status(footprint: Footprint) -> FootprintStatus:
    active = footprint.status == FOOTPRINT_STATUS_ACTIVE and not footprint.fact.withdrawn
    return FootprintStatus.ACTIVE if active else FootprintStatus.DEPRECATED


def _unit(pcf: Any) -> DeclaredUnit:
    unit = declared_unit_from_message(pcf.declared_unit_of_measurement)
    if unit is None:
        raise Unusable("unknown-unit", "pcf.declared_unit_of_measurement is not known here")
    return unit
