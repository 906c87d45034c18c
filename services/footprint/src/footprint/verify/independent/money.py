"""Money of one currency and year in another (technical guidance of scope 3, spend-based method).

`spend ÷ rate(year of spend) × index(year of the factor) ÷ index(year of spend)`, with the rate as
so many units of the spend's currency for one of the factor's.
"""

from collections.abc import Iterable
from fractions import Fraction
from typing import Any

from footprint.verify.independent.market import Market
from footprint.verify.independent.numbers import stated


def worth(
    market: Market, currency: str, year: int, wanted: str, price_year: int
) -> Fraction | None:
    """Units of the wanted currency at prices of ``price_year`` (0: of the year itself) that one
    unit of the currency is worth in the year; None where a rate or an index is missing."""
    exchanged = _exchange(market, currency, year, wanted)
    deflated = _deflate(market, wanted, year, price_year or year)
    return None if exchanged is None or deflated is None else exchanged * deflated


def _exchange(market: Market, currency: str, year: int, wanted: str) -> Fraction | None:
    if currency == wanted:
        return Fraction(1)
    of_year = [one for one in market.rates if one.year == year]
    straight = _newest(one for one in of_year if (one.base, one.currency) == (wanted, currency))
    if straight is not None:
        return 1 / stated(straight.rate)
    turned = _newest(one for one in of_year if (one.base, one.currency) == (currency, wanted))
    return None if turned is None else stated(turned.rate)


def _deflate(market: Market, currency: str, year: int, price_year: int) -> Fraction | None:
    if year == price_year:
        return Fraction(1)
    of_currency = [one for one in market.indices if one.currency == currency]
    spent = _newest(one for one in of_currency if one.year == year)
    priced = _newest(one for one in of_currency if one.year == price_year)
    if spent is None or priced is None:
        return None
    return stated(priced.index) / stated(spent.index)


def _newest(facts: Iterable[Any]) -> Any:
    return max(facts, key=lambda one: (one.fact.version, one.fact.id), default=None)
