"""Bills of materials of one year as equations: what of what goes into each product."""

from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from fractions import Fraction
from graphlib import TopologicalSorter

import numpy as np
from scipy.sparse import csr_matrix
from scipy.sparse.csgraph import connected_components

from footprint.verify.independent.bills import Parts
from footprint.verify.independent.recipes import Bill, Part
from footprint.verify.independent.standing import Year

_MOST = Fraction(10) ** 100
"""Above it squares and per cents may leave the range of float64; nothing is claimed there."""
_LEAST = Fraction(2) ** -500
"""What the solver's own bound starts from."""


class Missing(Exception):
    """A part has no data and no factor, or its units join nothing."""


class Beyond(Exception):
    """A number is too large to say whether float64 would still hold the figure."""


@dataclass
class System:
    """Equations by name of the unknown: a product's id, a stated footprint's, a factor's."""

    year: Year
    own: dict[str, Fraction] = field(default_factory=dict[str, Fraction])
    recipes: dict[str, Parts] = field(default_factory=dict[str, Parts])
    sizes: dict[str, Fraction] = field(default_factory=dict[str, Fraction])
    """Upper bounds of what the absolute amounts add up to."""
    foreign: set[str] = field(default_factory=set[str])
    """Unknowns that rest on anything in another set of potentials than the policy's."""
    beyond: set[str] = field(default_factory=set[str])


def name_of(product_id: str) -> str:
    """The unknown of a product that is calculated."""
    return f"product {product_id}"


def system_of(year: Year, wanted: Iterable[str]) -> System:
    """Equations of the wanted products and of all that they rest on; those without a figure have
    none."""
    system = System(year)
    resting = _resting(year, wanted)
    around = _in_circles(resting)
    orderly = {name: parts - around for name, parts in resting.items() if name not in around}
    for product_id in TopologicalSorter(orderly).static_order():
        _enter(system, year.makers.bills[product_id])
    return system


def _resting(year: Year, wanted: Iterable[str]) -> dict[str, set[str]]:
    """Each product with a bill → its parts that count by their own bills."""
    found: dict[str, set[str]] = {}
    waiting = [one for one in wanted if one in year.makers.bills]
    while waiting:
        product_id = waiting.pop()
        if product_id not in found:
            found[product_id] = set(_calculated_parts(year, year.makers.bills[product_id]))
            waiting += found[product_id]
    return found


def _calculated_parts(year: Year, bill: Bill) -> Iterator[str]:
    for part in bill.parts:
        if year.makers.may_use(bill.maker_id, part) and year.is_calculated(part.product_id):
            yield part.product_id


def _in_circles(resting: Mapping[str, Collection[str]]) -> set[str]:
    """Products that are parts of themselves: in one strong component with another, or in itself."""
    places = {name: place for place, name in enumerate(resting)}
    ends = [(places[name], places[part]) for name, parts in resting.items() for part in parts]
    rows, columns = np.array(ends, int).reshape(-1, 2).T
    graph = csr_matrix((np.ones(len(ends)), (rows, columns)), shape=(len(places), len(places)))
    _count, labels = connected_components(graph, directed=True, connection="strong")
    members = np.bincount(labels, minlength=1)
    return {
        name
        for name, place in places.items()
        if members[labels[place]] > 1 or name in resting[name]
    }


def _enter(system: System, bill: Bill) -> None:
    name = name_of(bill.product_id)
    try:
        parts = [_counted(system, bill.maker_id, part) for part in bill.parts]
        is_foreign = bool(bill.own) and bill.gwp_set != system.year.market.gwp_set
        _put(system, name, bill.own, parts, is_foreign=is_foreign)
    except Missing:
        return
    except Beyond:
        system.beyond.add(name)


def _counted(system: System, maker_id: str, part: Part) -> tuple[str, Fraction]:
    found = _known(system, part) if system.year.makers.may_use(maker_id, part) else None
    return found or _averaged(system, part)


def _known(system: System, part: Part) -> tuple[str, Fraction] | None:
    """By its bill or its stated footprint; None where it has neither or their units do not join."""
    name, year = name_of(part.product_id), system.year
    if name in system.beyond and year.is_calculated(part.product_id):
        raise Beyond
    if name in system.own and year.is_calculated(part.product_id):
        bill = year.makers.bills[part.product_id]
        return _amount(name, part.of(bill.measured, bill.mass_per_base_unit))
    figure = year.stated(part.product_id)
    if figure is None:
        return None
    stated, is_foreign = f"stated {part.product_id}", year.market.gwp_set not in figure.gwp_sets
    _put(system, stated, figure.per_base_unit, (), is_foreign=is_foreign)
    return _amount(stated, part.of(figure.measured, figure.mass_per_base_unit))


def _amount(name: str, amount: Fraction | None) -> tuple[str, Fraction] | None:
    return None if amount is None else (name, amount)


def _averaged(system: System, part: Part) -> tuple[str, Fraction]:
    factor = system.year.average(part)
    if factor is None:
        raise Missing
    name, is_foreign = f"factor {factor.id}", factor.gwp_set != system.year.market.gwp_set
    _put(system, name, factor.per_base_unit, (), is_foreign=is_foreign)
    return name, part.amount


def _put(system: System, name: str, own: Fraction, parts: Parts, *, is_foreign: bool) -> None:
    size = abs(own) + _LEAST
    size += sum((amount * system.sizes[part] for part, amount in parts), Fraction(0))
    if size > _MOST or any(amount > _MOST for _part, amount in parts):
        raise Beyond
    # A float is as good a bound, and its denominator does not grow from tier to tier.
    system.own[name], system.sizes[name] = own, Fraction(float(size))
    system.recipes[name] = parts
    if is_foreign or any(part in system.foreign for part, _amount in parts):
        system.foreign.add(name)
