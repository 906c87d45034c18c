"""The path a target sets, once its base-year emissions are known."""

from aggregator.progress.books import Books
from aggregator.progress.model import TargetPath
from aggregator.targets.model import Target
from carbon import targets as linear
from carbon.quantum import to_tonnes


def path_of(target: Target, books: Books) -> TargetPath:
    """The target with its base: of the inventory where it has the year, else as stated."""
    measured = books.emissions(target.base_year)
    is_stated = measured is None and target.base_emissions is not None
    return TargetPath(
        target_id=target.id,
        base_year=target.base_year,
        target_year=target.target_year,
        reduction_percent=target.reduction_percent,
        base_emissions=target.base_emissions if measured is None else to_tonnes(measured),
        base_stated=is_stated,
        base_reason=target.base_reason if is_stated else "",
    )


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
