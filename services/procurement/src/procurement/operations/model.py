"""Activities of categories 3 to 15, kind by kind, as they are sent. Names are the contract's."""

import datetime
from typing import Annotated, Any, Literal

from pydantic import Field, StringConstraints, field_validator, model_validator

from procurement.fields import Amount, Classifications, Currency, ShortText, UnitName
from tierzero.i18n import _
from tierzero.plain_text import PLAIN
from tierzero.problems import Invalid

from .parts import Leak, Part, PricedAmount, Sent, Treated, one_method

Reference = Annotated[
    str, StringConstraints(strip_whitespace=True, min_length=1, max_length=120), PLAIN
]


class Entry(Sent):
    """What every activity says about itself; sent again under its reference, it replaces."""

    reference: Reference
    date: datetime.date

    @field_validator("category", mode="before", check_fields=False)
    @classmethod
    def _read_category(cls, value: object) -> object:
        """A category as a form or a file sends it."""
        return int(value) if isinstance(value, str) and value.isdecimal() else value

    @property
    def detail(self) -> dict[str, Any]:
        """The fields of the kind alone, as JSON; what is not stated is left out."""
        plain = self.model_dump(mode="json", exclude_none=True)
        return {name: value for name, value in plain.items() if name not in _COMMON and value}


_COMMON = frozenset({"reference", "date", "kind", "category"})


class FuelUse(Entry):
    """Category 3a: a fuel bought."""

    kind: Literal["fuel_use"]
    category: Literal[3] = 3
    fuel: PricedAmount


class ElectricityUse(Entry):
    """Category 3b to 3d: electricity bought, and what the grid loses."""

    kind: Literal["electricity_use"]
    category: Literal[3] = 3
    electricity: PricedAmount
    loss_share: Part | None = None
    generation: Classifications = Field(default=(), max_length=10)

    @model_validator(mode="after")
    def _priced(self) -> "ElectricityUse":
        if self.loss_share and not self.generation:
            raise Invalid("generation-missing", _("State the class of generation for the losses."))
        if self.loss_share == 1:
            raise Invalid("invalid-share", _("A grid cannot lose everything."))
        return self


class Transport(Entry):
    """Categories 4 and 9: by distance, by fuel, or by money."""

    kind: Literal["transport"]
    category: Literal[4, 9] = 4
    mass: Amount | None = None
    mass_unit: UnitName | None = None
    distance: Amount | None = None
    distance_unit: UnitName | None = None
    classifications: Classifications = Field(default=(), max_length=10)
    fuels: tuple[PricedAmount, ...] = Field(default=(), max_length=10)
    allocation_share: Part | None = None
    leakages: tuple[Leak, ...] = Field(default=(), max_length=10)
    amount: Amount | None = None
    currency: Currency | None = None
    description: ShortText = ""
    product_id: ShortText = ""

    @model_validator(mode="after")
    def _measured(self) -> "Transport":
        one_method(self.distance, self.fuels or self.leakages, self.amount)
        whole(self, ("mass", "mass_unit", "distance", "distance_unit"))
        whole(self, ("amount", "currency"))
        return self


class WasteTreatment(Entry, Treated):
    """Category 5."""

    kind: Literal["waste_treatment"]
    category: Literal[5] = 5
    mass: Amount
    description: ShortText = ""


class Travel(Entry):
    """Category 6: a trip, fuel, or hotel nights."""

    kind: Literal["travel"]
    category: Literal[6] = 6
    passengers: Amount | None = None
    distance: Amount | None = None
    distance_unit: UnitName | None = None
    classifications: Classifications = Field(default=(), max_length=10)
    fuels: tuple[PricedAmount, ...] = Field(default=(), max_length=10)
    hotel_nights: PricedAmount | None = None
    description: ShortText = ""

    @model_validator(mode="after")
    def _measured(self) -> "Travel":
        one_method(self.distance, self.fuels, self.hotel_nights)
        whole(self, ("passengers", "distance", "distance_unit"))
        return self


class Commuting(Entry):
    """Category 7: the way to work, telework, or both."""

    kind: Literal["commuting"]
    category: Literal[7] = 7
    employees: Amount
    days: Amount
    one_way_distance: Amount | None = None
    distance_unit: UnitName | None = None
    classifications: Classifications = Field(default=(), max_length=10)
    telework_energy: PricedAmount | None = None

    @model_validator(mode="after")
    def _measured(self) -> "Commuting":
        if self.one_way_distance is None and self.telework_energy is None:
            raise Invalid("one-method", _("State a distance, the energy of telework, or both."))
        whole(self, ("one_way_distance", "distance_unit"))
        return self


class LeasedAsset(Entry):
    """Categories 8 and 13: by the asset's own emissions in kgCO2e, or by its floor area."""

    kind: Literal["leased_asset"]
    category: Literal[8, 13] = 8
    emissions: Amount | None = None
    share: Part | None = None
    area: PricedAmount | None = None
    description: ShortText = ""

    @model_validator(mode="after")
    def _measured(self) -> "LeasedAsset":
        one_method(self.emissions, self.area)
        return self


class Processing(Entry):
    """Category 10: by the processor's kgCO2e and our products' share, or by what was sold."""

    kind: Literal["processing"]
    category: Literal[10] = 10
    processor_emissions: Amount | None = None
    product_share: Part | None = None
    sold: PricedAmount | None = None
    product_id: ShortText = ""

    @model_validator(mode="after")
    def _measured(self) -> "Processing":
        one_method(self.processor_emissions, self.sold)
        whole(self, ("processor_emissions", "product_share"))
        return self


class ProductUse(Entry):
    """Category 11: what one unit takes and loses per use, in its whole life."""

    kind: Literal["product_use"]
    category: Literal[11] = 11
    units_sold: Amount
    lifetime_uses: Amount
    energy_per_use: tuple[PricedAmount, ...] = Field(default=(), max_length=10)
    leakage_per_use: tuple[Leak, ...] = Field(default=(), max_length=10)
    product_id: ShortText = ""
    description: ShortText = ""

    @model_validator(mode="after")
    def _measured(self) -> "ProductUse":
        if not self.energy_per_use and not self.leakage_per_use:
            raise Invalid("one-method", _("State the energy or the refrigerant of one use."))
        return self


class EndOfLife(Entry, Treated):
    """Category 12."""

    kind: Literal["end_of_life"]
    category: Literal[12] = 12
    mass_sold: Amount
    product_id: ShortText = ""


class Franchise(Entry):
    """Category 14: by the franchisee's own scope 1 and 2 in kgCO2e, or by its floor area."""

    kind: Literal["franchise"]
    category: Literal[14] = 14
    scope_1: Amount | None = None
    scope_2: Amount | None = None
    area: PricedAmount | None = None
    description: ShortText = ""

    @model_validator(mode="after")
    def _measured(self) -> "Franchise":
        one_method(self.scope_1, self.area)
        whole(self, ("scope_1", "scope_2"))
        return self


class Investment(Entry):
    """Category 15: by the investee's own scope 1 and 2 in kgCO2e, or by its revenue."""

    kind: Literal["investment"]
    category: Literal[15] = 15
    share: Part
    scope_1: Amount | None = None
    scope_2: Amount | None = None
    revenue: Amount | None = None
    currency: Currency | None = None
    classifications: Classifications = Field(default=(), max_length=10)
    description: ShortText = ""

    @model_validator(mode="after")
    def _measured(self) -> "Investment":
        one_method(self.scope_1, self.revenue)
        whole(self, ("scope_1", "scope_2"))
        whole(self, ("revenue", "currency"))
        return self


def whole(entry: Entry, names: tuple[str, ...]) -> None:
    """Refuse fields that belong together where only some of them are stated."""
    missing = [name for name in names if getattr(entry, name) is None]
    if missing and len(missing) < len(names):
        text = _("State also: {fields}.", fields=", ".join(missing))
        raise Invalid("incomplete", text)
