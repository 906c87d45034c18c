"""System expansion by substitution as people read it on the result."""

from dataclasses import dataclass

from carbon.calculation.allocating import Reason
from carbon.calculation.substituting import balance
from tierzero.i18n import Text, format_decimal

from .crediting import Credit, credits_of
from .evaluating import Evaluation
from .outputs import basis_name
from .shown import significant
from .texts import COMPARED, filled


@dataclass(frozen=True)
class ShownCredit:
    """One row: which co-product displaces what, and what it brings."""

    co_product: str
    displaced: str
    source: str
    market_share: str
    kilograms: str


@dataclass(frozen=True)
class ShownSubstitution:
    """The account of burden and credits, kgCO2e per declared unit."""

    reason: str
    burden: str
    credit: str
    net: str
    credits: tuple[ShownCredit, ...]
    compared: Text | None
    """What allocation would give instead."""


def shown_substitution(evaluation: Evaluation) -> ShownSubstitution | None:
    """None where nothing is substituted."""
    known, result = evaluation.allocation, evaluation.result
    if known is None or result is None or known.reason is not Reason.SUBSTITUTION:
        return None
    stated, sums = evaluation.calculation.stated, balance(result)
    rows = credits_of(stated, evaluation.parts, result)
    return ShownSubstitution(
        stated.displacement_reason,
        significant(sums.burden),
        significant(sums.credit),
        significant(sums.net),
        tuple(_shown(one) for one in rows),
        _compared(evaluation),
    )


def _shown(one: Credit) -> ShownCredit:
    share = one.row.market_share
    return ShownCredit(
        one.co_product or "–",
        one.displaced or "–",
        one.part.source or "–",
        "–" if share is None else f"{format_decimal(share)} %",
        significant(one.contribution.value),
    )


def _compared(evaluation: Evaluation) -> Text | None:
    if evaluation.compared is None:
        return None
    allocation, result = evaluation.compared
    named = basis_name(evaluation.calculation, allocation.basis)
    return filled(COMPARED, basis=named, kilograms=significant(result.total))
