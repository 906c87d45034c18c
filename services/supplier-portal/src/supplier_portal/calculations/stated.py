"""All that a supplier states of a calculation."""

from collections.abc import Iterator
from datetime import date
from decimal import Decimal
from enum import StrEnum
from typing import Annotated, Any

from pydantic import AfterValidator, BaseModel, ConfigDict, Field, model_validator

from carbon.allocation import Basis
from carbon.calculation.guided import is_country
from carbon.decimals import format_decimal
from carbon.footprint.model import CcuCalculationApproach
from supplier_portal.fields import Amount, Percentage, Positive, Prose
from tierzero.i18n import _
from tierzero.problems import Invalid

from .output_rows import KILOGRAM, CoProduct, HeatUnit
from .rows import Displaced, Electricity, FuelRow, GasRow, Leg, Row, Short, SourcedRow

MOST_ROWS = 500
"""Of one kind; a process with more is described by totals."""


class Approach(StrEnum):
    """How the inputs are shared with co-products."""

    AUTOMATIC = "automatic"
    SUBDIVIDED = "subdivided"
    SUBSTITUTION = "substitution"
    RULE = "rule"


def _place(code: str) -> str:
    if code and not is_country(code):
        text = _("{code} is no country or province of ISO 3166, such as CN or CN-JS.", code=code)
        raise Invalid("unknown-place", text)
    return code


Day = Annotated[date, Field(ge=date(1990, 1, 1), le=date(2200, 12, 31))]
Place = Annotated[str, Field(max_length=10), AfterValidator(_place)]


class CalculationInput(BaseModel):
    """A process, its outputs and inputs in a period; emissions in kgCO2e, carbon in kg C."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    first_day: Day
    last_day: Day
    site: Place = Field(default="", description="Where it is made: CN or CN-JS.")
    standards: list[Short] = Field(default=["ISO14067", "PACT-3.0"], min_length=1, max_length=20)

    output_amount: Positive | None = Field(default=None, description="Declared units made.")
    price: Positive | None = Field(default=None, description="Per declared unit.")
    heating_value: Positive | None = Field(
        default=None, description="MJ (net) of one `heating_value_unit`."
    )
    heating_value_unit: HeatUnit = KILOGRAM
    co_products: list[CoProduct] = Field(default_factory=list, max_length=100)
    approach: Approach = Approach.AUTOMATIC
    physical_basis: Basis = Field(
        default=Basis.MASS,
        description="mass: or volume or energy, where only these are known of all outputs.",
    )
    rule_operator: Short = ""
    rule_name: Short = ""
    rule_basis: Basis = Basis.MASS

    displaced: list[Displaced] = Field(
        default_factory=list, max_length=100, description="With approach substitution only."
    )
    displacement_reason: Prose = Field(
        default="", description="Why each displaced product is the dominant one, and its evidence."
    )

    materials: list[SourcedRow] = Field(default_factory=list, max_length=MOST_ROWS)
    packaging: list[SourcedRow] = Field(default_factory=list, max_length=MOST_ROWS)
    electricity: list[Electricity] = Field(default_factory=list, max_length=MOST_ROWS)
    fuels: list[FuelRow] = Field(default_factory=list, max_length=MOST_ROWS)
    other_energy: list[SourcedRow] = Field(default_factory=list, max_length=MOST_ROWS)
    transport: list[Leg] = Field(default_factory=list, max_length=MOST_ROWS)
    gases: list[GasRow] = Field(default_factory=list, max_length=MOST_ROWS)
    waste: list[SourcedRow] = Field(default_factory=list, max_length=MOST_ROWS)

    packaging_included: bool | None = None
    fossil_carbon_content: Amount | None = None
    biogenic_carbon_content: Amount | None = None
    recycled_carbon_content: Amount | None = None
    packaging_biogenic_carbon_content: Amount | None = None
    capture_included: bool | None = None
    captured: Amount | None = Field(default=None, description="kg CO2 stored, in the period.")
    capture_origin: Short = ""
    ccu_carbon_content: Amount | None = None
    ccu_approach: CcuCalculationApproach | None = None
    ccu_certification: Short = ""
    outbound_logistics: Amount | None = Field(
        default=None, description="kgCO2e per declared unit to the customer, if you pay for it."
    )
    exempted_percent: Percentage = Decimal(0)
    exempted_reason: Prose = ""
    boundary: Prose = ""

    @model_validator(mode="after")
    def _period(self) -> "CalculationInput":
        if self.last_day < self.first_day:
            text = _("The last day lies before the first.")
            raise Invalid("reference-period-empty", text)
        return self

    def rows(self) -> Iterator[tuple[str, Row]]:
        """Path → row, of all inputs."""
        for section in SECTIONS:
            for place, row in enumerate(getattr(self, section)):
                yield f"{section}[{place}]", row

    def content(self) -> dict[str, Any]:
        """As JSON shows it: decimals as texts, what is not stated left out."""
        return _plain(self.model_dump(exclude_defaults=True))


SECTIONS = (
    "displaced",
    "materials",
    "packaging",
    "electricity",
    "fuels",
    "other_energy",
    "transport",
    "gases",
    "waste",
)
"""Names of the lists of inputs."""

SOURCED = ("displaced", "materials", "packaging", "other_energy", "transport", "waste")
"""Those whose factor is looked for."""


def _plain(value: Any) -> Any:
    if isinstance(value, dict):
        return {name: _plain(inner) for name, inner in value.items()}
    if isinstance(value, list):
        return [_plain(inner) for inner in value]
    if isinstance(value, Decimal):
        return format_decimal(value)
    if isinstance(value, date):
        return value.isoformat()
    return value.value if isinstance(value, StrEnum) else value
