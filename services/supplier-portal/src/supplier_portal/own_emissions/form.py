"""The form of a year: tonnes and per cent, as people count, instead of kilograms and shares."""

from decimal import Decimal
from typing import Annotated, Any

from pydantic import BaseModel, BeforeValidator, Field

from carbon.decimals import exact_arithmetic, format_decimal, plain
from carbon.gwp import DEFAULT_GWP_SET
from supplier_portal.fields import Amount, GwpSetName, Percentage, Positive, typed_decimal
from tierzero.web import Submission

from .model import Currency, OwnEmissions, OwnEmissionsInput

KILOGRAMS = Decimal(1_000)
"""In one tonne."""
PER_CENT = Decimal(100)

_typed = BeforeValidator(typed_decimal)


class OwnEmissionsForm(BaseModel):
    """The fields of the page; emissions in tCO2e."""

    year: Annotated[int, Field(ge=0, le=9_999)]
    scope_1: Annotated[Amount, _typed]
    scope_2: Annotated[Amount, _typed]
    waste: Annotated[Amount, _typed] = Decimal(0)
    revenue: Annotated[Positive, _typed]
    currency: Currency
    covered_share: Annotated[Percentage, _typed]
    gwp_set: GwpSetName = DEFAULT_GWP_SET.name


def stated_of(form: OwnEmissionsForm) -> OwnEmissionsInput:
    """What the form states."""
    with exact_arithmetic():
        return OwnEmissionsInput(
            scope_1=plain(form.scope_1 * KILOGRAMS),
            scope_2=plain(form.scope_2 * KILOGRAMS),
            waste=plain(form.waste * KILOGRAMS),
            revenue=form.revenue,
            currency=form.currency,
            covered_share=plain(form.covered_share / PER_CENT),
            gwp_set=form.gwp_set,
        )


def form_of(emissions: OwnEmissions) -> Submission[Any]:
    """The form filled in with what is stored."""
    stated = emissions.stated
    with exact_arithmetic():
        numbers = {
            "scope_1": stated.scope_1 / KILOGRAMS,
            "scope_2": stated.scope_2 / KILOGRAMS,
            "waste": stated.waste / KILOGRAMS,
            "revenue": stated.revenue,
            "covered_share": stated.covered_share * PER_CENT,
        }
        texts = {name: format_decimal(plain(number)) for name, number in numbers.items()}
    others = {"year": emissions.year, "currency": stated.currency, "gwp_set": stated.gwp_set}
    return Submission.of({**texts, **others})


def blank_form(year: int) -> Submission[Any]:
    """What stands in the form of a new year."""
    return Submission.of({"year": year, "currency": "CNY", "gwp_set": DEFAULT_GWP_SET.name})
