"""What a supplier states about an initiative."""

from datetime import date
from decimal import Decimal
from typing import Annotated, Any, cast

from pydantic import AfterValidator, BaseModel, BeforeValidator, ConfigDict, Field, model_validator

from carbon.initiatives import TYPES_BY_CODE, Direction, InitiativeState
from carbon.reductions import Period, period_of
from supplier_portal.fields import Amount, Identity, Line, Percentage, Prose
from tierzero.i18n import _
from tierzero.problems import Invalid

Year = Annotated[int, Field(ge=1990, le=2100)]
MOST_PARTNERS = 50


def _known_type(code: str) -> str:
    if code not in TYPES_BY_CODE:
        shown = ", ".join(TYPES_BY_CODE)
        raise Invalid("unknown-type", _("{code} is none of: {codes}.", code=code, codes=shown))
    return code


def _none_where_empty(value: Any) -> Any:
    # A form sends an empty text for a day that was not chosen.
    return None if value == "" else value


def _known_period(label: str) -> str:
    if period_of(label) is None:
        text = _("Enter a year, a quarter or a month: 2025, 2025-Q3 or 2025-07.")
        raise Invalid("not-a-period", text)
    return label


class Measurement(BaseModel):
    """What was measured in one calendar year, quarter or month: tCO2e below the baseline.

    ``year`` alone may be stated for a whole year; it always follows from the period.
    """

    model_config = ConfigDict(extra="forbid", frozen=True)

    period: Annotated[str, AfterValidator(_known_period)]
    year: Year
    reduction: Amount
    evidence: Prose = ""

    @model_validator(mode="before")
    @classmethod
    def _year_and_period(cls, stated: Any) -> Any:
        if not isinstance(stated, dict):
            return stated
        given = cast(dict[str, Any], stated)
        year, period = given.get("year"), given.get("period")
        if period and not year and isinstance(period, str):
            return {**given, "year": period[:4]}
        if year and not period:
            return {**given, "period": str(year)}
        return given

    @model_validator(mode="after")
    def _coherent(self) -> "Measurement":
        if self.span.first.year != self.year:
            raise Invalid("period-of-year", _("The period does not lie in that year."))
        return self

    @property
    def span(self) -> Period:
        """The period with its days."""
        found = period_of(self.period)
        if found is None:
            raise ValueError(self.period)
        return found


class ShareInput(BaseModel):
    """One organization's part of a joint reduction, in per cent."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    organization_id: Identity
    percent: Percentage


class InitiativeInput(BaseModel):
    """What a supplier states about an initiative; amounts in tCO2e per calendar year."""

    model_config = ConfigDict(extra="forbid")

    id: Identity | None = Field(default=None, description="UUID; made where none is given.")
    name: Line
    description: Prose = ""
    type: Annotated[str, AfterValidator(_known_type)]
    direction: Direction
    state: InitiativeState = InitiativeState.PLANNED
    state_reason: Prose = Field(
        default="", description="Why it is reversed, or closed before anything was measured."
    )
    baseline_year: Year
    baseline_emissions: Amount
    target_year: Year
    target_emissions: Amount
    measured_reductions: list[Measurement] = Field(default_factory=list, max_length=200)
    customer_ids: list[Identity] = Field(
        default_factory=list, max_length=1_000, description="Empty: all customers."
    )
    product_ids: list[Identity] = Field(
        default_factory=list,
        max_length=1_000,
        description="Products whose footprints it lowers: yours, or shared with you.",
    )
    start: Annotated[date | None, BeforeValidator(_none_where_empty)] = Field(
        default=None, description="First day on which it has an effect."
    )
    shares: list[ShareInput] = Field(
        default_factory=list,
        max_length=MOST_PARTNERS,
        description="Of a joint initiative: every organization's part, yours included; 100 %.",
    )

    def measured_total(self) -> Decimal:
        """All measured reductions together, tCO2e."""
        return sum((one.reduction for one in self.measured_reductions), Decimal(0))
