"""Which of several documents holds: total orders, so that the order of arrival cannot show."""

from collections.abc import Iterable
from datetime import datetime
from typing import Protocol

from carbon.classifications import covers, specificity
from carbon.scope3.inputs import EmissionFactor, FootprintValue


class Classified(Protocol):
    """What factors are chosen for: something on a date, in a unit, with its classes, best first."""

    @property
    def date(self) -> datetime:
        """When; the factor must be valid then."""
        ...

    @property
    def unit(self) -> str:
        """The unit that the factor must join; empty for spend."""
        ...

    @property
    def classifications(self) -> tuple[str, ...]:
        """Classification URNs, best first."""
        ...


def best_footprint(candidates: Iterable[FootprintValue], moment: datetime) -> FootprintValue | None:
    """The usable footprint with the latest reference period, then the latest made, then by id."""
    usable = (candidate for candidate in candidates if candidate.is_usable_on(moment))
    return max(usable, key=_footprint_rank, default=None)


def best_footprint_in(candidates: Iterable[FootprintValue], year: int) -> FootprintValue | None:
    """As `best_footprint`, of those usable on at least one moment of the calendar year."""
    usable = (candidate for candidate in candidates if candidate.is_usable_in(year))
    return max(usable, key=_footprint_rank, default=None)


def best_factor_in(
    factors: Iterable[EmissionFactor], classification: str, gwp_set: str, year: int
) -> EmissionFactor | None:
    """As `best_factor` for one class, of those valid on at least one moment of the year."""
    fitting = (
        factor
        for factor in factors
        if factor.is_valid_in(year) and covers(factor.classification, classification)
    )
    return max(fitting, key=lambda factor: _factor_rank(factor, gwp_set), default=None)


def latest_per_product(
    candidates: Iterable[FootprintValue], moment: datetime
) -> list[FootprintValue]:
    """The best usable footprint of each product, in the order of product ids."""
    best: dict[str, FootprintValue] = {}
    for candidate in candidates:
        held = best.get(candidate.product_id)
        better = held is None or _footprint_rank(candidate) > _footprint_rank(held)
        if better and candidate.is_usable_on(moment):
            best[candidate.product_id] = candidate
    return [best[product_id] for product_id in sorted(best)]


def best_factor(
    factors: Iterable[EmissionFactor], wanted: Classified, gwp_set: str
) -> EmissionFactor | None:
    """The factor for the first class that any factor covers.

    Among those the finest class, then the inventory's own GWP set, then margins included, then the
    latest data, then the highest version, then by id.
    """
    valid = [factor for factor in factors if factor.is_valid_on(wanted.date)]
    for classification in wanted.classifications:
        covering = [factor for factor in valid if covers(factor.classification, classification)]
        if covering:
            return max(covering, key=lambda factor: _factor_rank(factor, gwp_set))
    return None


def _footprint_rank(footprint: FootprintValue) -> tuple[datetime, datetime, str, int]:
    return (
        footprint.reference_period_end,
        footprint.created,
        footprint.id,
        footprint.version,
    )


def _factor_rank(
    factor: EmissionFactor, gwp_set: str
) -> tuple[int, bool, bool, int, int, int, str]:
    return (
        specificity(factor.classification),
        factor.gwp_set == gwp_set,
        factor.includes_margins,
        factor.data_year or 0,
        factor.price_year or 0,
        factor.version,
        factor.id,
    )
