"""Pricing a purchase: the most specific method that applies, and why no better one did."""

from collections.abc import Callable, Iterable, Iterator
from dataclasses import replace

from carbon.scope3 import category01, category01_calculated, category01_hybrid
from carbon.scope3.averages import footprints_of
from carbon.scope3.category01_calculated import Calculated, comes_first
from carbon.scope3.inputs import (
    EmissionFactor,
    ExchangeRate,
    FootprintValue,
    PriceIndex,
    Prices,
    Purchase,
    SupplierEmissions,
)
from carbon.scope3.notes import Note
from carbon.scope3.results import DataType, LineResult, Method

Attempt = Callable[[], LineResult | Note]


def price_purchase(
    purchase: Purchase,
    candidates: Iterable[FootprintValue],
    factors: Iterable[EmissionFactor],
    rates: Iterable[ExchangeRate],
    indices: Iterable[PriceIndex],
    gwp_set: str,
    supplier_emissions: Iterable[SupplierEmissions] = (),
    calculated: Calculated = None,
) -> LineResult:
    """Price a purchase by the first method that applies (scope 3 guidance, chapter 1).

    In the order supplier-specific, supplier average, hybrid (where suppliers' own emissions are
    given), average-data, spend-based; otherwise the line is unresolved. Supplier-specific is the
    stated footprint or the one calculated from the product's bill of materials, in the order that
    the bill asks for. The result depends on the sets given, not on their order.
    """
    footprints, known_factors = footprints_of(candidates), list(factors)
    prices, own = Prices(tuple(rates), tuple(indices)), tuple(supplier_emissions)
    with_own: tuple[Attempt, ...] = (
        lambda: category01_hybrid.hybrid(purchase, own, known_factors, prices, gwp_set),
    )
    specific: list[Attempt] = [lambda: category01.supplier_specific(purchase, footprints, gwp_set)]
    if calculated is not None:
        place = 0 if comes_first(calculated) else 1
        specific.insert(
            place, lambda: category01_calculated.calculated_specific(purchase, calculated, gwp_set)
        )
    attempts: tuple[Attempt, ...] = (
        *specific,
        lambda: category01.supplier_average(purchase, footprints, gwp_set),
        *(with_own if own else ()),
        lambda: category01.average_data(purchase, known_factors, gwp_set),
        lambda: category01.spend_based(purchase, known_factors, prices, gwp_set),
    )
    return first_applicable(attempts)


def first_applicable(attempts: Iterable[Attempt]) -> LineResult:
    """The first result, with the notes of the attempts before it put in front of its own."""
    obstacles: list[str] = []
    for attempt in attempts:
        outcome = attempt()
        if isinstance(outcome, LineResult):
            return _with_obstacles(outcome, obstacles)
        obstacles.append(outcome)
    return unresolved(obstacles)


def unresolved(obstacles: Iterable[str]) -> LineResult:
    """A line that no method could price: it counts nothing and names every obstacle."""
    notes = tuple(_distinct(obstacles))
    return LineResult(Method.UNRESOLVED, 0, (), notes, None, "", DataType.NONE)


def _with_obstacles(result: LineResult, obstacles: Iterable[str]) -> LineResult:
    return replace(result, notes=tuple(_distinct((*obstacles, *result.notes))))


def _distinct(notes: Iterable[str]) -> Iterator[str]:
    return iter(dict.fromkeys(notes))
