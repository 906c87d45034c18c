"""Steps that the formulas of activities are made of, and what was used on the way."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import datetime
from fractions import Fraction
from typing import Any

from footprint.verify.independent.gases import POTENTIALS
from footprint.verify.independent.market import MONEY, Factor, Market
from footprint.verify.independent.money import worth
from footprint.verify.independent.numbers import stated
from footprint.verify.independent.units import MASS, measures, size
from tierzero.footprint.v1 import inventory_pb2 as contract


class Unpriced(Exception):
    """Something that the formula needs is missing."""


@dataclass
class Work:
    """One activity being priced, and the factors used for it so far."""

    market: Market
    date: datetime
    used: list[Factor] = field(default_factory=list[Factor])
    is_measured_by_partner: bool = False

    @property
    def method(self) -> Any:
        """By the contract's names."""
        if self.is_measured_by_partner:
            return contract.METHOD_SUPPLIER_SPECIFIC
        is_spend = any(one.measured == MONEY for one in self.used)
        return contract.METHOD_SPEND_BASED if is_spend else contract.METHOD_AVERAGE_DATA

    @property
    def is_foreign(self) -> bool:
        """Whether a factor is stated in another set of potentials than the policy's."""
        return any(one.gwp_set != self.market.gwp_set for one in self.used)

    def known(self, kilograms: Fraction) -> Fraction:
        """What a partner in the value chain has measured itself."""
        self.is_measured_by_partner = True
        return kilograms

    def factor(self, measured: str, classes: Iterable[str]) -> Factor:
        """The factor of the classes; raises Unpriced."""
        found = self.market.factor(measured, classes, self.date)
        if found is None:
            raise Unpriced
        self.used.append(found)
        return found

    def priced(self, one: Any, classes: Iterable[str]) -> Fraction:
        """kgCO2e of an amount by the factor of other classes than its own."""
        factor = self.factor(measures(one.unit), classes)
        return stated(one.value) * size(one.unit) * factor.per_base_unit

    def amount(self, one: Any) -> Fraction:
        """kgCO2e of an amount by the factor of its classes."""
        return self.priced(one, one.classifications)

    def amounts(self, several: Iterable[Any]) -> Fraction:
        """kgCO2e of several."""
        return sum(map(self.amount, several), Fraction(0))

    def amount_in(self, detail: Any, name: str) -> Fraction:
        """kgCO2e of an amount that may be absent; raises Unpriced where it is."""
        if not detail.HasField(name):
            raise Unpriced
        return self.amount(getattr(detail, name))

    def money(self, amount: str, currency: str, classes: Iterable[str]) -> Fraction:
        """kgCO2e of money; raises Unpriced where there is none."""
        if not amount:
            raise Unpriced
        factor, year = self.factor(MONEY, classes), self.date.year
        rate = worth(self.market, currency, year, factor.unit, factor.price_year)
        if rate is None:
            raise Unpriced
        return stated(amount) * rate * factor.value

    def leaked(self, leakages: Iterable[Any]) -> Fraction:
        """kgCO2e of gases that escaped, by the policy's set of potentials."""
        potentials, whole = POTENTIALS[self.market.gwp_set], Fraction(0)
        for one in leakages:
            if one.gas not in potentials:
                raise Unpriced
            whole += in_base_units(MASS, one.mass, one.mass_unit) * potentials[one.gas]
        return whole

    def treated(self, mass: str, unit: str, treatments: Iterable[Any]) -> Fraction:
        """kgCO2e of a mass, each part of which is treated in its own way."""
        kilograms = in_base_units(MASS, mass, unit)
        parts = (
            self.factor(MASS, one.classifications).per_base_unit * stated(one.share or "1")
            for one in treatments
        )
        return kilograms * sum(parts, Fraction(0))


def in_base_units(measured: str, value: str, unit: str) -> Fraction:
    """The value in base units of a dimension; raises Unpriced where the unit is of another."""
    if measures(unit) != measured:
        raise Unpriced
    return stated(value) * size(unit)
