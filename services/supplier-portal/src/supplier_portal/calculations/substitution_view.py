"""System expansion by substitution as the JSON API shows it."""

from typing import Any

from carbon.calculation.allocating import Allocation, Reason
from carbon.calculation.rolling import Result
from carbon.calculation.substituting import balance
from carbon.decimals import format_decimal

from .crediting import Credit, credits_of
from .evaluating import Evaluation

Json = dict[str, Any]


def substitution_view(evaluation: Evaluation) -> Json | None:
    """Burden, credits and what allocation would give; None where nothing is substituted."""
    known, result = evaluation.allocation, evaluation.result
    if known is None or result is None or known.reason is not Reason.SUBSTITUTION:
        return None
    stated, sums = evaluation.calculation.stated, balance(result)
    return {
        "reason": stated.displacement_reason,
        "burden": format_decimal(sums.burden),
        "credit": format_decimal(sums.credit),
        "net": format_decimal(sums.net),
        "credits": [_credit(one) for one in credits_of(stated, evaluation.parts, result)],
        "by_allocation": _compared(evaluation.compared),
    }


def _credit(one: Credit) -> Json:
    share = one.row.market_share
    return {
        "key": one.contribution.line.key,
        "co_product": one.co_product,
        "displaced": one.displaced,
        "source": one.part.source,
        "market_share": None if share is None else format_decimal(share),
        "kilograms": format_decimal(one.contribution.value),
        "message": str(one.said),
    }


def _compared(known: tuple[Allocation, Result] | None) -> Json | None:
    if known is None:
        return None
    allocation, result = known
    return {
        "reason": allocation.reason.value,
        "basis": allocation.basis.value if allocation.basis else None,
        "pcf_excluding_biogenic_uptake": format_decimal(result.total),
    }
