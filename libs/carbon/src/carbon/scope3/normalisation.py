"""Money of one year and currency in that of an emission factor (scope 3 guidance, spend-based)."""

from collections.abc import Iterable
from dataclasses import dataclass
from decimal import Decimal
from typing import TypeVar

from carbon.decimals import exact_arithmetic, format_decimal
from carbon.scope3.inputs import ExchangeRate, PriceIndex, Prices
from carbon.scope3.notes import Note
from carbon.scope3.results import Source, SourceKind

_Versioned = TypeVar("_Versioned", ExchangeRate, PriceIndex)


@dataclass(frozen=True)
class Normalisation:
    """How many units of the factor's currency and year one unit of the spend is worth."""

    multiplier: Decimal
    sources: tuple[Source, ...]


def normalise(
    currency: str, year: int, factor_currency: str, factor_year: int | None, prices: Prices
) -> Normalisation | Note:
    """Exchange in the year of spend, then deflate by the index of the factor's currency.

    `spend / FX(year) × CPI(factor year) / CPI(year)`; without a rate or an index the note says so.
    """
    exchanged = _exchange(currency, factor_currency, year, prices.rates)
    if isinstance(exchanged, Note):
        return exchanged
    deflated = _deflate(factor_currency, year, factor_year or year, prices.indices)
    if isinstance(deflated, Note):
        return deflated
    with exact_arithmetic():
        return Normalisation(
            exchanged.multiplier * deflated.multiplier, exchanged.sources + deflated.sources
        )


def _exchange(
    currency: str, base: str, year: int, rates: Iterable[ExchangeRate]
) -> Normalisation | Note:
    if currency == base:
        return Normalisation(Decimal(1), ())
    of_year = [rate for rate in rates if rate.year == year and rate.rate > 0]
    direct = _latest(rate for rate in of_year if (rate.base, rate.currency) == (base, currency))
    inverse = _latest(rate for rate in of_year if (rate.base, rate.currency) == (currency, base))
    with exact_arithmetic():
        if direct is not None:
            return Normalisation(1 / direct.rate, (_rate_source(direct),))
        if inverse is not None:
            return Normalisation(inverse.rate, (_rate_source(inverse),))
    return Note.NO_EXCHANGE_RATE


def _deflate(
    currency: str, year: int, factor_year: int, indices: Iterable[PriceIndex]
) -> Normalisation | Note:
    if year == factor_year:
        return Normalisation(Decimal(1), ())
    of_currency = [index for index in indices if index.currency == currency and index.index > 0]
    now = _latest(index for index in of_currency if index.year == year)
    then = _latest(index for index in of_currency if index.year == factor_year)
    if now is None or then is None:
        return Note.NO_PRICE_INDEX
    with exact_arithmetic():
        sources = (_index_source(then), _index_source(now))
        return Normalisation(then.index / now.index, sources)


def _latest(
    candidates: Iterable[_Versioned],
) -> _Versioned | None:
    """One of several statements about the same year, whatever order they came in."""
    return max(candidates, key=lambda candidate: (candidate.version, candidate.id), default=None)


def _rate_source(rate: ExchangeRate) -> Source:
    label = f"{rate.currency}/{rate.base} {rate.year}"
    return Source(SourceKind.EXCHANGE_RATE, rate.id, rate.version, label, format_decimal(rate.rate))


def _index_source(index: PriceIndex) -> Source:
    label = f"CPI {index.currency} {index.year}"
    return Source(
        SourceKind.PRICE_INDEX, index.id, index.version, label, format_decimal(index.index)
    )
