"""Where a factory's emissions come from, for its own eyes. tCO2e, exact."""

from collections.abc import Iterable, Mapping, Sequence

from pydantic import BaseModel, ConfigDict

from aggregator.inventories.service import Inventory, InventoryPart
from aggregator.progress.service import Number
from carbon.initiatives import Direction
from carbon.quantum import Milligrams, to_tonnes
from carbon.scope3.results import Method

Parts = Iterable[tuple[str, Milligrams, int]]


class Part(BaseModel):
    """What one supplier or method adds to a year."""

    model_config = ConfigDict(frozen=True)

    key: str
    emissions: Number
    line_count: int


class CategoryDetail(BaseModel):
    """One scope 3 category in one year."""

    model_config = ConfigDict(frozen=True)

    category: int
    direction: Direction
    emissions: Number
    line_count: int
    unresolved_line_count: int
    methods: tuple[Part, ...]


class YearDetail(BaseModel):
    """One year by category, and by supplier over all categories, largest first."""

    model_config = ConfigDict(frozen=True)

    year: int
    emissions: Number
    categories: tuple[CategoryDetail, ...]
    suppliers: tuple[Part, ...]


def details_of(inventories: Sequence[Inventory]) -> tuple[YearDetail, ...]:
    """Every year, newest first."""
    by_year: dict[int, list[Inventory]] = {}
    for one in inventories:
        by_year.setdefault(one.year, []).append(one)
    return tuple(_year(year, by_year[year]) for year in sorted(by_year, reverse=True))


def _year(year: int, inventories: Sequence[Inventory]) -> YearDetail:
    suppliers = ((name, part.total, part.line_count) for name, part in _suppliers(inventories))
    return YearDetail(
        year=year,
        emissions=to_tonnes(sum(one.total for one in inventories)),
        categories=tuple(map(_category, sorted(inventories, key=lambda one: one.category))),
        suppliers=_parts(suppliers),
    )


def _suppliers(inventories: Sequence[Inventory]) -> Iterable[tuple[str, InventoryPart]]:
    return (pair for one in inventories for pair in one.suppliers.items())


def _category(inventory: Inventory) -> CategoryDetail:
    methods: Mapping[Method, InventoryPart] = inventory.methods
    return CategoryDetail(
        category=inventory.category,
        direction=inventory.direction,
        emissions=to_tonnes(inventory.total),
        line_count=inventory.line_count,
        unresolved_line_count=inventory.unresolved_line_count,
        methods=_parts((name.value, one.total, one.line_count) for name, one in methods.items()),
    )


def _parts(parts: Parts) -> tuple[Part, ...]:
    totals: dict[str, tuple[Milligrams, int]] = {}
    for key, total, lines in parts:
        held = totals.get(key, (0, 0))
        totals[key] = (held[0] + total, held[1] + lines)
    largest_first = sorted(totals.items(), key=lambda one: (-one[1][0], one[0]))
    return tuple(
        Part(key=key, emissions=to_tonnes(total), line_count=lines)
        for key, (total, lines) in largest_first
    )
