"""The kinds of activity: what each is called, how it is read, what its files hold."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Annotated

from pydantic import Field

from tierzero.i18n import Text, _
from tierzero.tabular import Column

from .columns import COLUMNS, DATE, REFERENCE
from .model import (
    Commuting,
    ElectricityUse,
    EndOfLife,
    Franchise,
    FuelUse,
    Investment,
    LeasedAsset,
    Processing,
    ProductUse,
    Transport,
    Travel,
    WasteTreatment,
)

AnyEntry = (
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
TaggedEntry = Annotated[AnyEntry, Field(discriminator="kind")]


@dataclass(frozen=True)
class Kind:
    """One kind of activity."""

    name: str
    title: Text
    model: type[AnyEntry]

    @property
    def columns(self) -> Sequence[Column]:
        """The columns of a file of this kind alone, and the fields of its form."""
        return (REFERENCE, DATE, *COLUMNS[self.name])

    @property
    def address(self) -> str:
        """The kind in addresses."""
        return self.name.replace("_", "-")


_TITLES: Sequence[tuple[str, Text, type[AnyEntry]]] = (
    ("fuel_use", _("Fuel bought (3)"), FuelUse),
    ("electricity_use", _("Electricity bought (3)"), ElectricityUse),
    ("transport", _("Transport (4, 9)"), Transport),
    ("waste_treatment", _("Waste (5)"), WasteTreatment),
    ("travel", _("Business travel (6)"), Travel),
    ("commuting", _("Commuting (7)"), Commuting),
    ("leased_asset", _("Leased assets (8, 13)"), LeasedAsset),
    ("processing", _("Processing of sold products (10)"), Processing),
    ("product_use", _("Use of sold products (11)"), ProductUse),
    ("end_of_life", _("End of life of sold products (12)"), EndOfLife),
    ("franchise", _("Franchises (14)"), Franchise),
    ("investment", _("Investments (15)"), Investment),
)
KINDS: Mapping[str, Kind] = {name: Kind(name, title, model) for name, title, model in _TITLES}
