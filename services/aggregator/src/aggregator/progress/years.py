"""Each year's emissions in one direction, beside the path."""

from collections.abc import Iterable, Sequence
from decimal import Decimal
from typing import NamedTuple

from aggregator.inventories.model import Inventory
from aggregator.progress.books import Books
from aggregator.progress.model import MethodTotal, ProgressStatus, TargetPath, YearProgress
from aggregator.progress.target_path import line_of
from carbon import targets as linear
from carbon.decimals import exact_arithmetic, readable
from carbon.quantum import to_tonnes
from carbon.scope3.results import Method

_ABOVE_THE_PATH = (linear.Status.AT_RISK, linear.Status.OFF_TRACK, linear.Status.INCREASED)


class _Standing(NamedTuple):
    """Where a year stands against the path."""

    status: ProgressStatus
    path: Decimal | None = None
    achieved: Decimal | None = None
    required: Decimal | None = None


def years_of(books: Books, path: TargetPath | None) -> tuple[YearProgress, ...]:
    """Every year that has lines, in order."""
    return tuple(_year(books, year, path) for year in books.years)


def _year(books: Books, year: int, path: TargetPath | None) -> YearProgress:
    cells = books.of_year(year)
    measured = books.emissions(year)
    emissions = None if measured is None else to_tonnes(measured)
    complete = books.is_complete(year)
    standing = _standing(path, year, emissions)
    if not complete:
        standing = _so_far(standing)
    return YearProgress(
        year=year,
        emissions=emissions,
        complete=complete,
        path=standing.path,
        achieved_percent=standing.achieved,
        required_percent=standing.required,
        status=standing.status,
        line_count=sum(one.line_count for one in cells),
        unresolved_line_count=sum(one.unresolved_line_count for one in cells),
        supplier_count=len({name for one in cells for name in one.suppliers if name}),
        supplier_specific_percent=_share(cells, Method.SUPPLIER_SPECIFIC),
        methods=tuple(_methods(cells)),
        gwp_sets=tuple(sorted({gwp_set for one in cells for gwp_set in one.gwp_sets})),
    )


def _standing(path: TargetPath | None, year: int, emissions: Decimal | None) -> _Standing:
    if path is None or year < path.base_year:
        return _Standing(ProgressStatus.NO_TARGET)
    line = line_of(path)
    if line is None:
        return _Standing(ProgressStatus.NO_DATA)
    allowed, required = linear.path(line, year), linear.required_percent(line, year)
    if emissions is None:
        return _Standing(ProgressStatus.NO_DATA, allowed, None, required)
    status = ProgressStatus(linear.status(line, year, emissions).value)
    return _Standing(status, allowed, linear.achieved_percent(line, emissions), required)


def _so_far(standing: _Standing) -> _Standing:
    """A year that is not over can already be above its path, but cannot yet be below it."""
    if standing.path is None or standing.status is ProgressStatus.NO_DATA:
        return standing
    is_above = standing.status in _ABOVE_THE_PATH
    status = standing.status if is_above else ProgressStatus.RUNNING
    return standing._replace(status=status, achieved=None)


def _methods(cells: Iterable[Inventory]) -> Iterable[MethodTotal]:
    parts = [(method, part) for one in cells for method, part in one.methods.items()]
    for method in Method:
        mine = [part for name, part in parts if name is method]
        if mine:
            total, lines = sum(part.total for part in mine), sum(part.line_count for part in mine)
            yield MethodTotal(method=method, milligrams=str(total), line_count=lines)


def _share(cells: Sequence[Inventory], method: Method) -> Decimal | None:
    whole = sum(one.total for one in cells)
    if whole <= 0:
        return None
    part = sum(one.methods[method].total for one in cells if method in one.methods)
    with exact_arithmetic():
        return readable(Decimal(part) / Decimal(whole) * 100)
