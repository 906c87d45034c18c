"""What the scope 3 methods read: small values that mirror the facts on the bus."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from decimal import Decimal
from enum import StrEnum

from carbon.calendar import calendar_year
from carbon.decimals import quotient
from carbon.footprint.model import FootprintStatus, ProductFootprint
from carbon.footprint.validity import expiry
from carbon.units import DeclaredUnit


@dataclass(frozen=True)
class Purchase:
    """Goods or services bought. The amount is net of value added tax; classes are best first."""

    id: str
    version: int
    date: datetime
    supplier_id: str
    product_id: str = ""
    description: str = ""
    quantity: Decimal | None = None
    unit: str = ""
    amount: Decimal | None = None
    currency: str = ""
    classifications: tuple[str, ...] = ()


@dataclass(frozen=True)
class Ratings:
    """Data quality ratings from 1 (best) to 5 (worst); None where not stated."""

    technological: Decimal | None = None
    geographical: Decimal | None = None
    temporal: Decimal | None = None


UNRATED = Ratings()
"""Nothing is known of the quality."""


@dataclass(frozen=True)
class FootprintValue:
    """The part of a product footprint that prices purchases; emissions are kgCO2e per amount."""

    id: str
    version: int
    product_id: str
    supplier_id: str
    status: FootprintStatus
    declared_unit: DeclaredUnit
    declared_unit_amount: Decimal
    product_mass_per_declared_unit: Decimal
    pcf_excluding_biogenic_uptake: Decimal
    reference_period_start: datetime
    reference_period_end: datetime
    created: datetime
    validity_period_end: datetime | None = None
    primary_data_share: Decimal | None = None
    gwp_sets: tuple[str, ...] = ("AR6",)
    product_name: str = ""
    ratings: Ratings = UNRATED
    is_verified: bool = False

    @property
    def emissions_per_unit(self) -> Decimal:
        """kgCO2e per one declared unit."""
        return quotient(self.pcf_excluding_biogenic_uptake, self.declared_unit_amount)

    @property
    def mass_per_unit(self) -> Decimal:
        """kg per one declared unit, 0 where mass has no meaning."""
        return quotient(self.product_mass_per_declared_unit, self.declared_unit_amount)

    @property
    def expires_at(self) -> datetime:
        """First moment at which it must no longer be used."""
        return expiry(self.reference_period_end, self.validity_period_end)

    def is_usable_on(self, moment: datetime) -> bool:
        """As `carbon.footprint.validity.is_usable_on`."""
        end = self.expires_at
        active = self.status is FootprintStatus.ACTIVE
        return active and self.reference_period_start <= moment < end

    def is_usable_in(self, year: int) -> bool:
        """Whether it is usable on at least one moment of the calendar year."""
        start, end = calendar_year(year)
        until = expiry(self.reference_period_end, self.validity_period_end)
        if self.status is not FootprintStatus.ACTIVE:
            return False
        return max(start, self.reference_period_start) < min(end, until)


def footprint_value(
    footprint: ProductFootprint, version: int, product_id: str, supplier_id: str
) -> FootprintValue:
    """The pricing part of a full footprint; ids are the platform's, not the URNs."""
    pcf = footprint.pcf
    return FootprintValue(
        id=footprint.id,
        version=version,
        product_id=product_id,
        supplier_id=supplier_id,
        status=footprint.status,
        declared_unit=pcf.declared_unit_of_measurement,
        declared_unit_amount=pcf.declared_unit_amount,
        product_mass_per_declared_unit=pcf.product_mass_per_declared_unit,
        pcf_excluding_biogenic_uptake=pcf.pcf_excluding_biogenic_uptake,
        reference_period_start=pcf.reference_period_start,
        reference_period_end=pcf.reference_period_end,
        created=footprint.created,
        validity_period_end=footprint.validity_period_end,
        primary_data_share=pcf.primary_data_share,
        gwp_sets=pcf.ipcc_characterization_factors,
        product_name=footprint.product_name_company,
    )


class FactorKind(StrEnum):
    """What an emission factor multiplies."""

    AVERAGE_DATA = "average_data"
    SPEND_BASED = "spend_based"


@dataclass(frozen=True)
class EmissionFactor:
    """kgCO2e per unit of mass, piece, energy … or, spend-based, per unit of currency."""

    id: str
    version: int
    kind: FactorKind
    classification: str
    value: Decimal
    unit: str
    gwp_set: str
    price_year: int | None = None
    includes_margins: bool = False
    name: str = ""
    region: str = ""
    data_year: int | None = None
    factor_set: str = ""
    factor_set_version: str = ""
    valid_from: datetime | None = None
    valid_until: datetime | None = None

    def is_valid_on(self, moment: datetime) -> bool:
        """Whether the moment lies in the factor's half-open validity; an absent end is open."""
        started = self.valid_from is None or self.valid_from <= moment
        return started and (self.valid_until is None or moment < self.valid_until)

    def is_valid_in(self, year: int) -> bool:
        """Whether it is valid on at least one moment of the calendar year."""
        start, end = calendar_year(year)
        return max(start, self.valid_from or start) < min(end, self.valid_until or end)


@dataclass(frozen=True)
class SupplierEmissions:
    """What a supplier without product footprints knows: its own scope 1 and 2 of a year, kgCO2e,
    and what treating its waste emits where it is known.

    `covered_share` is the part of an average cradle-to-gate factor of its goods that such own
    emissions make up, from 0 to 1.
    """

    id: str
    version: int
    supplier_id: str
    year: int
    scope_1: Decimal
    scope_2: Decimal
    revenue: Decimal
    currency: str
    covered_share: Decimal
    gwp_set: str = "AR6"
    waste: Decimal = Decimal(0)


@dataclass(frozen=True)
class ExchangeRate:
    """Average of a year: so many units of `currency` buy one unit of `base`."""

    id: str
    version: int
    base: str
    currency: str
    year: int
    rate: Decimal


@dataclass(frozen=True)
class PriceIndex:
    """Consumer price index of the currency's economy in a year, within one series."""

    id: str
    version: int
    currency: str
    year: int
    index: Decimal


@dataclass(frozen=True)
class Prices:
    """What spend is normalised with."""

    rates: Iterable[ExchangeRate]
    indices: Iterable[PriceIndex]
