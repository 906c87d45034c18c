"""A line's documents as values of the carbon library."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from decimal import Decimal
from typing import Any

from carbon.decimals import parse_decimal
from carbon.scope3.category01 import fitting_average_factor, fitting_spend_factor
from carbon.scope3.inputs import EmissionFactor, FootprintValue, SupplierEmissions
from carbon.scope3.notes import Note
from carbon.scope3.results import SourceKind
from footprint import values
from footprint.why.calculation.terms import Figure, amount, shown
from tierzero.facts import declared_unit_from_message
from tierzero.footprint.v1.inventory_service_pb2 import Document


class Incomplete(Exception):
    """A document that the calculation rests on is not at hand."""


@dataclass(frozen=True)
class Wanted:
    """What a factor was looked for: a unit and classes, on a date."""

    date: datetime
    unit: str
    classifications: tuple[str, ...]


@dataclass(frozen=True)
class Evidence:
    """What a line rests on. Factors are chosen again by the same rule: the best of all is the best
    of those that were used."""

    date: datetime
    gwp_set: str
    footprints: Sequence[FootprintValue] = ()
    factors: Sequence[EmissionFactor] = ()
    own: SupplierEmissions | None = None
    calculated: Figure | None = None
    rates: Sequence[Any] = ()
    indices: Sequence[Any] = ()
    potentials: dict[str, str] = field(default_factory=dict[str, str])

    def factor(self, unit: str, classes: Iterable[str]) -> EmissionFactor:
        """The average factor per unit; raises Incomplete."""
        wanted = Wanted(self.date, unit, tuple(classes))
        return _found(fitting_average_factor(wanted, self.factors, self.gwp_set))

    def amount(self, one: Any) -> str:
        """An amount × the factor of its classes."""
        return amount(one.value, one.unit, self.factor(one.unit, one.classifications))

    def money(self, spend: str, currency: str, classes: Iterable[str]) -> str:
        """Spend in the factor's money × the factor."""
        wanted = Wanted(self.date, "", tuple(classes))
        factor = _found(fitting_spend_factor(wanted, self.factors, self.gwp_set))
        exchanged = self.exchanged(currency, factor.unit)
        deflated = self._deflated(factor.price_year or self.date.year)
        value = f"{shown(factor.value)} kgCO2e/{factor.unit}"
        return f"{shown(spend)} {currency}{exchanged}{deflated} × {value}"

    def exchanged(self, currency: str, wanted: str) -> str:
        """The rate from one currency to the other, as a multiplication or division."""
        if currency == wanted:
            return ""
        for rate in self.rates:
            number = shown(rate.rate)
            if (rate.base, rate.currency) == (wanted, currency):
                return f" ÷ {number} {currency}/{wanted}"
            if (rate.base, rate.currency) == (currency, wanted):
                return f" × {number} {wanted}/{currency}"
        raise Incomplete

    def _deflated(self, price_year: int) -> str:
        if price_year == self.date.year:
            return ""
        of_year = {one.year: shown(one.index) for one in self.indices}
        if not {price_year, self.date.year} <= of_year.keys():
            raise Incomplete
        return f" × {of_year[price_year]} ÷ {of_year[self.date.year]}"


def evidence_of(date: datetime, gwp_set: str, documents: Sequence[Document]) -> Evidence:
    """The documents of a line, sorted by what they are."""
    stated = [one for one in documents if one.WhichOneof("content") == "footprint"]
    footprints = [one.footprint for one in stated]
    averaged = [one for document in documents for one in document.averaged]
    own = [one.supplier_emissions for one in documents if one.HasField("supplier_emissions")]
    factors = [one.emission_factor for one in documents if one.HasField("emission_factor")]
    gases = [one.source for one in documents if one.source.kind == SourceKind.GWP_SET]
    return Evidence(
        date=date,
        gwp_set=gwp_set,
        footprints=[*map(values.footprint_value_from_message, [*footprints, *averaged])],
        factors=[*map(values.emission_factor_from_message, factors)],
        own=values.supplier_emissions_from_message(own[0]) if own else None,
        calculated=next(map(_calculated, filter(_is_calculated, documents)), None),
        rates=[one.exchange_rate for one in documents if one.HasField("exchange_rate")],
        indices=[one.price_index for one in documents if one.HasField("price_index")],
        potentials={one.label: one.value for one in gases},
    )


def _is_calculated(document: Document) -> bool:
    return document.WhichOneof("content") == "calculated_footprint"


def _calculated(document: Document) -> Figure:
    """A rolled-up total as it is: the exact value of the binary number, not a rounded one."""
    shown_total, mass = document.calculated_footprint, document.mass_per_declared_unit
    unit = declared_unit_from_message(shown_total.declared_unit)
    kilograms = parse_decimal(mass) if mass else None
    return Figure(Decimal(shown_total.value), Decimal(1), unit.value if unit else "", kilograms)


def _found(outcome: EmissionFactor | Note) -> EmissionFactor:
    if isinstance(outcome, Note):
        raise Incomplete
    return outcome


def is_zero(text: str) -> bool:
    """Whether nothing is stated, or zero."""
    return not text or not Decimal(text)
