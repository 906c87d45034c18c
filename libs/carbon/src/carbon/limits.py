"""Limits that a buyer sets on product footprints, and the verdict on one footprint."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from decimal import Decimal
from enum import StrEnum

from carbon.classifications import covers
from carbon.decimals import exact_arithmetic, format_decimal, readable
from carbon.footprint.model import CarbonFootprint, FootprintStatus, ProductFootprint
from carbon.footprint.presentation import Detail, is_shown, presented
from carbon.footprint.rules.quality import LATEST_ASSESSMENT_REPORT, latest_assessment_report
from carbon.footprint.validity import expires_at, is_expired
from carbon.footprint.writing import format_time
from carbon.limit_reasons import Reason, ReasonCode, reason
from carbon.units import DeclaredUnit, UnitMismatch, convert_for_product


class Verdict(StrEnum):
    """What a footprint means against a limit."""

    PASS = "pass"
    CONDITIONAL = "conditional"
    FAIL = "fail"
    NO_DATA = "no_data"
    EXPIRED = "expired"


@dataclass(frozen=True)
class Limit:
    """The most a product, or each product of a class, may emit: kgCO2e per declared unit.

    It is in force from `valid_from` until just before `valid_until`. None leaves a gate open.
    """

    declared_unit: DeclaredUnit
    maximum: Decimal
    valid_from: datetime
    valid_until: datetime | None = None
    product_id: str | None = None
    product_classification: str | None = None
    minimum_primary_data_share: Decimal | None = None
    maximum_data_quality_rating: Decimal | None = None
    verification_required: bool = False


@dataclass(frozen=True)
class Assessment:
    """A verdict, the compared value in kgCO2e per declared unit of the limit, and the reasons."""

    verdict: Verdict
    value: Decimal | None
    reasons: tuple[Reason, ...]


def applies(limit: Limit, product_id: str, classifications: Iterable[str], on: datetime) -> bool:
    """Whether the limit is in force at the moment and about this product or a class of it."""
    if not in_force(limit, on):
        return False
    if limit.product_id:
        return limit.product_id == product_id
    subject = limit.product_classification
    return subject is not None and any(covers(subject, finer) for finer in classifications)


def in_force(limit: Limit, moment: datetime) -> bool:
    """Whether the moment lies in the limit's half-open validity."""
    return limit.valid_from <= moment and (limit.valid_until is None or moment < limit.valid_until)


def comparable_value(pcf: CarbonFootprint, unit: DeclaredUnit) -> Decimal:
    """pcfExcludingBiogenicUptake per one of the unit, kgCO2e; raises UnitMismatch."""
    with exact_arithmetic():
        mass = pcf.product_mass_per_declared_unit / pcf.declared_unit_amount
        declared = convert_for_product(Decimal(1), unit, pcf.declared_unit_of_measurement, mass)
        return pcf.pcf_excluding_biogenic_uptake / pcf.declared_unit_amount * declared


def assess(
    footprint: ProductFootprint | None,
    limit: Limit,
    now: datetime,
    detail: Detail = Detail.ALL_FIELDS,
    *,
    verified: bool = False,
) -> Assessment:
    """Judge a footprint against a limit at a moment, by no more than its owner shows of it.

    In this order: no data, expired, over the limit, and only then the gates on data quality, which
    make a pass conditional. A limit or a footprint that does not hold yet gives no data. A gate on
    what is not shown makes a pass conditional whatever the owner has stated, so that the verdict
    tells nothing of it. ``verified`` says that a verifier's statement stands (see
    `carbon.verification`).
    """
    if footprint is None:
        return _no_data(reason(ReasonCode.NO_FOOTPRINT))
    footprint = presented(footprint, detail)
    try:
        value = comparable_value(footprint.pcf, limit.declared_unit)
    except UnitMismatch:
        return _no_data(_unit_mismatch(footprint.pcf, limit))
    obstacle = _obstacle(footprint, limit, now)
    if obstacle is not None:
        return Assessment(obstacle[0], readable(value), (obstacle[1],))
    unverified = limit.verification_required and not verified
    more = (reason(ReasonCode.NOT_VERIFIED),) if unverified else ()
    return _judge(footprint.pcf, limit, value, detail, more)


def _judge(
    pcf: CarbonFootprint,
    limit: Limit,
    value: Decimal,
    detail: Detail,
    more: tuple[Reason, ...] = (),
) -> Assessment:
    warnings = _characterization_warning(pcf)
    quality = (*_primary_data_gate(pcf, limit, detail), *_data_quality_gate(pcf, limit, detail))
    gates = (*quality, *more)
    if value > limit.maximum:
        over = reason(
            ReasonCode.OVER_LIMIT,
            value=format_decimal(readable(value)),
            maximum=format_decimal(limit.maximum),
            unit=limit.declared_unit,
        )
        return Assessment(Verdict.FAIL, readable(value), (over, *gates, *warnings))
    verdict = Verdict.CONDITIONAL if gates else Verdict.PASS
    return Assessment(verdict, readable(value), (*gates, *warnings))


def _obstacle(
    footprint: ProductFootprint, limit: Limit, now: datetime
) -> tuple[Verdict, Reason] | None:
    if not in_force(limit, now):
        return Verdict.NO_DATA, reason(ReasonCode.LIMIT_NOT_IN_FORCE)
    if footprint.status is FootprintStatus.DEPRECATED:
        return Verdict.NO_DATA, reason(ReasonCode.DEPRECATED)
    if is_expired(footprint, now):
        expired = format_time(expires_at(footprint))
        return Verdict.EXPIRED, reason(ReasonCode.EXPIRED, expired=expired)
    if now < footprint.pcf.reference_period_start:
        start = format_time(footprint.pcf.reference_period_start)
        return Verdict.NO_DATA, reason(ReasonCode.NOT_YET_VALID, start=start)
    return None


def _primary_data_gate(pcf: CarbonFootprint, limit: Limit, detail: Detail) -> tuple[Reason, ...]:
    minimum, share = limit.minimum_primary_data_share, pcf.primary_data_share
    if minimum is None or (share is not None and share >= minimum):
        return ()
    if share is None:
        hidden = not is_shown("pcf.primaryDataShare", detail)
        code = (
            ReasonCode.PRIMARY_DATA_SHARE_NOT_SHARED
            if hidden
            else ReasonCode.PRIMARY_DATA_SHARE_MISSING
        )
        return (reason(code, minimum=format_decimal(minimum)),)
    low = reason(
        ReasonCode.PRIMARY_DATA_SHARE_LOW,
        value=format_decimal(share),
        minimum=format_decimal(minimum),
    )
    return (low,)


def _data_quality_gate(pcf: CarbonFootprint, limit: Limit, detail: Detail) -> tuple[Reason, ...]:
    maximum = limit.maximum_data_quality_rating
    if maximum is None:
        return ()
    if pcf.dqi is None:
        hidden = not is_shown("pcf.dqi", detail)
        code = ReasonCode.DATA_QUALITY_NOT_SHARED if hidden else ReasonCode.DATA_QUALITY_MISSING
        return (reason(code, maximum=format_decimal(maximum)),)
    worst = max(pcf.dqi.technological_dqr, pcf.dqi.geographical_dqr, pcf.dqi.temporal_dqr)
    if worst <= maximum:
        return ()
    poor = reason(
        ReasonCode.DATA_QUALITY_POOR,
        value=format_decimal(worst),
        maximum=format_decimal(maximum),
    )
    return (poor,)


def _characterization_warning(pcf: CarbonFootprint) -> tuple[Reason, ...]:
    if latest_assessment_report(pcf) >= LATEST_ASSESSMENT_REPORT:
        return ()
    factors = ", ".join(pcf.ipcc_characterization_factors)
    return (reason(ReasonCode.OUTDATED_CHARACTERIZATION, value=factors),)


def _unit_mismatch(pcf: CarbonFootprint, limit: Limit) -> Reason:
    return reason(
        ReasonCode.UNIT_MISMATCH,
        footprint_unit=pcf.declared_unit_of_measurement,
        limit_unit=limit.declared_unit,
    )


def _no_data(why: Reason) -> Assessment:
    return Assessment(Verdict.NO_DATA, None, (why,))
