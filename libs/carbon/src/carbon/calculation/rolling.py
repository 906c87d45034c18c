"""The roll-up: lines to contributions per declared unit, and what follows from them.

PACT methodology v3, buyer roll-up: PCF = Σ quantity × factor, after allocation.
"""

import math
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from decimal import ROUND_HALF_EVEN, Context, Decimal

from carbon.decimals import exact_arithmetic, plain, readable
from carbon.quality import NO_PRIMARY_DATA, WORST_RATING, Part, weighted_mean
from carbon.rollup.spreads import rated_uncertainty
from carbon.uncertainty import PEDIGREE, Interval, PedigreeSet, interval
from carbon.units import convert_for_product

from .model import COMPONENTS, RATINGS, Composition, Line, Ratings, Stage, summed

QUANTUM = Decimal("1e-12")
"""kgCO2e to which each component of a line is rounded, once."""

ESTIMATED = math.log(PEDIGREE[PedigreeSet.ECOINVENT]["reliability"][3])
"""ln U of a quantity that was estimated, not measured: reliability 4 of ecoinvent's pedigree."""

_WITHOUT_TAILS = Context(prec=350, rounding=ROUND_HALF_EVEN)
_WIDE = Context(prec=400, rounding=ROUND_HALF_EVEN)


@dataclass(frozen=True)
class Contribution:
    """What one line adds to one declared unit of the product; emissions in kgCO2e."""

    line: Line
    amount: Decimal
    """Quantity of the line per declared unit, in the line's unit."""
    emissions: Composition

    @property
    def value(self) -> Decimal:
        """kgCO2e of all components."""
        return self.emissions.total

    @property
    def primary_data_share(self) -> Decimal:
        """Per cent; nothing where the quantity is only estimated."""
        return self.line.factor.primary_data_share if self.line.measured else NO_PRIMARY_DATA

    @property
    def log_spread(self) -> float:
        """ln GSD² of quantity and factor together."""
        rated = self.line.factor.ratings
        known = float(rated_uncertainty(rated.technological, rated.geographical, rated.temporal))
        return known if self.line.measured else math.hypot(known, ESTIMATED)


@dataclass(frozen=True)
class Result:
    """A product's footprint per declared unit, and how good it is."""

    contributions: tuple[Contribution, ...]
    emissions: Composition

    @property
    def total(self) -> Decimal:
        """pcfExcludingBiogenicUptake, kgCO2e: exactly the sum of the contributions."""
        return self.emissions.total

    @property
    def weight(self) -> Decimal:
        """Σ |contribution|, by which means are weighted."""
        with exact_arithmetic():
            return sum((abs(one.value) for one in self.contributions), Decimal(0))

    @property
    def primary_data_share(self) -> Decimal | None:
        """Per cent; None where nothing is emitted."""
        return self._mean(lambda one: one.primary_data_share, NO_PRIMARY_DATA)

    @property
    def ratings(self) -> Ratings:
        """Means of the three ratings; None where nothing is emitted."""
        means = {name: self._mean(_rating(name), WORST_RATING) for name in RATINGS}
        return Ratings(**means)

    @property
    def log_spread(self) -> float | None:
        """ln GSD² of the sum, to first order; None unless the total is positive."""
        if self.total <= 0:
            return None
        whole = float(self.total)
        return math.hypot(
            *(float(one.value) / whole * one.log_spread for one in self.contributions)
        )

    @property
    def interval(self) -> Interval | None:
        """The 95 % interval in kgCO2e."""
        spread = self.log_spread
        return None if spread is None else interval(float(self.total), math.exp(spread))

    def of_stage(self, stage: Stage) -> Decimal:
        """kgCO2e that arise in a stage."""
        return summed(one.emissions for one in self.contributions if one.line.stage is stage).total

    def share(self, contribution: Contribution) -> Decimal:
        """|contribution| ÷ Σ |contribution|, from 0 to 1."""
        with exact_arithmetic():
            return readable(abs(contribution.value) / self.weight) if self.weight else Decimal(0)

    def _mean(
        self, indicator: Callable[[Contribution], Decimal | None], missing: Decimal
    ) -> Decimal | None:
        parts = (Part(one.value, indicator(one)) for one in self.contributions)
        return weighted_mean(parts, missing)


def roll_up(lines: Sequence[Line], output_amount: Decimal, share: Decimal) -> Result:
    """The footprint of one declared unit.

    `output_amount` is how many declared units of the product the process made, `share` what the
    product bears of it. Raises UnitMismatch where a line's unit does not join its factor's.
    """
    contributions = tuple(_contribution(line, output_amount, share) for line in lines)
    return Result(contributions, summed(one.emissions for one in contributions))


def per_declared_unit(line: Line, output_amount: Decimal, share: Decimal) -> Decimal:
    """The line's quantity that one declared unit of the product bears."""
    with exact_arithmetic():
        if line.for_amount is not None:
            return line.quantity / line.for_amount
        return line.quantity * (share if line.shared else 1) / output_amount


def _contribution(line: Line, output_amount: Decimal, share: Decimal) -> Contribution:
    amount = per_declared_unit(line, output_amount, share)
    factor = line.factor
    times = convert_for_product(amount, line.unit, factor.unit, factor.mass_per_unit)
    with exact_arithmetic():
        # The whole product before the division: 1/3 of 3 is 1 and not 0.999….
        emissions = {
            name: _rounded(times * getattr(factor.emissions, name) / factor.amount)
            for name in COMPONENTS
        }
    return Contribution(line, readable(amount), Composition(**emissions))


def _rounded(number: Decimal) -> Decimal:
    return plain(_WITHOUT_TAILS.create_decimal(number).quantize(QUANTUM, context=_WIDE))


def _rating(name: str) -> Callable[[Contribution], Decimal | None]:
    return lambda one: getattr(one.line.factor.ratings, name)
