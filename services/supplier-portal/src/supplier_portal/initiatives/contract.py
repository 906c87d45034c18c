"""Initiatives as the bus states them."""

from collections.abc import Iterator
from datetime import UTC, datetime, time
from decimal import Decimal

from carbon.decimals import exact_arithmetic, format_decimal
from supplier_portal.facts import fact_header
from tierzero.supplier_portal.v1 import initiative_pb2 as contract

from .model import Initiative, Measurement, ShareInput


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
        measured_reductions=_by_year(stated.measured_reductions),
        measured_periods=map(_period, sorted(stated.measured_reductions, key=_label)),
        customer_ids=stated.customer_ids,
        product_ids=sorted(stated.product_ids),
        shares=[_share(initiative, one) for one in stated.shares],
        in_footprint_ids=initiative.in_footprint_ids,
        verification_id=initiative.verification_id,
    )
    if stated.start:
        fact.start.FromDatetime(datetime.combine(stated.start, time(), UTC))
    return fact


def _by_year(measured: list[Measurement]) -> Iterator[contract.MeasuredReduction]:
    """A year's quarters and months together: what readers of years add up."""
    for year in sorted({one.year for one in measured}):
        of_year = sorted((one for one in measured if one.year == year), key=_label)
        with exact_arithmetic():
            total = sum((one.reduction for one in of_year), Decimal(0))
        yield contract.MeasuredReduction(
            year=year,
            reduction=format_decimal(total),
            evidence="; ".join(one.evidence for one in of_year if one.evidence),
        )


def _period(measured: Measurement) -> contract.PeriodReduction:
    return contract.PeriodReduction(
        period=measured.period,
        reduction=format_decimal(measured.reduction),
        evidence=measured.evidence,
    )


def _share(initiative: Initiative, share: ShareInput) -> contract.ReductionShare:
    is_own = share.organization_id == initiative.supplier_id
    said = initiative.consent_of(share.organization_id)
    named = initiative.stated.customer_ids if is_own else said.customer_ids if said else ()
    return contract.ReductionShare(
        organization_id=share.organization_id,
        percent=format_decimal(share.percent),
        state=f"SHARE_STATE_{initiative.share_state(share.organization_id).name}",
        customer_ids=named,
    )


def _label(measured: Measurement) -> str:
    return measured.period
