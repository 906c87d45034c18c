"""What share of a year's emissions each method calculated, in per cent."""

from collections.abc import Iterable, Sequence
from decimal import ROUND_HALF_EVEN, Decimal

from aggregator.progress.model import MethodTotal
from carbon.decimals import exact_arithmetic, readable
from carbon.scope3.results import Method


def shares_of(methods: Sequence[MethodTotal]) -> Iterable[tuple[Method, Decimal]]:
    """Method and per cent, as told or from the totals; none where these add up to nothing."""
    if any(one.percent is not None for one in methods):
        yield from ((one.method, one.percent) for one in methods if one.percent is not None)
        return
    totals = [(one.method, int(one.milligrams)) for one in methods]
    whole = sum(total for _, total in totals)
    for method, total in totals if whole > 0 else ():
        with exact_arithmetic():
            yield method, readable(Decimal(total) / whole * 100)


def whole_percent(percent: Decimal) -> Decimal:
    """Rounded to whole per cent, half to even: more digits would tell a method's emissions."""
    return percent.quantize(Decimal(1), rounding=ROUND_HALF_EVEN)
