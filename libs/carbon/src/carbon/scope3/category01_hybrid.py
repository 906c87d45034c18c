"""Category 1 by the hybrid method, for a supplier that states only its own emissions.

Technical guidance, chapter 1: the supplier's scope 1 and 2 are allocated by the buyer's share of
its revenue; the rest of the cradle-to-gate emissions comes from an average factor, of which the
part that the supplier's own emissions cover is taken out.
"""

from collections.abc import Iterable
from decimal import Decimal

from carbon.decimals import exact_arithmetic, format_decimal, readable
from carbon.quantum import to_milligrams
from carbon.scope3.category01 import fitting_average_factor
from carbon.scope3.hybrid import SupplierOperations, with_own_emissions_only
from carbon.scope3.inputs import EmissionFactor, Prices, Purchase, SupplierEmissions
from carbon.scope3.normalisation import Normalisation, normalise
from carbon.scope3.notes import Note
from carbon.scope3.pricing import factor_source, gwp_note, quantity_obstacle
from carbon.scope3.quantities import Factor, Quantity
from carbon.scope3.results import DataType, LineResult, Method, Source, SourceKind


def hybrid(
    purchase: Purchase,
    supplier_emissions: Iterable[SupplierEmissions],
    factors: Iterable[EmissionFactor],
    prices: Prices,
    gwp_set: str,
) -> LineResult | Note:
    """Allocated scope 1 and 2 + quantity × the part of the average they do not cover."""
    obstacle = quantity_obstacle(purchase)
    if obstacle is not None:
        return obstacle
    own = _of_year(purchase, supplier_emissions)
    if own is None:
        return Note.NO_SUPPLIER_EMISSIONS
    factor = fitting_average_factor(purchase, factors, gwp_set)
    if isinstance(factor, Note):
        return factor
    money = _in_currency_of_revenue(purchase, own, prices)
    if isinstance(money, Note):
        return money
    return _priced(purchase, own, factor, money, gwp_set)


def _priced(
    purchase: Purchase,
    own: SupplierEmissions,
    factor: EmissionFactor,
    money: Normalisation,
    gwp_set: str,
) -> LineResult | Note:
    quantity = Quantity(purchase.quantity or Decimal(0), purchase.unit)
    with exact_arithmetic():
        share = (purchase.amount or Decimal(0)) * money.multiplier / own.revenue
        if not 0 <= share <= 1:
            return Note.AMOUNT_ABOVE_REVENUE
        operations = SupplierOperations(own.scope_1 + own.waste, own.scope_2, share)
        emissions = with_own_emissions_only(
            operations, quantity, Factor(factor.value, factor.unit), own.covered_share
        )
        per_unit = readable(emissions / quantity.value) if quantity.value else None
    sets = sorted({own.gwp_set, factor.gwp_set})
    return LineResult(
        method=Method.HYBRID,
        emissions_mg=to_milligrams(emissions),
        sources=(_source(own), factor_source(factor), *money.sources),
        notes=gwp_note(sets, gwp_set) if len(sets) == 1 else (Note.OTHER_GWP_SET,),
        factor=per_unit,
        gwp_set=", ".join(sets),
        data_type=DataType.SECONDARY,
    )


def _of_year(
    purchase: Purchase, statements: Iterable[SupplierEmissions]
) -> SupplierEmissions | None:
    wanted = (purchase.supplier_id, purchase.date.year)
    fitting = (each for each in statements if (each.supplier_id, each.year) == wanted)
    usable = (each for each in fitting if each.revenue > 0)
    return max(usable, key=lambda each: (each.version, each.id), default=None)


def _in_currency_of_revenue(
    purchase: Purchase, own: SupplierEmissions, prices: Prices
) -> Normalisation | Note:
    if purchase.amount is None or not purchase.currency:
        return Note.NO_AMOUNT
    return normalise(purchase.currency, own.year, own.currency, own.year, prices)


def _source(own: SupplierEmissions) -> Source:
    with exact_arithmetic():
        emitted = format_decimal(own.scope_1 + own.scope_2 + own.waste)
    return Source(SourceKind.SUPPLIER_EMISSIONS, own.id, own.version, str(own.year), emitted)
