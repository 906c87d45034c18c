"""What an activity is priced with, and how its factors are chosen."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime
from decimal import Decimal

from carbon.gwp import GWP_SETS, GwpSet, refrigerant_potential
from carbon.scope3.activities.details import Amount, Share
from carbon.scope3.category01 import fitting_average_factor, fitting_spend_factor
from carbon.scope3.inputs import EmissionFactor, Prices
from carbon.scope3.notes import Note
from carbon.scope3.quantities import Factor, Quantity
from carbon.scope3.results import DataType, Method, Source, SourceKind
from carbon.scope3.transport import Leakage
from carbon.units import dimension, known_unit


@dataclass(frozen=True)
class Market:
    """What is known on the date of an activity: factors, money, the inventory's GWP set."""

    date: datetime
    factors: Sequence[EmissionFactor]
    prices: Prices
    gwp_set: str

    @property
    def potentials(self) -> GwpSet:
        """The inventory's global warming potentials; KeyError for a set that does not exist."""
        return GWP_SETS[self.gwp_set]


class Obstacle(Exception):
    """Why a method does not apply; `note` is the stable code."""

    def __init__(self, note: Note) -> None:
        super().__init__(note)
        self.note = note


@dataclass(frozen=True)
class Wanted:
    """What a factor is looked for: a unit and classes, on a date."""

    date: datetime
    unit: str
    classifications: tuple[str, ...]


@dataclass(frozen=True)
class Emissions:
    """kgCO2e of an activity, what was measured, and what the figure rests on."""

    kilograms: Decimal
    measured: Quantity | None
    factors: tuple[EmissionFactor, ...] = ()
    sources: tuple[Source, ...] = ()
    method: Method = Method.AVERAGE_DATA
    data_type: DataType = DataType.SECONDARY


def own_emissions(kilograms: Decimal) -> Emissions:
    """What a partner in the value chain has measured itself."""
    return Emissions(kilograms, None, method=Method.SUPPLIER_SPECIFIC, data_type=DataType.PRIMARY)


def factor_for(market: Market, unit: str, classifications: tuple[str, ...]) -> EmissionFactor:
    """The best average factor per unit of that dimension; raises Obstacle."""
    if not known_unit(unit):
        raise Obstacle(Note.UNKNOWN_UNIT)
    wanted = Wanted(market.date, unit, classifications)
    return _found(fitting_average_factor(wanted, market.factors, market.gwp_set))


def spend_factor_for(market: Market, classifications: tuple[str, ...]) -> EmissionFactor:
    """The best spend-based factor; raises Obstacle."""
    wanted = Wanted(market.date, "", classifications)
    return _found(fitting_spend_factor(wanted, market.factors, market.gwp_set))


def factors_for(market: Market, amounts: Iterable[Amount]) -> tuple[EmissionFactor, ...]:
    """The factor of each amount, in their order; raises Obstacle."""
    return tuple(factor_for(market, one.unit, one.classifications) for one in amounts)


def factors_for_shares(
    market: Market, unit: str, shares: Iterable[Share]
) -> tuple[EmissionFactor, ...]:
    """The factor of each part of a whole, in their order; raises Obstacle."""
    return tuple(factor_for(market, unit, one.classifications) for one in shares)


def quantity(amount: Amount) -> Quantity:
    """The amount without its classes."""
    return Quantity(amount.value, amount.unit)


def quantity_in(amount: Amount, unit: str) -> Quantity:
    """The amount, if it is measured like the unit; raises Obstacle."""
    if not known_unit(amount.unit) or dimension(amount.unit) != dimension(unit):
        raise Obstacle(Note.UNKNOWN_UNIT)
    return quantity(amount)


def plain(factor: EmissionFactor) -> Factor:
    """The factor as the categories' formulas take it."""
    return Factor(factor.value, factor.unit, factor.id, factor.gwp_set)


def potentials_of(market: Market, leakages: Iterable[Leakage]) -> tuple[Source, ...]:
    """The potential of each gas that leaked, as a source; raises Obstacle for an unknown one."""
    return tuple(_potential(market, leakage) for leakage in leakages)


def _potential(market: Market, leakage: Leakage) -> Source:
    gas, chosen = leakage.refrigerant, market.potentials
    quantity_in(Amount(leakage.mass.value, leakage.mass.unit), "kilogram")
    try:
        value = refrigerant_potential(gas, chosen)
    except ValueError as error:
        raise Obstacle(Note.UNKNOWN_GAS) from error
    return Source(SourceKind.GWP_SET, chosen.name, 1, gas, format(value, "f"))


def _found(outcome: EmissionFactor | Note) -> EmissionFactor:
    if isinstance(outcome, Note):
        raise Obstacle(outcome)
    return outcome
