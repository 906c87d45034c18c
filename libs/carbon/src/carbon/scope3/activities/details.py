"""What an activity states, kind by kind; the values mirror the facts on the bus.

Classes choose emission factors, best first. None stands for what is not stated.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from decimal import Decimal

from carbon.scope3.transport import Leakage

Classes = tuple[str, ...]


@dataclass(frozen=True)
class Amount:
    """An amount in a unit, and the classes that choose the factor per unit of it."""

    value: Decimal
    unit: str
    classifications: Classes = ()


@dataclass(frozen=True)
class Share:
    """A part of a whole, 0 to 1, and the classes that choose its factor."""

    share: Decimal
    classifications: Classes = ()


@dataclass(frozen=True)
class FuelUse:
    """Category 3a: a fuel bought, priced by its well-to-tank factor."""

    fuel: Amount


@dataclass(frozen=True)
class ElectricityUse:
    """Categories 3b and 3c: electricity bought, by its upstream factor, and what the grid loses.

    Losses are a share of generation and are priced by the factor of `generation`.
    """

    electricity: Amount
    loss_share: Decimal | None = None
    generation: Classes = ()


@dataclass(frozen=True)
class Transport:
    """Categories 4 and 9: by fuel, by mass and distance, or by spend, in this order."""

    mass: Amount | None = None
    distance: Amount | None = None
    classifications: Classes = ()
    fuels: tuple[Amount, ...] = ()
    allocation_share: Decimal = Decimal(1)
    leakages: tuple[Leakage, ...] = ()
    spend: Decimal | None = None
    currency: str = ""
    product_id: str = ""
    description: str = ""


@dataclass(frozen=True)
class WasteTreatment:
    """Category 5: a mass of waste and how it was treated; the shares make a whole."""

    mass: Amount
    treatments: tuple[Share, ...]
    description: str = ""


@dataclass(frozen=True)
class Travel:
    """Category 6: fuel, passengers over a distance, or hotel nights; the first that is stated."""

    passengers: Decimal | None = None
    distance: Amount | None = None
    classifications: Classes = ()
    fuels: tuple[Amount, ...] = ()
    hotel_nights: Amount | None = None
    description: str = ""


@dataclass(frozen=True)
class Commuting:
    """Category 7: employees on their way, and energy per person and day of telework."""

    employees: Decimal
    days: Decimal
    one_way: Amount | None = None
    classifications: Classes = ()
    telework_energy: Amount | None = None


@dataclass(frozen=True)
class LeasedAsset:
    """Categories 8 and 13: the asset's own scope 1 and 2 in kgCO2e, else its floor area."""

    emissions: Decimal | None = None
    share: Decimal = Decimal(1)
    area: Amount | None = None
    description: str = ""


@dataclass(frozen=True)
class Processing:
    """Category 10: the processor's kgCO2e × the share of our products, else by what was sold."""

    processor_emissions: Decimal | None = None
    product_share: Decimal | None = None
    sold: Amount | None = None
    product_id: str = ""


@dataclass(frozen=True)
class ProductUse:
    """Category 11: energy and refrigerant per use × uses in a life × units sold in the year."""

    units_sold: Decimal
    lifetime_uses: Decimal
    energy_per_use: tuple[Amount, ...] = ()
    leakage_per_use: tuple[Leakage, ...] = ()
    product_id: str = ""
    description: str = ""


@dataclass(frozen=True)
class EndOfLife:
    """Category 12: a mass sold and how it will be treated; the shares make a whole."""

    mass: Amount
    treatments: tuple[Share, ...]
    product_id: str = ""


@dataclass(frozen=True)
class Franchise:
    """Category 14: the franchisee's scope 1 and 2 in kgCO2e, else its floor area."""

    scope_1: Decimal | None = None
    scope_2: Decimal | None = None
    area: Amount | None = None
    description: str = ""


@dataclass(frozen=True)
class Investment:
    """Category 15: the investee's scope 1 and 2 in kgCO2e, else its revenue; × share of equity."""

    share: Decimal
    scope_1: Decimal | None = None
    scope_2: Decimal | None = None
    revenue: Decimal | None = None
    currency: str = ""
    classifications: Classes = ()
    description: str = ""


Detail = (
    FuelUse
    | ElectricityUse
    | Transport
    | WasteTreatment
    | Travel
    | Commuting
    | LeasedAsset
    | Processing
    | ProductUse
    | EndOfLife
    | Franchise
    | Investment
)

CATEGORIES: Mapping[type[Detail], tuple[int, ...]] = {
    FuelUse: (3,),
    ElectricityUse: (3,),
    Transport: (4, 9),
    WasteTreatment: (5,),
    Travel: (6,),
    Commuting: (7,),
    LeasedAsset: (8, 13),
    Processing: (10,),
    ProductUse: (11,),
    EndOfLife: (12,),
    Franchise: (14,),
    Investment: (15,),
}
"""The scope 3 categories that each kind may stand in (scope 3 standard, table 5.4)."""


@dataclass(frozen=True)
class Activity:
    """One activity of a buyer in one category, on a business date."""

    id: str
    version: int
    date: datetime
    category: int
    detail: Detail
