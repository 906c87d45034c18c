"""A supplier's product."""

from dataclasses import dataclass, replace
from datetime import datetime
from decimal import Decimal
from enum import StrEnum
from typing import Any

from pydantic import BaseModel, ConfigDict, Field

from carbon.decimals import format_decimal
from carbon.footprint.presentation import Detail
from carbon.units import DeclaredUnit
from supplier_portal.fields import Amount, Identity, Line, Prose, Urn


class Sharing(StrEnum):
    """Who may see the product's footprints."""

    NOBODY = "nobody"
    NAMED_CUSTOMERS = "named_customers"
    ALL_CUSTOMERS = "all_customers"
    PUBLIC = "public"


class ProductInput(BaseModel):
    """What a supplier states about a product."""

    model_config = ConfigDict(extra="forbid")

    number: Line = Field(max_length=100, description="The supplier's own product number.")
    name: Line
    description: Prose = ""
    product_ids: list[Urn] = Field(
        default_factory=list, max_length=20, description="Further URNs, such as urn:gtin:…"
    )
    product_classifications: list[Urn] = Field(default_factory=list, max_length=20)
    declared_unit: DeclaredUnit
    mass_per_declared_unit: Amount | None = Field(
        default=None, description="kg per one declared unit, without packaging."
    )
    sharing: Sharing | None = Field(
        default=None, description="Absent: as it was; of a new product all customers."
    )
    shared_with: list[Identity] | None = Field(
        default=None, max_length=1_000, description="Ids of customers; absent: as it was."
    )
    shared_detail: Detail | None = Field(
        default=None, description="Absent: as it was; of a new product all fields."
    )


@dataclass(frozen=True)
class Product:
    """A product as it is stored; the first product id is the supplier's own number as a URN."""

    id: str
    supplier_id: str
    number: str
    name: str
    description: str
    product_ids: tuple[str, ...]
    product_classifications: tuple[str, ...]
    declared_unit: DeclaredUnit
    mass_per_declared_unit: Decimal | None
    sharing: Sharing = Sharing.ALL_CUSTOMERS
    shared_with: tuple[str, ...] = ()
    shared_detail: Detail = Detail.ALL_FIELDS
    version: int = 1
    recorded_at: datetime | None = None

    def states_the_same(self, other: "Product") -> bool:
        """Whether the two differ at most in version and time."""
        return replace(self, version=other.version, recorded_at=other.recorded_at) == other

    def content(self) -> dict[str, Any]:
        """As JSON shows it: decimals as texts."""
        mass = self.mass_per_declared_unit
        return {
            "id": self.id,
            "supplier_id": self.supplier_id,
            "number": self.number,
            "name": self.name,
            "description": self.description,
            "product_ids": list(self.product_ids),
            "product_classifications": list(self.product_classifications),
            "declared_unit": self.declared_unit.value,
            "mass_per_declared_unit": None if mass is None else format_decimal(mass),
            "sharing": self.sharing.value,
            "shared_with": list(self.shared_with),
            "shared_detail": self.shared_detail.value,
            "version": self.version,
        }
