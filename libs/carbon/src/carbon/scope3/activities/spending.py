"""Money of an activity in the currency and year of its factor."""

from dataclasses import dataclass
from decimal import Decimal

from carbon.decimals import exact_arithmetic
from carbon.scope3.activities.choosing import Market, Obstacle
from carbon.scope3.inputs import EmissionFactor
from carbon.scope3.normalisation import normalise
from carbon.scope3.notes import Note
from carbon.scope3.results import Source


@dataclass(frozen=True)
class Money:
    """An amount in the factor's currency and year, with the rates and indices used."""

    value: Decimal
    sources: tuple[Source, ...]


def in_money_of(
    factor: EmissionFactor, amount: Decimal | None, currency: str, market: Market
) -> Money:
    """Exchange and deflate; raises Obstacle."""
    if amount is None or not currency:
        raise Obstacle(Note.NO_AMOUNT)
    year = market.date.year
    found = normalise(currency, year, factor.unit, factor.price_year, market.prices)
    if isinstance(found, Note):
        raise Obstacle(found)
    with exact_arithmetic():
        return Money(amount * found.multiplier, found.sources)
