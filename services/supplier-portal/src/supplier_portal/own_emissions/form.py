"""The form of a year: tonnes and per cent, as people count, instead of kilograms and shares."""

from decimal import Decimal
from typing import Annotated, Any

from pydantic import BaseModel, BeforeValidator, Field

from carbon.decimals import exact_arithmetic, format_decimal, plain, product
from carbon.gwp import DEFAULT_GWP_SET
from supplier_portal.fields import Amount, GwpSetName, Percentage, Positive, typed_decimal
from supplier_portal.places import grid_factor
from tierzero.i18n import _
from tierzero.problems import FieldProblem, invalid
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
    scope_2: Annotated[Amount, _typed] | None = None
    electricity: Annotated[Amount, _typed] | None = None
    """Bought in the year, MWh; with a province it makes up scope 2 where that is left empty."""
    province: str = ""
    waste: Annotated[Amount, _typed] = Decimal(0)
    revenue: Annotated[Positive, _typed]
    currency: Currency
    covered_share: Annotated[Percentage, _typed]
    gwp_set: GwpSetName = DEFAULT_GWP_SET.name


def bought_electricity(form: OwnEmissionsForm) -> Decimal | None:
    """tCO2 of the electricity bought, by the province's grid; None where one of both is missing.

    MWh × kgCO2/kWh are tonnes; location-based, announcement 2025 no. 47 (see carbon.grid_factors).
    """
    factor = grid_factor(form.province)
    if form.electricity is None or factor is None:
        return None
    return product(form.electricity, factor)


def stated_of(form: OwnEmissionsForm) -> OwnEmissionsInput:
    """What the form states; Problem 422 where scope 2 is neither stated nor follows."""
    scope_2 = bought_electricity(form) if form.scope_2 is None else form.scope_2
    if scope_2 is None:
        text = _("Enter scope 2, or the electricity that you bought and the province of its grid.")
        raise invalid([FieldProblem("scope_2", "scope-2-missing", text)])
    with exact_arithmetic():
        return OwnEmissionsInput(
            scope_1=plain(form.scope_1 * KILOGRAMS),
            scope_2=plain(scope_2 * KILOGRAMS),
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
