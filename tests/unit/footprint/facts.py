"""Facts for tests, each built with what matters to it."""

from collections.abc import Sequence
from datetime import UTC, datetime, timedelta
from typing import Any

from google.protobuf.timestamp_pb2 import Timestamp

from tierzero.common.v1.fact_pb2 import Fact
from tierzero.common.v1.unit_pb2 import DECLARED_UNIT_KILOGRAM, DeclaredUnit
from tierzero.procurement.v1.activity_pb2 import Activity
from tierzero.procurement.v1.factor_pb2 import (
    FACTOR_KIND_AVERAGE_DATA,
    FACTOR_KIND_SPEND_BASED,
    EmissionFactor,
    ExchangeRate,
    PriceIndex,
)
from tierzero.supplier_portal.v1.footprint_pb2 import (
    FOOTPRINT_STATUS_ACTIVE,
    FOOTPRINT_STATUS_DEPRECATED,
    Footprint,
)
from tierzero.supplier_portal.v1.organization_pb2 import Organization
from tierzero.supplier_portal.v1.product_pb2 import SHARING_PUBLIC, Product, Sharing

START = datetime(2024, 1, 1, tzinfo=UTC)


def stamp(moment: datetime) -> Timestamp:
    """A protobuf timestamp."""
    made = Timestamp()
    made.FromDatetime(moment)
    return made


def header(identity: str, version: int, *, withdrawn: bool = False) -> Fact:
    """Identity and version; the time of recording follows from both."""
    known = START + timedelta(seconds=sum(map(ord, identity)) % 1000 + 1000 * version)
    return Fact(id=identity, version=version, recorded_at=stamp(known), withdrawn=withdrawn)


def organization(supplier: str, customers: Sequence[str] = (), version: int = 1) -> Organization:
    """A supplier that names its customers."""
    return Organization(fact=header(supplier, version), name=supplier, customer_ids=customers)


def product(
    identity: str,
    supplier: str = "mill",
    sharing: Sharing = SHARING_PUBLIC,
    shared_with: Sequence[str] = (),
    version: int = 1,
) -> Product:
    """A product and who may see its footprints."""
    return Product(
        fact=header(identity, version),
        supplier_id=supplier,
        name=identity,
        sharing=sharing,
        shared_with=shared_with,
    )


def footprint(
    identity: str,
    product_id: str,
    value: str,
    supplier: str = "mill",
    version: int = 1,
    *,
    unit: DeclaredUnit = DECLARED_UNIT_KILOGRAM,
    active: bool = True,
) -> Footprint:
    """A footprint of 2024, in kgCO2e per one declared unit."""
    stated = Footprint(
        fact=header(identity, version),
        supplier_id=supplier,
        product_id=product_id,
        status=FOOTPRINT_STATUS_ACTIVE if active else FOOTPRINT_STATUS_DEPRECATED,
        product_name_company=product_id,
        comment="made by a secret recipe",
        created=stamp(START),
    )
    pcf = stated.pcf
    pcf.declared_unit_of_measurement = unit
    pcf.declared_unit_amount = "1"
    pcf.product_mass_per_declared_unit = "1"
    pcf.pcf_excluding_biogenic_uptake = value
    pcf.reference_period_start.CopyFrom(stamp(START))
    pcf.reference_period_end.CopyFrom(stamp(datetime(2025, 1, 1, tzinfo=UTC)))
    pcf.ipcc_characterization_factors.append("AR6")
    return stated


def purchase(
    identity: str,
    product_id: str = "coil",
    quantity: str = "10",
    buyer: str = "plant",
    supplier: str = "mill",
    version: int = 1,
    *,
    year: int = 2024,
    withdrawn: bool = False,
    **more: Any,
) -> Activity:
    """Goods bought in the middle of a year."""
    bought = Activity(
        fact=header(identity, version, withdrawn=withdrawn),
        buyer_id=buyer,
        category=1,
        date=stamp(datetime(year, 6, 1, tzinfo=UTC)),
    )
    details: dict[str, Any] = {"unit": "kg", "description": identity, **more}
    for name, value in details.items():
        if name == "classifications":
            bought.purchase.classifications.extend(value)
        else:
            setattr(bought.purchase, name, value)
    bought.purchase.supplier_id = supplier
    bought.purchase.product_id = product_id
    bought.purchase.quantity = quantity
    return bought


def average_factor(
    identity: str, classification: str, value: str, version: int = 1, owner: str = ""
) -> Any:
    """kgCO2e per kilogram of a class of goods; for everybody or for one buyer."""
    stated = header(identity, version)
    stated.organization_id = owner
    return EmissionFactor(
        fact=stated,
        factor_set="average",
        kind=FACTOR_KIND_AVERAGE_DATA,
        classification=classification,
        value=value,
        unit="kg",
        gwp_set="AR6",
    )


def spend_factor(identity: str, classification: str, value: str, version: int = 1) -> Any:
    """kgCO2e per US dollar of 2022."""
    return EmissionFactor(
        fact=header(identity, version),
        factor_set="spend",
        kind=FACTOR_KIND_SPEND_BASED,
        classification=classification,
        value=value,
        unit="USD",
        price_year=2022,
        includes_margins=True,
        gwp_set="AR5",
    )


def rate(currency: str, value: str, year: int = 2024, version: int = 1) -> ExchangeRate:
    """So many units of the currency buy one dollar."""
    identity = f"rate-{currency}-{year}"
    return ExchangeRate(
        fact=header(identity, version), base="USD", currency=currency, year=year, rate=value
    )


def index(year: int, value: str, version: int = 1) -> PriceIndex:
    """The dollar's consumer price index."""
    identity = f"index-{year}"
    return PriceIndex(fact=header(identity, version), currency="USD", year=year, index=value)
