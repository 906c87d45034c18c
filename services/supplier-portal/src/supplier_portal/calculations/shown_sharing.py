"""How burdens are shared, as people read it on the result."""

from dataclasses import dataclass
from decimal import Decimal

from carbon.allocation import Basis
from tierzero.i18n import Text, format_decimal, format_percent, format_quantity, unit_symbol

from .allocation_view import Portion, portions, unit_of
from .evaluating import Evaluation
from .outputs import basis_name
from .texts import CO_PRODUCT, RATIO, THIS_PRODUCT, filled

_DIGITS = 6


@dataclass(frozen=True)
class ShownPortion:
    """One output."""

    name: Text | str
    quantity: str
    amount: str
    share: str


@dataclass(frozen=True)
class ShownSharing:
    """Basis, ratio and outputs."""

    basis: Text | str
    unit: Text | str
    """Of the amounts; empty for money."""
    ratio: Text | None
    """Where prices decided."""
    portions: tuple[ShownPortion, ...]


def shown_sharing(evaluation: Evaluation) -> ShownSharing | None:
    """None where nothing is shared."""
    known, calculation = evaluation.allocation, evaluation.calculation
    if known is None or known.basis is None:
        return None
    rows = portions(calculation, known)
    return ShownSharing(
        basis_name(calculation, known.basis),
        _symbol(known.basis),
        _ratio(known.ratio, known.compared_per),
        tuple(_shown(one, place) for place, one in enumerate(rows)),
    )


def _ratio(ratio: Decimal | None, per: Basis | None) -> Text | None:
    if ratio is None:
        return None
    return filled(RATIO, ratio=format_decimal(ratio, _places(ratio)), unit=_symbol(per))


def _shown(one: Portion, place: int) -> ShownPortion:
    name = one.name or (filled(CO_PRODUCT, number=place) if place else THIS_PRODUCT)
    quantity = format_quantity(one.quantity, one.unit, _places(one.quantity))
    amount = "–" if one.amount is None else format_decimal(one.amount, _places(one.amount))
    return ShownPortion(name, quantity, amount, format_percent(one.share, 2))


def _symbol(basis: Basis | None) -> Text | str:
    unit = unit_of(basis)
    return unit_symbol(unit) if unit else ""


def _places(number: Decimal) -> int:
    """As many as it has, at most so that six significant digits stand."""
    exponent = number.as_tuple().exponent
    stated = -exponent if isinstance(exponent, int) and exponent < 0 else 0
    return max(0, min(stated, _DIGITS - 1 - number.adjusted()))
