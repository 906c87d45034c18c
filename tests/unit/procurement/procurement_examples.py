"""Limits, products and footprints to decide about."""

from dataclasses import replace
from datetime import UTC, datetime
from decimal import Decimal
from typing import Any

from carbon.footprint.model import CarbonFootprint, FootprintStatus, ProductFootprint
from carbon.limits import Limit
from carbon.units import DeclaredUnit
from procurement.catalogue.model import IssuedFootprint, Product, Sharing
from procurement.limits.model import SetLimit

BUYER, SUPPLIER, PRODUCT = "buyer", "supplier", "product"


def day(year: int, month: int = 1, date: int = 1) -> datetime:
    """A day's first moment in UTC."""
    return datetime(year, month, date, tzinfo=UTC)


NOW = day(2026, 6)


def limit(identity: str = "limit", version: int = 1, **changes: Any) -> SetLimit:
    """At most 2 kgCO2e per kilogram since 2026."""
    terms: dict[str, Any] = {
        "declared_unit": DeclaredUnit.KILOGRAM,
        "maximum": Decimal(2),
        "valid_from": day(2026),
        "product_id": PRODUCT,
    }
    return SetLimit(identity, version, BUYER, Limit(**(terms | changes)), NOW)


def product(**changes: Any) -> Product:
    """A resin shown to the buyer."""
    base = Product(
        id=PRODUCT,
        version=1,
        supplier_id=SUPPLIER,
        name="Resin",
        classifications=("urn:naics:325211",),
        declared_unit=DeclaredUnit.KILOGRAM,
        sharing=Sharing.NAMED_CUSTOMERS,
        shared_with=(BUYER,),
    )
    return replace(base, **changes)


def footprint(identity: str = "footprint", value: str = "1.5", **changes: Any) -> IssuedFootprint:
    """A footprint of one kilogram for 2025, valid until 2029."""
    pcf = CarbonFootprint(
        declared_unit_of_measurement=DeclaredUnit.KILOGRAM,
        declared_unit_amount=Decimal(1),
        product_mass_per_declared_unit=Decimal(1),
        reference_period_start=changes.pop("start", day(2025)),
        reference_period_end=changes.pop("end", day(2026)),
        pcf_excluding_biogenic_uptake=Decimal(value),
        pcf_including_biogenic_uptake=Decimal(value),
        fossil_ghg_emissions=Decimal(value),
        fossil_carbon_content=Decimal(0),
        ipcc_characterization_factors=("AR6",),
        cross_sectoral_standards=("ISO14067",),
        exempted_emissions_percent=Decimal(0),
        primary_data_share=Decimal(80),
    )
    whole = ProductFootprint(
        id=identity,
        spec_version="3.0.4",
        created=day(2026, 2),
        status=FootprintStatus.ACTIVE,
        company_name="Mill",
        company_ids=("urn:a:b",),
        product_description="",
        product_ids=("urn:a:c",),
        product_name_company="Resin",
        pcf=pcf,
    )
    return IssuedFootprint(
        identity, 1, SUPPLIER, PRODUCT, replace(whole, **changes), b"", day(2026, 2)
    )
