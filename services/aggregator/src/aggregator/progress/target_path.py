"""The path a target sets, once its base-year emissions are known."""

from decimal import Decimal
from typing import NamedTuple

from aggregator.base_years.model import BaseYear
from aggregator.progress.books import Books
from aggregator.progress.model import BaseOrigin, TargetPath
from aggregator.targets.model import Target
from carbon import targets as linear
from carbon.initiatives import Direction
from carbon.quantum import to_tonnes

REPORTED_ORIGINS = frozenset({BaseOrigin.REPORTED, BaseOrigin.RECALCULATED})


class _Base(NamedTuple):
    """Emissions in tCO2e, where they come from, and by how many per cent a report has moved."""

    emissions: Decimal | None
    origin: BaseOrigin
    change_percent: Decimal | None = None


def path_of(target: Target, books: Books, base_year: BaseYear | None = None) -> TargetPath:
    """The target with its base: the figure in force of a reported base year (scope 3 standard,
    chapter 9), else of the inventory where it has the year, else as stated."""
    base = _base(target, books, base_year)
    is_stated = base.origin is BaseOrigin.STATED
    return TargetPath(
        target_id=target.id,
        base_year=target.base_year,
        target_year=target.target_year,
        reduction_percent=target.reduction_percent,
        base_emissions=base.emissions,
        base_stated=is_stated,
        base_reason=target.base_reason if is_stated else "",
        base_origin=base.origin,
        base_change_percent=base.change_percent,
    )


def _base(target: Target, books: Books, base_year: BaseYear | None) -> _Base:
    direction = Direction(target.direction.value)
    if base_year is not None and base_year.year == target.base_year:
        in_force = base_year.emissions(direction)
        if in_force is not None:
            origin = BaseOrigin.RECALCULATED if base_year.recalculated else BaseOrigin.REPORTED
            return _Base(to_tonnes(in_force), origin, base_year.cumulative_percent)
    measured = books.emissions(target.base_year)
    if measured is not None:
        return _Base(to_tonnes(measured), BaseOrigin.INVENTORY)
    if target.base_emissions is not None:
        return _Base(target.base_emissions, BaseOrigin.STATED)
    return _Base(None, BaseOrigin.NONE)


def line_of(path: TargetPath | None) -> linear.Target | None:
    """The straight line, or None without a target, or where its base allows no line."""
    if path is None:
        return None
    try:
        return linear.linear_target(
            path.base_year, path.target_year, path.base_emissions, path.reduction_percent
        )
    except linear.InvalidTarget:
        return None
