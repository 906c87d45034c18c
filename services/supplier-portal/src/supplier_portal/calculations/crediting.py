"""Credits of a calculation by substitution: what each co-product displaces and brings. Pure."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from carbon.calculation.model import COMPONENTS, Stage
from carbon.calculation.rolling import Contribution, Result
from carbon.calculation.substituting import balance, reversed_components
from carbon.decimals import format_decimal
from tierzero.i18n import Text

from .displacing import co_product_of
from .parts import Gap, Part
from .rows import Displaced
from .stated import CalculationInput
from .texts import COMPONENT_NAMES, CREDITED, SUBSTITUTED, filled

_HALF = 2


@dataclass(frozen=True)
class Credit:
    """What one co-product brings per declared unit."""

    part: Part
    contribution: Contribution
    row: Displaced
    co_product: str

    @property
    def displaced(self) -> str:
        """What the displaced product is called."""
        return self.part.name or self.part.source

    @property
    def said(self) -> Text:
        """In a sentence, with the source of the factor."""
        return filled(
            CREDITED,
            co_product=self.co_product or "–",
            displaced=self.displaced or "–",
            source=self.part.source or "–",
            share=format_decimal(self.row.market_share) if self.row.market_share else "–",
            kilograms=format_decimal(self.contribution.value),
        )


def credits_of(
    stated: CalculationInput, parts: Sequence[Part], result: Result | None
) -> list[Credit]:
    """Every credit, in the order of the statement."""
    values = {one.line.key: one for one in result.contributions} if result else {}
    return [
        Credit(part, values[part.line.key], part.row, co_product_of(part.row, stated))
        for part in parts
        if isinstance(part.row, Displaced) and part.line.key in values
    ]


def describe_substitution(
    stated: CalculationInput, parts: Sequence[Part], result: Result | None
) -> str:
    """What a footprint must state of it: what displaces what, by which factor, and why."""
    said = " ".join(str(one.said) for one in credits_of(stated, parts, result))
    return f"{filled(SUBSTITUTED, reason=stated.displacement_reason)} {said}".strip()


def credit_gaps(result: Result | None) -> Iterator[Gap]:
    """A footprint is never below zero by a credit: what is wrong then, and when it is much."""
    if result is None or not _has_credits(result):
        return
    known = balance(result)
    told = {"credit": format_decimal(-known.credit), "burden": format_decimal(known.burden)}
    if known.exceeds:
        yield Gap("approach", "credit-exceeds-burden", told)
    elif reversed_ := reversed_components(result):
        names = ", ".join(str(COMPONENT_NAMES[name]) for name in COMPONENTS if name in reversed_)
        yield Gap("approach", "credit-reverses-component", {"components": names})
    elif -known.credit * _HALF > known.burden:
        yield Gap("approach", "credit-large", told, is_hint=True)


def _has_credits(result: Result) -> bool:
    return any(one.line.stage is Stage.CREDIT for one in result.contributions)
