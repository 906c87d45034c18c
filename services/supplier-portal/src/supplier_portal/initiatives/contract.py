"""Initiatives as the bus states them."""

from datetime import UTC, datetime, time

from carbon.decimals import format_decimal
from supplier_portal.facts import fact_header
from tierzero.supplier_portal.v1 import initiative_pb2 as contract

from .model import Initiative, Measurement


def initiative_fact(initiative: Initiative) -> contract.Initiative:
    """The fact of one version of an initiative."""
    stated, owner = initiative.stated, initiative.supplier_id
    fact = contract.Initiative(
        fact=fact_header(initiative.id, initiative.version, initiative.recorded_at, owner),
        supplier_id=owner,
        name=stated.name,
        description=stated.description,
        type=stated.type,
        direction=f"DIRECTION_{stated.direction.name}",
        state=f"INITIATIVE_STATE_{stated.state.name}",
        baseline_year=stated.baseline_year,
        baseline_emissions=format_decimal(stated.baseline_emissions),
        target_year=stated.target_year,
        target_emissions=format_decimal(stated.target_emissions),
        measured_reductions=[_measurement(one) for one in stated.measured_reductions],
        customer_ids=stated.customer_ids,
        product_ids=sorted(stated.product_ids),
    )
    if stated.start:
        fact.start.FromDatetime(datetime.combine(stated.start, time(), UTC))
    return fact


def _measurement(measured: Measurement) -> contract.MeasuredReduction:
    return contract.MeasuredReduction(
        year=measured.year,
        reduction=format_decimal(measured.reduction),
        evidence=measured.evidence,
    )
