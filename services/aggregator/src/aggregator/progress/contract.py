"""Progress as the bus carries it."""

from datetime import datetime
from decimal import Decimal

from aggregator.progress import model
from carbon.decimals import format_decimal
from carbon.initiatives import Direction
from carbon.scope3.results import Method
from tierzero.aggregator.v1 import progress_pb2 as contract
from tierzero.supplier_portal.v1 import initiative_pb2

DIRECTIONS = {
    Direction.UPSTREAM: initiative_pb2.DIRECTION_UPSTREAM,
    Direction.DOWNSTREAM: initiative_pb2.DIRECTION_DOWNSTREAM,
    Direction.OWN_OPERATIONS: initiative_pb2.DIRECTION_OWN_OPERATIONS,
}


def fact_of(
    factory_id: str, progress: model.DirectionProgress, version: int, recorded_at: datetime
) -> contract.Progress:
    """The fact that states what strangers may see of a direction's progress."""
    fact = contract.Progress(
        factory_id=factory_id,
        direction=DIRECTIONS[progress.direction],
        target=_target(progress.target) if progress.target else None,
        years=map(_year, progress.years),
        initiatives=_initiatives(progress.initiatives),
        assessments=contract.AssessmentTotals(**progress.assessments.model_dump()),
    )
    fact.fact.id = f"{factory_id}:{progress.direction.value}"
    fact.fact.version = version
    fact.fact.organization_id = factory_id
    fact.fact.recorded_at.FromDatetime(recorded_at)
    if progress.as_of:
        fact.as_of.FromDatetime(progress.as_of)
    if progress.known_at:
        fact.known_at.FromDatetime(progress.known_at)
    return fact


def _target(target: model.TargetPath) -> contract.TargetPath:
    return contract.TargetPath(
        target_id=target.target_id,
        base_year=target.base_year,
        target_year=target.target_year,
        reduction=format_decimal(target.reduction_percent),
        base_emissions=_text(target.base_emissions),
        base_stated=target.base_stated,
        base_reason=target.base_reason,
        base_origin=_name("BASE_ORIGIN", target.base_origin),
        base_change=_text(target.base_change_percent),
    )


def _year(year: model.YearProgress) -> contract.YearProgress:
    return contract.YearProgress(
        year=year.year,
        emissions=_text(year.emissions),
        path=_text(year.path),
        achieved=_text(year.achieved_percent),
        required=_text(year.required_percent),
        status=_name("PROGRESS_STATUS", year.status),
        complete=year.complete,
        line_count=year.line_count,
        unresolved_line_count=year.unresolved_line_count,
        supplier_count=year.supplier_count,
        supplier_specific_share=_text(year.supplier_specific_percent),
        gwp_sets=year.gwp_sets,
        suppressed=year.suppressed,
        method_percents=map(_method, year.methods),
    )


def _method(method: model.MethodTotal) -> contract.MethodPercent:
    return contract.MethodPercent(
        method=_name("METHOD", method.method),
        percent=_text(method.percent),
        line_count=method.line_count,
    )


def _initiatives(totals: model.InitiativeTotals) -> contract.InitiativeTotals:
    return contract.InitiativeTotals(
        initiative_count=totals.initiative_count,
        measured_reduction=_text(totals.measured),
        planned_reduction=_text(totals.planned),
        measured_supplier_count=totals.measured_supplier_count,
        planned_supplier_count=totals.planned_supplier_count,
        years=map(_reduction, totals.years),
        groups=map(_group, totals.groups),
        unconfirmed_reduction=_text(totals.unconfirmed),
        unconfirmed_supplier_count=totals.unconfirmed_supplier_count,
        contested_reduction=_text(totals.contested),
        contested_supplier_count=totals.contested_supplier_count,
        reduction_in_footprints=_text(totals.in_footprints),
        in_footprints_supplier_count=totals.in_footprints_supplier_count,
        suppressed=totals.suppressed,
    )


def _reduction(year: model.YearReduction) -> contract.YearReduction:
    return contract.YearReduction(
        year=year.year,
        measured_reduction=_text(year.measured),
        supplier_count=year.supplier_count,
    )


def _group(group: model.InitiativeGroup) -> contract.InitiativeGroup:
    return contract.InitiativeGroup(
        types=group.types,
        initiative_count=group.initiative_count,
        measured_reduction=_text(group.measured),
        planned_reduction=_text(group.planned),
        measured_supplier_count=group.measured_supplier_count,
        planned_supplier_count=group.planned_supplier_count,
    )


def _text(number: Decimal | None) -> str:
    return "" if number is None else format_decimal(number)


def _name(prefix: str, value: model.ProgressStatus | model.BaseOrigin | Method) -> str:
    # The contract's names are the domain's own, in capitals.
    return f"{prefix}_{value.value.upper()}"
