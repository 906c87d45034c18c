"""How burdens are shared, for the supplier's own eyes: what it rests on, output by output."""

from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from carbon.allocation import COMMON_UNITS, Basis, CoProduct, amount
from carbon.calculation.allocating import Allocation
from carbon.decimals import format_decimal, readable

from .evaluating import Evaluation
from .model import Calculation
from .outputs import outputs_of

Json = dict[str, Any]


@dataclass(frozen=True)
class Portion:
    """One output: what is stated, what it is weighed with, and what it bears."""

    name: str
    """Empty for the product itself."""
    quantity: Decimal
    unit: str
    amount: Decimal | None
    """kg, MJ, m³ or money; None where nothing is shared by amounts."""
    share: Decimal


def portions(calculation: Calculation, allocation: Allocation) -> list[Portion]:
    """The product first; waste bears nothing and is not among them."""
    pairs = zip(outputs_of(calculation), allocation.shares, strict=True)
    return [_portion(output, allocation.basis, share) for output, share in pairs]


def allocation_view(evaluation: Evaluation) -> Json | None:
    """For the JSON API: basis, ratio, and each output's quantity, amount and share."""
    known = evaluation.allocation
    if known is None:
        return None
    return {
        "reason": known.reason.value,
        "basis": known.basis.value if known.basis else None,
        "unit": unit_of(known.basis),
        "economic_value_ratio": _text(known.ratio),
        "prices_compared_per": unit_of(known.compared_per),
        "shares": [format_decimal(share) for share in known.shares],
        "outputs": [_viewed(one) for one in portions(evaluation.calculation, known)],
    }


def unit_of(basis: Basis | None) -> str | None:
    """The unit in which a physical basis is counted; None for money."""
    return COMMON_UNITS.get(basis) if basis else None


def _portion(output: CoProduct, basis: Basis | None, share: Decimal) -> Portion:
    known = amount(output, basis) if basis else None
    shown = None if known is None else readable(known)
    return Portion(output.name, output.quantity, output.unit, shown, share)


def _viewed(one: Portion) -> Json:
    return {
        "name": one.name,
        "quantity": _text(one.quantity or None),
        "unit": one.unit,
        "amount": _text(one.amount),
        "share": format_decimal(one.share),
    }


def _text(number: Decimal | None) -> str | None:
    return None if number is None else format_decimal(number)
