"""Small builders with sensible defaults, so that a test names only what it is about."""

from dataclasses import replace
from datetime import UTC, datetime
from decimal import Decimal
from typing import Any

from carbon.footprint.model import FootprintStatus
from carbon.scope3.inputs import (
    EmissionFactor,
    ExchangeRate,
    FactorKind,
    FootprintValue,
    PriceIndex,
    Purchase,
)
from carbon.units import DeclaredUnit


def day(year: int, month: int = 1, date: int = 1) -> datetime:
    """Midnight UTC."""
    return datetime(year, month, date, tzinfo=UTC)


_FOOTPRINT = FootprintValue(
    id="footprint-1",
    version=1,
    product_id="coil",
    supplier_id="mill",
    status=FootprintStatus.ACTIVE,
    declared_unit=DeclaredUnit.KILOGRAM,
    declared_unit_amount=Decimal(1),
    product_mass_per_declared_unit=Decimal(1),
    pcf_excluding_biogenic_uptake=Decimal("2.35"),
    reference_period_start=day(2024),
    reference_period_end=day(2025),
    created=day(2025, 2),
)

_PURCHASE = Purchase(
    id="purchase-1",
    version=1,
    date=day(2025, 6, 15),
    supplier_id="mill",
    product_id="coil",
    quantity=Decimal(10),
    unit="t",
    amount=Decimal(1_000_000),
    currency="CNY",
    classifications=("urn:naics:325211",),
)

_FACTOR = EmissionFactor(
    id="factor-1",
    version=1,
    kind=FactorKind.SPEND_BASED,
    classification="urn:naics:325211",
    value=Decimal("1.022"),
    unit="USD",
    gwp_set="AR6",
    price_year=2022,
    includes_margins=True,
)


def footprint(**changes: Any) -> FootprintValue:
    """A usable footprint of 2.35 kgCO2e per kilogram of coil."""
    return replace(_FOOTPRINT, **changes)


def purchase(**changes: Any) -> Purchase:
    """Ten tonnes of coil bought for a million yuan in June 2025."""
    return replace(_PURCHASE, **changes)


def spend_factor(**changes: Any) -> EmissionFactor:
    """1.022 kgCO2e per 2022 USD of plastic resins."""
    return replace(_FACTOR, **changes)


def average_factor(**changes: Any) -> EmissionFactor:
    """2 kgCO2e per kilogram of plastic resins."""
    base = replace(
        _FACTOR,
        id="factor-2",
        kind=FactorKind.AVERAGE_DATA,
        value=Decimal(2),
        unit="kg",
        price_year=None,
        includes_margins=False,
    )
    return replace(base, **changes)


YUAN = ExchangeRate("rate-1", 1, "USD", "CNY", 2025, Decimal("7.10"))
INDEX_2022 = PriceIndex("index-1", 1, "USD", 2022, Decimal(100))
INDEX_2025 = PriceIndex("index-2", 1, "USD", 2025, Decimal(106))
