"""Calculations and results as the JSON API shows them."""

from collections.abc import Iterable
from datetime import datetime
from decimal import Decimal
from typing import Any

from carbon.calculation.improving import Improvement
from carbon.calculation.model import COMPONENTS, RATINGS, Ratings
from carbon.calculation.rolling import Contribution, Result
from carbon.calculation.stating import stated_share
from carbon.decimals import format_decimal
from carbon.footprint.writing import pcf_to_wire
from supplier_portal.footprints import service as footprints

from .allocation_view import allocation_view
from .changes import Change, Comparison
from .documents import pin_document
from .evaluating import Evaluation, Judgement, judge
from .model import Calculation
from .newer import Newer, Renewed
from .parts import Gap
from .substitution_view import substitution_view
from .texts import GAPS, filled
from .wording import improvement_text

Json = dict[str, Any]
_RATING_DIGITS = Decimal("0.01")


def calculation_view(calculation: Calculation) -> Json:
    """What was stated, and what its references meant."""
    pins = [_shown_pin(pin_document(pin)) for pin in calculation.pins.values()]
    return {**calculation.content(), "inputs": pins}


def result_view(evaluation: Evaluation, news: Renewed, now: datetime) -> Json:
    """Everything that follows from a calculation."""
    result, pcf = evaluation.result, evaluation.pcf
    judgement = judge(pcf, now) if pcf else None
    return {
        "calculation_id": evaluation.calculation.id,
        "version": evaluation.calculation.version,
        "complete": evaluation.is_complete,
        "gaps": [gap_view(gap) for gap in evaluation.gaps],
        "allocation": allocation_view(evaluation),
        "substitution": substitution_view(evaluation),
        "result": _result(result) if result else None,
        "contributions": [_contribution(evaluation, one) for one in evaluation.ranked],
        "improvements": [_improvement(evaluation, one) for one in evaluation.improvements],
        "newer_inputs": [_newer(one) for one in news.inputs],
        "product_changed": news.product_changed,
        "pcf": pcf_to_wire(pcf) if pcf else None,
        **_judgement(judgement),
    }


def comparison_view(comparison: Comparison | None) -> Json:
    """What differs between two versions."""
    if comparison is None:
        return {
            "before": None,
            "after": None,
            "total": None,
            "primary_data_share": None,
            "changes": [],
        }
    return {
        "before": comparison.before.calculation.version,
        "after": comparison.after.calculation.version,
        "total": _change(comparison.total),
        "primary_data_share": _change(comparison.share),
        "changes": [
            {"key": one.key, "name": one.name, **_change(one)} for one in comparison.changes
        ],
    }


def gap_view(gap: Gap) -> Json:
    """Something that is missing, in the caller's language."""
    return {
        "path": gap.path,
        "code": gap.code,
        "hint": gap.is_hint,
        "message": str(filled(GAPS[gap.code], **gap.parameters)),
    }


def _judgement(judgement: Judgement | None) -> Json:
    if judgement is None:
        return {"findings": [], "usability_level": None, "missing_for_next_level": []}
    return {
        "findings": footprints.findings_view(judgement.findings),
        "usability_level": int(judgement.usability.level),
        "missing_for_next_level": list(judgement.usability.missing),
    }


def _result(result: Result) -> Json:
    interval = result.interval
    share = stated_share(result.primary_data_share)
    return {
        "pcf_excluding_biogenic_uptake": format_decimal(result.total),
        "interval_95": [_significant(one) for one in (interval.low, interval.high)]
        if interval
        else None,
        "primary_data_share": _text(share),
        "data_quality": _ratings(result.ratings),
        "components": {
            name: format_decimal(getattr(result.emissions, name)) for name in COMPONENTS
        },
    }


def _contribution(evaluation: Evaluation, one: Contribution) -> Json:
    part, result = evaluation.by_key[one.line.key], evaluation.result
    return {
        "key": one.line.key,
        "stage": one.line.stage.value,
        "name": part.name,
        "source": part.source,
        "input": part.pin.reference if part.pin else None,
        "amount_per_declared_unit": format_decimal(one.amount),
        "unit": one.line.unit,
        "kilograms": format_decimal(one.value),
        "share": _text(result.share(one) if result else None),
        "data_type": one.line.factor.data_type.value,
        "measured": one.line.measured,
        "primary_data_share": format_decimal(one.primary_data_share),
        "data_quality": _ratings(one.line.factor.ratings),
    }


def _improvement(evaluation: Evaluation, one: Improvement) -> Json:
    asked = evaluation.by_key[one.key].asked_supplier
    return {
        "key": one.key,
        "kind": one.kind.value,
        "message": str(improvement_text(evaluation, one)),
        "primary_data_share_points": format_decimal(one.effect.primary_data_share),
        "data_quality": _ratings(one.effect.ratings),
        "interval_points": format_decimal(one.effect.interval),
        "supplier_id": asked[0] if asked else None,
        "product_id": asked[1] if asked else None,
    }


def _newer(one: Newer) -> Json:
    return {
        "name": one.name,
        "before": _edition(one.before),
        "after": _edition(one.after),
    }


def _edition(pin: Any) -> Json | None:
    return None if pin is None else {"id": pin.id, "version": pin.version}


def _change(change: Change) -> Json:
    return {
        "before": _text(change.before),
        "after": _text(change.after),
        "difference": format_decimal(change.difference),
    }


def _ratings(ratings: Ratings) -> Json:
    known = {name: getattr(ratings, name) for name in RATINGS}
    return {
        name: None if value is None else format_decimal(value.quantize(_RATING_DIGITS))
        for name, value in known.items()
    }


def _shown_pin(document: Json) -> Json:
    ends = document["data_ends"]
    return {**document, "data_ends": ends.isoformat() if ends else None}


def _text(number: Decimal | None) -> str | None:
    return None if number is None else format_decimal(number)


def _significant(number: float) -> str:
    return format_decimal(Decimal(f"{number:.4g}"))


def listed(found: Iterable[Calculation]) -> list[Json]:
    """Calculations without their inputs."""
    return [one.content() for one in found]
