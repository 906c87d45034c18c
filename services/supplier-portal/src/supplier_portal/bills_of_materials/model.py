"""A bill of materials: the parts of one product and what its maker adds."""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import datetime
from decimal import Decimal
from enum import StrEnum
from typing import Annotated, Any

from pydantic import AfterValidator, BaseModel, ConfigDict, Field, StringConstraints

from carbon.decimals import format_decimal
from carbon.gwp import DEFAULT_GWP_SET
from carbon.units import DeclaredUnit, UnknownUnit, canonical_unit
from supplier_portal.fields import (
    Amount,
    DecimalText,
    GwpSetName,
    Percentage,
    Positive,
    checked_urn,
)
from tierzero.i18n import _
from tierzero.problems import Invalid

MOST_PARTS = 2_000
"""More parts than any bill is known to need; two hundred bytes each are usual."""

MOST_BYTES = 600_000
"""Kafka takes messages of 1 MiB by default, and a bill is one fact that cannot be split."""


class Precedence(StrEnum):
    """Which figure holds where the product also has a valid stated footprint."""

    STATED_FOOTPRINT_FIRST = "stated_footprint_first"
    CALCULATED_FIRST = "calculated_first"


def _known_unit(text: str) -> str:
    try:
        return canonical_unit(text)
    except UnknownUnit as error:
        shown = text[:60]
        raise Invalid("unknown-unit", _("{unit} is no unit known here.", unit=shown)) from error


def _urn_or_nothing(text: str) -> str:
    return checked_urn(text) if text else ""


def _rating(number: Decimal) -> Decimal:
    if not 1 <= number <= 5:
        text = _("A rating is from 1 (best) to 5; it is {value}.", value=format_decimal(number))
        raise Invalid("rating-out-of-range", text)
    return number


IdentityOrNothing = Annotated[
    str, StringConstraints(pattern=r"^([A-Za-z0-9][A-Za-z0-9_-]{0,63})?$")
]
UrnOrNothing = Annotated[str, StringConstraints(max_length=500), AfterValidator(_urn_or_nothing)]
UnitName = Annotated[str, StringConstraints(max_length=60), AfterValidator(_known_unit)]
Note = Annotated[str, StringConstraints(strip_whitespace=True, max_length=300)]
Rating = Annotated[DecimalText, AfterValidator(_rating)]


class DataQuality(BaseModel):
    """Ratings of the own emissions from 1 (best) to 5 (PACT methodology v3); all three."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    technological: Rating
    geographical: Rating
    temporal: Rating


class PartInput(BaseModel):
    """A part: a product of the platform, goods known by their class only, or both."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    supplier_id: IdentityOrNothing = ""
    product_id: IdentityOrNothing = ""
    classification: UrnOrNothing = Field(
        default="", description="An emission factor of this class fills in where there is no data."
    )
    quantity: Positive = Field(description="What goes into the output amount, in the unit.")
    unit: UnitName = Field(description="Any that converts to the part's declared unit.")
    description: Note = ""

    @property
    def names_product(self) -> bool:
        """Whether the part is a product of the platform."""
        return bool(self.supplier_id and self.product_id)


class BillInput(BaseModel):
    """What a supplier states about the making of a product; emissions in kgCO2e."""

    model_config = ConfigDict(extra="forbid")

    output_amount: Positive = Field(
        default=Decimal(1), description="Declared units that parts and own emissions make."
    )
    parts: list[PartInput] = Field(default_factory=list, max_length=MOST_PARTS)
    own_emissions: Amount = Field(
        description="kgCO2e of the own processes for the output amount, without the parts."
    )
    own_primary_data_share: Percentage | None = Field(default=None, description="Per cent.")
    own_data_quality: DataQuality | None = None
    precedence: Precedence = Precedence.STATED_FOOTPRINT_FIRST
    gwp_set: GwpSetName = DEFAULT_GWP_SET.name

    def own_parts(self, supplier_id: str) -> Iterator[str]:
        """Ids of the parts that are products of the supplier itself."""
        return (part.product_id for part in self.parts if part.supplier_id == supplier_id)


@dataclass(frozen=True)
class Bill:
    """A bill as it is stored. Unit and mass are the product's at the time of the statement."""

    product_id: str
    supplier_id: str
    stated: BillInput
    declared_unit: DeclaredUnit
    mass_per_declared_unit: Decimal | None
    version: int
    recorded_at: datetime
    withdrawn: bool = False

    def states_the_same(self, other: "Bill") -> bool:
        """Whether the two differ at most in version and time."""
        return replace(self, version=other.version, recorded_at=other.recorded_at) == other

    def withdrawn_at(self, now: datetime) -> "Bill":
        """Its next version, which no longer holds."""
        return replace(self, version=self.version + 1, recorded_at=now, withdrawn=True)

    def content(self) -> dict[str, Any]:
        """As JSON shows it: decimals as texts."""
        mass = self.mass_per_declared_unit
        return {
            "product_id": self.product_id,
            "supplier_id": self.supplier_id,
            "declared_unit": self.declared_unit.value,
            "mass_per_declared_unit": None if mass is None else format_decimal(mass),
            **content_of(self.stated),
            "version": self.version,
        }


def content_of(stated: BillInput) -> dict[str, Any]:
    """What was stated; decimals as texts."""
    share, quality = stated.own_primary_data_share, stated.own_data_quality
    return {
        "output_amount": format_decimal(stated.output_amount),
        "parts": [part_content(part) for part in stated.parts],
        "own_emissions": format_decimal(stated.own_emissions),
        "own_primary_data_share": None if share is None else format_decimal(share),
        "own_data_quality": None if quality is None else _quality_content(quality),
        "precedence": stated.precedence.value,
        "gwp_set": stated.gwp_set,
    }


def part_content(part: PartInput) -> dict[str, str]:
    """A part; decimals as texts."""
    return {
        "supplier_id": part.supplier_id,
        "product_id": part.product_id,
        "classification": part.classification,
        "quantity": format_decimal(part.quantity),
        "unit": part.unit,
        "description": part.description,
    }


def _quality_content(quality: DataQuality) -> dict[str, str]:
    return {
        "technological": format_decimal(quality.technological),
        "geographical": format_decimal(quality.geographical),
        "temporal": format_decimal(quality.temporal),
    }
