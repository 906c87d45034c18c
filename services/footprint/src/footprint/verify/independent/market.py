"""Emission factors, money and suppliers' figures as one buyer may use them."""

from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from fractions import Fraction
from typing import Any

from footprint.verify.independent.classes import Class, lineage
from footprint.verify.independent.known import Known
from footprint.verify.independent.moments import meets, moment
from footprint.verify.independent.numbers import stated
from footprint.verify.independent.units import measures, size
from tierzero.procurement.v1.factor_pb2 import FACTOR_KIND_SPEND_BASED

MONEY = "money"
"""What spend-based factors are per unit of."""


@dataclass(frozen=True)
class Factor:
    """kgCO2e per unit; ``measured`` is what the unit measures, `MONEY` where it is a currency."""

    id: str
    version: int
    of: Class
    value: Fraction
    unit: str
    measured: str
    gwp_set: str
    price_year: int
    has_margins: bool
    data_year: int
    start: datetime | None
    end: datetime | None

    def holds_on(self, date: datetime) -> bool:
        """Start inclusive, end exclusive; an absent one is open."""
        return (self.start is None or self.start <= date) and (self.end is None or date < self.end)

    @property
    def per_base_unit(self) -> Fraction:
        """kgCO2e per base unit of what is measured."""
        return self.value / size(self.unit)


@dataclass(frozen=True)
class Market:
    """Factors by class, rates and indices, and the set of potentials of the buyer's policy."""

    factors: Mapping[Class, Sequence[Factor]]
    rates: Sequence[Any]
    indices: Sequence[Any]
    gwp_set: str

    def factor(self, measured: str, classes: Iterable[str], date: datetime) -> Factor | None:
        """For the first class that any factor is for: the finest, then in the policy's set, with
        margins, of the latest data and prices, the highest version, the last id."""
        best = (self._best(measured, one, lambda factor: factor.holds_on(date)) for one in classes)
        return next((one for one in best if one is not None), None)

    def factor_in(self, measured: str, classification: str, year: int) -> Factor | None:
        """The same for one class, of all factors that hold at any moment of the year."""
        return self._best(measured, classification, lambda one: meets(year, one.start, one.end))

    def _best(
        self, measured: str, classification: str, holds: Callable[[Factor], bool]
    ) -> Factor | None:
        fitting = [
            factor
            for coarser in lineage(classification)
            for factor in self.factors.get(coarser, ())
            if factor.measured == measured and holds(factor)
        ]
        return max(fitting, key=self._preference, default=None)

    def _preference(self, factor: Factor) -> tuple[Any, ...]:
        fineness, is_own_set = len(factor.of[1]), factor.gwp_set == self.gwp_set
        years = factor.data_year, factor.price_year
        return fineness, is_own_set, factor.has_margins, *years, factor.version, factor.id

    def in_own_set(self) -> "Market":
        """Without the factors that are stated in other sets of potentials."""
        kept = {
            name: [one for one in factors if one.gwp_set == self.gwp_set]
            for name, factors in self.factors.items()
        }
        return replace(self, factors=kept)


def market_of(facts: Known, buyer_id: str, gwp_set: str) -> Market:
    """What was published for everybody or for this buyer."""
    factors: dict[Class, list[Factor]] = defaultdict(list)
    for one in _held_by(facts, "EmissionFactor", buyer_id):
        factor = _factor(one)
        factors[factor.of].append(factor)
    rates, indices = (_held_by(facts, kind, buyer_id) for kind in ("ExchangeRate", "PriceIndex"))
    return Market(factors, rates, indices, gwp_set)


def _held_by(facts: Known, kind: str, buyer_id: str) -> list[Any]:
    return [one for one in facts.present(kind) if one.fact.organization_id in ("", buyer_id)]


def _factor(fact: Any) -> Factor:
    is_of_money = fact.kind == FACTOR_KIND_SPEND_BASED
    return Factor(
        id=fact.fact.id,
        version=fact.fact.version,
        of=lineage(fact.classification)[-1],
        value=stated(fact.value),
        unit=fact.unit,
        measured=MONEY if is_of_money else measures(fact.unit),
        gwp_set=fact.gwp_set,
        price_year=fact.price_year,
        has_margins=fact.includes_margins,
        data_year=fact.data_year,
        start=moment(fact, "valid_from"),
        end=moment(fact, "valid_until"),
    )
