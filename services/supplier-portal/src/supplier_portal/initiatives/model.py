"""An initiative by the taxonomy of the group standard on zero-carbon factories."""

from dataclasses import dataclass, replace
from datetime import date, datetime
from decimal import Decimal
from typing import Annotated, Any

from pydantic import AfterValidator, BaseModel, BeforeValidator, ConfigDict, Field

from carbon.decimals import format_decimal
from carbon.initiatives import TYPES_BY_CODE, Direction, InitiativeState
from supplier_portal.fields import Amount, Identity, Line, Prose
from tierzero.i18n import _
from tierzero.problems import Invalid

Year = Annotated[int, Field(ge=1990, le=2100)]


def _known_type(code: str) -> str:
    if code not in TYPES_BY_CODE:
        shown = ", ".join(TYPES_BY_CODE)
        raise Invalid("unknown-type", _("{code} is none of: {codes}.", code=code, codes=shown))
    return code


def _none_where_empty(value: Any) -> Any:
    # A form sends an empty text for a day that was not chosen.
    return None if value == "" else value


class Measurement(BaseModel):
    """What was measured in one calendar year: tCO2e below the baseline."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    year: Year
    reduction: Amount
    evidence: Prose = ""


class InitiativeInput(BaseModel):
    """What a supplier states about an initiative; amounts in tCO2e per calendar year."""

    model_config = ConfigDict(extra="forbid")

    id: Identity | None = Field(default=None, description="UUID; made where none is given.")
    name: Line
    description: Prose = ""
    type: Annotated[str, AfterValidator(_known_type)]
    direction: Direction
    state: InitiativeState = InitiativeState.PLANNED
    baseline_year: Year
    baseline_emissions: Amount
    target_year: Year
    target_emissions: Amount
    measured_reductions: list[Measurement] = Field(default_factory=list, max_length=100)
    customer_ids: list[Identity] = Field(
        default_factory=list, max_length=1_000, description="Empty: all customers."
    )
    product_ids: list[Identity] = Field(
        default_factory=list,
        max_length=1_000,
        description="Your products whose footprints it lowers.",
    )
    start: Annotated[date | None, BeforeValidator(_none_where_empty)] = Field(
        default=None, description="First day on which it has an effect."
    )


@dataclass(frozen=True)
class Initiative:
    """An initiative as it is stored."""

    id: str
    supplier_id: str
    stated: InitiativeInput
    version: int
    recorded_at: datetime

    @property
    def measured_total(self) -> Decimal:
        """All measured reductions together, tCO2e."""
        return sum((one.reduction for one in self.stated.measured_reductions), Decimal(0))

    @property
    def planned_reduction(self) -> Decimal:
        """What it is to save in the target year, tCO2e."""
        return self.stated.baseline_emissions - self.stated.target_emissions

    def following(self, stated: InitiativeInput, now: datetime) -> "Initiative":
        """Its next version."""
        return replace(self, stated=stated, version=self.version + 1, recorded_at=now)

    def content(self) -> dict[str, Any]:
        """As JSON shows it: decimals as texts."""
        stated = self.stated
        return {
            "id": self.id,
            "supplier_id": self.supplier_id,
            **content_of(stated),
            "version": self.version,
        }


def content_of(stated: InitiativeInput) -> dict[str, Any]:
    """What was stated, without id; decimals as texts."""
    return {
        "name": stated.name,
        "description": stated.description,
        "type": stated.type,
        "direction": stated.direction.value,
        "state": stated.state.value,
        "baseline_year": stated.baseline_year,
        "baseline_emissions": format_decimal(stated.baseline_emissions),
        "target_year": stated.target_year,
        "target_emissions": format_decimal(stated.target_emissions),
        "measured_reductions": [
            {
                "year": one.year,
                "reduction": format_decimal(one.reduction),
                "evidence": one.evidence,
            }
            for one in sorted(stated.measured_reductions, key=_year)
        ],
        "customer_ids": list(stated.customer_ids),
        "product_ids": sorted(stated.product_ids),
        "start": stated.start.isoformat() if stated.start else None,
    }


def _year(measurement: Measurement) -> int:
    return measurement.year
