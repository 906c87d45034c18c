"""Factors, exchange rates and price indices of a buyer for `pages.py`, through the services."""

from datetime import UTC, datetime

from procurement.factors.model import FactorEntry
from procurement.factors.service import Factors
from procurement.quotes.kinds import EXCHANGE_RATES, PRICE_INDICES
from procurement.quotes.model import Entry, ExchangeRateEntry, PriceIndexEntry
from procurement.quotes.service import Quotes
from tierzero.store import Store
from tierzero.tenancy import Scope

CURRENCIES = ("AUD", "BRL", "CAD", "CHF", "CNY", "EUR", "GBP", "INR", "JPY", "KRW")
FIRST_YEAR = 1900
MOST_QUOTES = len(CURRENCIES) * 300
"""There are no more years for quotes of so many currencies."""


def _clock() -> datetime:
    return datetime(2026, 6, 1, tzinfo=UTC)


async def stock_factors(store: Store, buyer: str, count: int) -> None:
    """So many factors of one set, and as many quotes as there are currencies and years for."""
    scope = Scope(buyer, "bench")
    await Factors(store, _clock).publish_checked(scope, [_factor(n) for n in range(count)])
    for kind, quoted in ((EXCHANGE_RATES, _rate), (PRICE_INDICES, _index)):
        quotes = [quoted(n) for n in range(min(count, MOST_QUOTES))]
        await Quotes(store, _clock, kind).publish_checked(scope, quotes)


def _factor(number: int) -> FactorEntry:
    return FactorEntry.model_validate(
        {
            "factor_set": "averages",
            "version": "1",
            "kind": "average_data",
            "classification": f"urn:cpc:{number}",
            "name": f"Class {number}",
            "value": "2.1",
            "unit": "kg",
            "gwp_set": "AR6",
        }
    )


def _stated(number: int) -> dict[str, object]:
    currency = CURRENCIES[number % len(CURRENCIES)]
    return {"currency": currency, "year": FIRST_YEAR + number // len(CURRENCIES)}


def _rate(number: int) -> Entry:
    return ExchangeRateEntry.model_validate({**_stated(number), "base": "USD", "rate": "7.1"})


def _index(number: int) -> Entry:
    return PriceIndexEntry.model_validate({**_stated(number), "index": "100"})
