"""Exchange rates and price indices of the sample: plain assumptions, and marked as such."""

from datetime import date
from decimal import ROUND_HALF_UP, Decimal
from typing import Any

from tierzero_local.sample.data import read

DIGITS = Decimal("0.001")
Json = dict[str, Any]


def exchange_rates(today: date) -> list[Json]:
    """CNY for one USD, from the factors' price year to this year."""
    plan = read("economy")
    return [
        {
            "base": plan["base"],
            "currency": plan["currency"],
            "year": year,
            "rate": plan["rate"],
            "source": plan["source"],
        }
        for year in _years(today)
    ]


def price_indices(today: date) -> list[Json]:
    """Price index of the USD economy, growing evenly."""
    plan = read("economy")
    return [
        {
            "currency": plan["index_currency"],
            "year": year,
            "index": str(_index(plan, year - plan["price_year"])),
            "source": plan["source"],
        }
        for year in _years(today)
    ]


def _years(today: date) -> range:
    return range(read("economy")["price_year"], today.year + 1)


def _index(plan: Json, years: int) -> Decimal:
    growth = 1 + Decimal(plan["index_growth_percent_per_year"]) / 100
    return (Decimal(plan["index_in_price_year"]) * growth**years).quantize(DIGITS, ROUND_HALF_UP)
