"""Pricing a purchase: the most specific method that applies, and why no better one did."""

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import replace

from carbon.scope3 import category01, category01_calculated, category01_hybrid
from carbon.scope3.averages import Footprints, footprints_of
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
    return first_applicable(
        _attempts(
            purchase,
            footprints_of(candidates),
            calculated,
            factors,
            Prices(tuple(rates), tuple(indices)),
            tuple(supplier_emissions),
            gwp_set,
        )
    )


def _attempts(
    purchase: Purchase,
    footprints: Footprints,
    calculated: Calculated,
    factors: Iterable[EmissionFactor],
    prices: Prices,
    own: tuple[SupplierEmissions, ...],
    gwp_set: str,
) -> Iterator[Attempt]:
    """One after the other, so that what only later methods need is not even gathered."""
    yield from _specific(purchase, footprints, calculated, gwp_set)
    yield lambda: category01.supplier_average(purchase, footprints, gwp_set)
    known = list(factors)
    if own:
        yield lambda: category01_hybrid.hybrid(purchase, own, known, prices, gwp_set)
    yield lambda: category01.average_data(purchase, known, gwp_set)
    yield lambda: category01.spend_based(purchase, known, prices, gwp_set)


def _specific(
    purchase: Purchase, footprints: Footprints, calculated: Calculated, gwp_set: str
) -> Iterator[Attempt]:
    def stated() -> LineResult | Note:
        return category01.supplier_specific(purchase, footprints, gwp_set)

    if calculated is None:
        yield stated
        return

    def rolled_up() -> LineResult | Note:
        return category01_calculated.calculated_specific(purchase, calculated, gwp_set)

    yield from (rolled_up, stated) if comes_first(calculated) else (stated, rolled_up)


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


def _with_obstacles(result: LineResult, obstacles: Sequence[str]) -> LineResult:
    if not obstacles:
        return result
    return replace(result, notes=tuple(_distinct((*obstacles, *result.notes))))


def _distinct(notes: Iterable[str]) -> Iterator[str]:
    return iter(dict.fromkeys(notes))
