"""Decisions and comparisons as messages."""

from collections.abc import Iterable, Sequence

from carbon.comparison import effects as pure
from carbon.comparison.flows import Flow
from carbon.comparison.years import (
    PeriodDifference,
    most_changed,
    part_of,
    parts_by,
    period_differences,
)
from carbon.decimals import format_decimal, readable
from footprint.history.base_year import (
    BaseYear,
    CategoryChange,
    Known,
    current_totals,
    reported_totals,
)
from tierzero.footprint.v1 import history_service_pb2 as contract
from tierzero.footprint.v1.inventory_pb2 import Milligrams


def milligrams(amount: int) -> Milligrams:
    """An amount as the contract writes it."""
    return Milligrams(digits=str(amount))


def base_year_answer(known: Known, found: BaseYear, threshold: str) -> contract.GetBaseYearResponse:
    """The decision about a base year."""
    answer = contract.GetBaseYearResponse(
        base_year=known.policy.base_year,
        before=milligrams(found.decision.before_mg),
        after=milligrams(found.after_mg),
        current=milligrams(found.current_mg),
        threshold=threshold,
        cumulative_percent=format_decimal(readable(found.decision.cumulative_percent)),
        recalculation_is_due=found.is_due,
        causes=map(_change, found.counted),
        ignored=map(_change, found.ignored),
        differences=found.differences,
        categories=_categories(known, found),
        reports=reversed(found.reports),
    )
    if found.reports:
        answer.reported.CopyFrom(found.reports[-1])
    return answer


def _change(one: CategoryChange) -> contract.BaseYearChange:
    return contract.BaseYearChange(
        trigger=one.change.trigger,
        category=one.category,
        reason=one.change.reason,
        effect=milligrams(one.change.effect_mg),
    )


def _categories(known: Known, found: BaseYear) -> Iterable[contract.BaseYearCategory]:
    reported = reported_totals(found.reports[-1]) if found.reports else {}
    current = current_totals(known)
    for category in sorted(reported.keys() | current.keys()):
        yield contract.BaseYearCategory(
            category=category,
            reported=milligrams(reported.get(category, 0)),
            current=milligrams(current.get(category, 0)),
        )


def comparison_answer(
    flows: Sequence[Flow], unresolved: int, most: int
) -> contract.CompareYearsResponse:
    """Two years compared, with the flows that changed most."""
    whole, ordered = part_of(flows), most_changed(flows)
    return contract.CompareYearsResponse(
        base_total=milligrams(whole.base_mg),
        current_total=milligrams(whole.current_mg),
        effects=_effects(whole.effects),
        categories=[
            contract.ComparedCategory(
                category=category,
                base=milligrams(part.base_mg),
                current=milligrams(part.current_mg),
                effects=_effects(part.effects),
            )
            for category, part in parts_by(flows, lambda flow: flow.key.category).items()
        ],
        suppliers=[
            contract.ComparedSupplier(
                supplier_id=supplier_id,
                base=milligrams(part.base_mg),
                current=milligrams(part.current_mg),
                effects=_effects(part.effects),
            )
            for supplier_id, part in parts_by(flows, lambda flow: flow.key.supplier_id).items()
        ],
        flows=map(_flow, ordered[:most]),
        further_flow_count=len(ordered[most:]),
        further=_effects(part_of(ordered[most:]).effects),
        differences=map(_difference, period_differences(flows)),
        unresolved_line_count=unresolved,
    )


def _flow(flow: Flow) -> contract.ComparedFlow:
    volumes = flow.volumes
    return contract.ComparedFlow(
        category=flow.key.category,
        supplier_id=flow.key.supplier_id,
        product_id=flow.key.product_id,
        description=flow.description,
        group=flow.group,
        unit=volumes.unit,
        base_volume=format_decimal(readable(volumes.base)) if volumes.unit else "",
        current_volume=format_decimal(readable(volumes.current)) if volumes.unit else "",
        base=milligrams(flow.base_mg),
        current=milligrams(flow.current_mg),
        effects=_effects(flow.effects),
        recalculated=flow.recalculated,
    )


def _difference(one: PeriodDifference) -> contract.PeriodDifference:
    return contract.PeriodDifference(
        category=one.category,
        code=one.code,
        flow_count=one.flow_count,
        base=milligrams(one.base_mg),
        base_value=one.base_value,
        current_value=one.current_value,
    )


def _effects(found: pure.Effects) -> contract.Effects:
    return contract.Effects(
        volume=milligrams(found.volume),
        mix=milligrams(found.mix),
        intensity=milligrams(found.intensity),
        recalculation=milligrams(found.recalculation),
    )
