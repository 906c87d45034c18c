"""Category 1, purchased goods and services: each method of the technical guidance, chapter 1.

A method prices the purchase or gives the note that says why it cannot. The cradle-to-gate number
is always pcfExcludingBiogenicUptake. Spend is taken at purchaser prices, so that factors with
trade margins fit it; a factor without margins is used only where no other exists, with a note.
"""

from collections.abc import Iterable
from decimal import Decimal

from carbon.decimals import exact_arithmetic, readable
from carbon.scope3.averages import footprints_of
from carbon.scope3.choice import Classified, best_factor, best_footprint
from carbon.scope3.inputs import EmissionFactor, FactorKind, FootprintValue, Prices, Purchase
from carbon.scope3.normalisation import normalise
from carbon.scope3.notes import Note
from carbon.scope3.pricing import (
    average_sources,
    factor_source,
    footprint_source,
    gwp_note,
    per_purchase_unit,
    priced,
    quantity_obstacle,
    stated_gwp_set,
)
from carbon.scope3.results import DataType, LineResult, Method
from carbon.units import convert, dimension, known_unit


def supplier_specific(
    purchase: Purchase, candidates: Iterable[FootprintValue], gwp_set: str
) -> LineResult | Note:
    """Quantity × the supplier's own footprint of the product (scope 3 guidance, 1.1)."""
    if not purchase.product_id:
        return Note.NO_PRODUCT
    obstacle = quantity_obstacle(purchase)
    if obstacle is not None:
        return obstacle
    own = footprints_of(candidates).of_product(purchase.supplier_id, purchase.product_id)
    footprint = best_footprint(own, purchase.date)
    if footprint is None:
        return Note.FOOTPRINT_NOT_USABLE if own else Note.NO_SUPPLIER_FOOTPRINT
    factor = per_purchase_unit(footprint, purchase.unit)
    if factor is None:
        return Note.FOOTPRINT_UNIT_MISMATCH
    return LineResult(
        method=Method.SUPPLIER_SPECIFIC,
        emissions_mg=priced(purchase.quantity, factor),
        sources=(footprint_source(footprint),),
        notes=gwp_note(footprint.gwp_sets, gwp_set),
        factor=readable(factor),
        gwp_set=stated_gwp_set(footprint.gwp_sets, gwp_set),
        data_type=DataType.PRIMARY,
    )


def supplier_average(
    purchase: Purchase, candidates: Iterable[FootprintValue], gwp_set: str
) -> LineResult | Note:
    """Quantity × the mean over the supplier's products declared in the purchase's dimension."""
    obstacle = quantity_obstacle(purchase)
    if obstacle is not None:
        return obstacle
    average = footprints_of(candidates).average(purchase.supplier_id, purchase.unit, purchase.date)
    if average is None:
        return Note.NO_SUPPLIER_AVERAGE
    with exact_arithmetic():
        factor = average.emissions_per_unit * convert(Decimal(1), purchase.unit, average.unit)
    return LineResult(
        method=Method.SUPPLIER_AVERAGE,
        emissions_mg=priced(purchase.quantity, factor),
        sources=average_sources(average),
        notes=(Note.AVERAGE_OVER_PRODUCTS, *gwp_note(average.gwp_sets, gwp_set)),
        factor=readable(factor),
        gwp_set=stated_gwp_set(average.gwp_sets, gwp_set),
        data_type=DataType.PROXY,
    )


def average_data(
    purchase: Purchase, factors: Iterable[EmissionFactor], gwp_set: str
) -> LineResult | Note:
    """Quantity × an average cradle-to-gate factor of the product group (guidance, 1.3)."""
    obstacle = quantity_obstacle(purchase)
    if obstacle is not None:
        return obstacle
    factor = fitting_average_factor(purchase, factors, gwp_set)
    if isinstance(factor, Note):
        return factor
    with exact_arithmetic():
        value = factor.value * convert(Decimal(1), purchase.unit, factor.unit)
    return LineResult(
        method=Method.AVERAGE_DATA,
        emissions_mg=priced(purchase.quantity, value),
        sources=(factor_source(factor),),
        notes=gwp_note((factor.gwp_set,), gwp_set),
        factor=readable(value),
        gwp_set=factor.gwp_set,
        data_type=DataType.SECONDARY,
    )


def fitting_average_factor(
    wanted: Classified, factors: Iterable[EmissionFactor], gwp_set: str
) -> EmissionFactor | Note:
    """The best average factor in the dimension of the wanted unit, which must be known."""
    if not wanted.classifications:
        return Note.NO_CLASSIFICATION
    physical = [factor for factor in factors if factor.kind is FactorKind.AVERAGE_DATA]
    fitting = [factor for factor in physical if _fits_unit(factor, wanted.unit)]
    factor = best_factor(fitting, wanted, gwp_set)
    if factor is not None:
        return factor
    mismatched = best_factor(physical, wanted, gwp_set) is not None
    return Note.FACTOR_UNIT_MISMATCH if mismatched else Note.NO_AVERAGE_FACTOR


def fitting_spend_factor(
    wanted: Classified, factors: Iterable[EmissionFactor], gwp_set: str
) -> EmissionFactor | Note:
    """The best factor per unit of money."""
    if not wanted.classifications:
        return Note.NO_CLASSIFICATION
    monetary = [factor for factor in factors if factor.kind is FactorKind.SPEND_BASED]
    return best_factor(monetary, wanted, gwp_set) or Note.NO_SPEND_FACTOR


def spend_based(
    purchase: Purchase, factors: Iterable[EmissionFactor], prices: Prices, gwp_set: str
) -> LineResult | Note:
    """Spend in the factor's currency and year × an input-output factor (guidance, 1.4)."""
    if purchase.amount is None or not purchase.currency:
        return Note.NO_AMOUNT
    factor = fitting_spend_factor(purchase, factors, gwp_set)
    if isinstance(factor, Note):
        return factor
    money = normalise(purchase.currency, purchase.date.year, factor.unit, factor.price_year, prices)
    if isinstance(money, Note):
        return money
    with exact_arithmetic():
        value = factor.value * money.multiplier
    margins = () if factor.includes_margins else (Note.WITHOUT_MARGINS,)
    return LineResult(
        method=Method.SPEND_BASED,
        emissions_mg=priced(purchase.amount, value),
        sources=(factor_source(factor), *money.sources),
        notes=(*margins, *gwp_note((factor.gwp_set,), gwp_set)),
        factor=readable(value),
        gwp_set=factor.gwp_set,
        data_type=DataType.SECONDARY,
    )


def _fits_unit(factor: EmissionFactor, unit: str) -> bool:
    return known_unit(factor.unit) and dimension(factor.unit) == dimension(unit)
