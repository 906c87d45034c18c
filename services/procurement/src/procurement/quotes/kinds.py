"""Where exchange rates and price indices differ: everything else about them is the same."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from carbon.decimals import format_decimal
from tierzero.procurement.v1 import factor_pb2
from tierzero.tabular import Column

from .model import Entry, ExchangeRateEntry, PriceIndexEntry, Quote

_CURRENCY = Column("currency", {"en": "Currency", "zh-CN": "币种"}, required=True, example="CNY")
_YEAR = Column("year", {"en": "Year", "zh-CN": "年份"}, "integer", required=True, example="2024")
_SOURCE = Column("source", {"en": "Source", "zh-CN": "来源"}, example="Central bank, year average")


@dataclass(frozen=True)
class QuoteKind:
    """One kind of quote: its collection, its model, its columns and its facts."""

    name: str
    collection: str
    model: type[ExchangeRateEntry] | type[PriceIndexEntry]
    number: str
    columns: tuple[Column, ...]
    envelope_field: str
    fact: Callable[[Quote], Any]


def _exchange_rate(quote: Quote) -> Any:
    entry: Any = quote.entry
    return factor_pb2.ExchangeRate(
        base=entry.base,
        currency=entry.currency,
        year=entry.year,
        rate=format_decimal(entry.rate),
        source=entry.source,
    )


def _price_index(quote: Quote) -> Any:
    entry: Any = quote.entry
    return factor_pb2.PriceIndex(
        currency=entry.currency,
        year=entry.year,
        index=format_decimal(entry.index),
        source=entry.source,
    )


EXCHANGE_RATES = QuoteKind(
    name="exchange-rates",
    collection="exchange_rates",
    model=ExchangeRateEntry,
    number="rate",
    columns=(
        Column(
            "base",
            {"en": "Base currency", "zh-CN": "基准币种"},
            required=True,
            help={
                "en": "One unit of it is bought with “rate” units of the currency.",
                "zh-CN": "购买一单位基准币种所需的币种数量即为汇率。",
            },
            example="USD",
        ),
        _CURRENCY,
        _YEAR,
        Column(
            "rate",
            {"en": "Rate, average of the year", "zh-CN": "年平均汇率"},
            "decimal",
            required=True,
            example="7.10",
        ),
        _SOURCE,
    ),
    envelope_field="exchange_rates",
    fact=_exchange_rate,
)
PRICE_INDICES = QuoteKind(
    name="price-indices",
    collection="price_indices",
    model=PriceIndexEntry,
    number="index",
    columns=(
        _CURRENCY,
        _YEAR,
        Column(
            "index",
            {"en": "Consumer price index", "zh-CN": "消费者价格指数"},
            "decimal",
            required=True,
            example="106",
        ),
        _SOURCE,
    ),
    envelope_field="price_indices",
    fact=_price_index,
)


def fact_of(kind: QuoteKind, quote: Quote, everyone: str) -> Any:
    """The quote as a fact; one for everybody names no organization."""
    fact = kind.fact(quote)
    fact.fact.id, fact.fact.version = quote.id, quote.version
    fact.fact.organization_id = "" if quote.owner == everyone else quote.owner
    fact.fact.recorded_at.FromDatetime(quote.recorded_at)
    return fact


def json_of(quote: Quote) -> dict[str, Any]:
    """The quote for programs."""
    entry: Entry = quote.entry
    shown = entry.model_dump(mode="json")
    return {"id": quote.id, "version": quote.version, **shown}
