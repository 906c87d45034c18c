"""Factors and quotes that were stored before there were lists of them are in the lists, too."""

from collections.abc import AsyncIterator
from datetime import UTC, datetime

import pytest

from procurement.factors import repository as factors_repository
from procurement.factors.model import FactorEntry
from procurement.factors.service import Chosen, Factors
from procurement.quotes import repository as quotes_repository
from procurement.quotes.kinds import EXCHANGE_RATES
from procurement.quotes.model import ExchangeRateEntry
from procurement.quotes.service import Quotes
from procurement.wiring import prepare
from tierzero.lists import Turn
from tierzero.settings import Settings
from tierzero.store import Store, connect
from tierzero.tenancy import Scope

BUYER = Scope("older-buyer", "u-1")
DERIVED = {"place": "", "words": "", "latest": ""}


def now() -> datetime:
    return datetime(2026, 6, 1, tzinfo=UTC)


def factor(number: int) -> FactorEntry:
    return FactorEntry.model_validate(
        {
            "factor_set": "averages",
            "version": f"{number % 2}",
            "kind": "average_data",
            "classification": f"urn:cpc:{number:03}",
            "name": f"Class {number:03}",
            "value": "2.1",
            "unit": "kg",
            "gwp_set": "AR5" if number == 3 else "AR6",
            "source": "Somebody",
        }
    )


def rate(year: int, number: str) -> ExchangeRateEntry:
    stated = {"base": "USD", "currency": "CNY", "year": year, "rate": number}
    return ExchangeRateEntry.model_validate(stated)


@pytest.fixture
async def store(store_uri: str, database_name: str) -> AsyncIterator[Store]:
    """A store as an earlier version of the service left it."""
    opened = connect(Settings(service="test", store=store_uri, database=database_name))
    await prepare(opened.database)
    await Factors(opened, now).publish(BUYER, [factor(number) for number in range(9)])
    rates = Quotes(opened, now, EXCHANGE_RATES)
    for year, number in ((2024, "7.0"), (2025, "7.1"), (2024, "7.2"), (2024, "7.3")):
        await rates.publish(BUYER, [rate(year, number)])
    for name in ("factors", "exchange_rates"):
        await opened.database[name].drop_indexes()
        await opened.database[name].update_many({}, {"$unset": DERIVED})
    await opened.database["factor_sets"].drop()
    yield opened
    await opened.close()


async def test_older_factors_are_ordered_counted_and_found(store: Store) -> None:
    factors = Factors(store, now)
    for _start in range(2):
        await factors_repository.prepare(store.database)
    listed = (await factors.turned(BUYER, Chosen(), Turn(), 20)).items
    assert [one.entry.classification[-1] for one in listed] == list("024681357")
    sets = (await factors.sets(BUYER, Turn(), 20)).items
    assert [(one.version, one.count, one.gwp_sets) for one in sets] == [
        ("0", 5, ("AR6",)),
        ("1", 4, ("AR5", "AR6")),
    ]
    assert (await factors.count(BUYER, Chosen(words="class 007"))).exact == 1
    await factors.publish(BUYER, [factor(11), factor(1)])
    sets = (await factors.sets(BUYER, Turn(), 20)).items
    assert [one.count for one in sets] == [5, 5]


async def test_of_older_rates_the_latest_versions_are_listed(store: Store) -> None:
    for _start in range(2):
        await quotes_repository.prepare(store.database)
    rates = Quotes(store, now, EXCHANGE_RATES)
    listed = (await rates.turned(BUYER, "", Turn(), 20)).items
    assert [(one.entry.key[-1], one.version) for one in listed] == [("2024", 3), ("2025", 1)]
    await rates.publish(BUYER, [rate(2025, "7.5")])
    listed = (await rates.turned(BUYER, "usd 2025", Turn(), 20)).items
    assert [one.entry.number for one in listed] == ["7.5"]
