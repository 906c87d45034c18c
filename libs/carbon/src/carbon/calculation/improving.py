"""What would improve a footprint's data most: possible changes of lines, ranked by their effect.

A change leaves the emissions as they are, because the better figure is not known yet; it moves the
primary data share, the ratings and with them the interval.
"""

import math
from collections.abc import Iterator
from dataclasses import dataclass, replace
from decimal import Decimal
from enum import StrEnum

from carbon.decimals import exact_arithmetic, readable
from carbon.quality import WORST_RATING

from .model import RATINGS, DataType, Line, Ratings, Stage
from .rolling import Contribution, Result

_ALL = Decimal(100)
_FIRST = Decimal(1)
_SECOND = Decimal(2)
_LEAST_SHARE = Decimal("0.0005")
"""Changes of lines that weigh less than this are not worth naming."""


class Kind(StrEnum):
    """What can be done about a line."""

    SPECIFIC_DATA = "specific-data"
    MORE_PRIMARY = "more-primary"
    MEASURE = "measure-quantity"
    NEWER_DATA = "newer-data"
    NEARER_DATA = "nearer-data"


@dataclass(frozen=True)
class Effect:
    """By how much indicators move."""

    primary_data_share: Decimal
    """Points of per cent, upwards."""
    ratings: Ratings
    """Downwards, each."""
    interval: Decimal
    """GSD² − 1, downwards, in points of per cent: by so much the interval's upper end nears."""

    @property
    def rating(self) -> Decimal:
        """Mean of the three."""
        with exact_arithmetic():
            gains = (getattr(self.ratings, name) for name in RATINGS)
            return readable(sum(gains, Decimal(0)) / len(RATINGS))


@dataclass(frozen=True)
class Improvement:
    """A change of one line and its effect on the whole."""

    key: str
    kind: Kind
    effect: Effect


def improvements(result: Result, most: int = 10) -> list[Improvement]:
    """The changes with the largest effect first: primary data, then ratings, then the interval."""
    found = [
        Improvement(one.line.key, kind, effect_of(result, one, after))
        for one in result.contributions
        if result.share(one) >= _LEAST_SHARE
        for kind, after in _changes(one.line)
    ]
    return sorted(found, key=_rank)[:most]


def effect_of(result: Result, contribution: Contribution, after: Line) -> Effect:
    """What replacing the line of a contribution does to the whole."""
    changed = replace(contribution, line=after)
    with exact_arithmetic():
        part = abs(contribution.value) / result.weight
        gained = part * (changed.primary_data_share - contribution.primary_data_share)
        ratings = {
            name: readable(part * (_rating(contribution, name) - _rating(changed, name)))
            for name in RATINGS
        }
    return Effect(readable(gained), Ratings(**ratings), _narrowed(result, contribution, changed))


def _changes(line: Line) -> Iterator[tuple[Kind, Line]]:
    """A credit is about a market: its data may be newer or nearer, and never the maker's own."""
    factor, ratings = line.factor, line.factor.ratings
    is_credit = line.stage is Stage.CREDIT
    if factor.data_type is not DataType.PRIMARY:
        if not is_credit:
            yield Kind.SPECIFIC_DATA, _with_own_data(line)
        if (ratings.temporal or WORST_RATING) > _FIRST:
            yield Kind.NEWER_DATA, _rated(line, temporal=_FIRST)
        if (ratings.geographical or WORST_RATING) > _SECOND:
            yield Kind.NEARER_DATA, _rated(line, geographical=_SECOND)
    elif factor.primary_data_share < _ALL and not is_credit:
        yield Kind.MORE_PRIMARY, replace(line, factor=replace(factor, primary_data_share=_ALL))
    if not line.measured and not is_credit:
        yield Kind.MEASURE, replace(line, measured=True)


def _with_own_data(line: Line) -> Line:
    best = Ratings(_SECOND, _FIRST, _FIRST)
    bounded = {
        name: min(getattr(best, name), getattr(line.factor.ratings, name) or WORST_RATING)
        for name in RATINGS
    }
    own = replace(
        line.factor,
        data_type=DataType.PRIMARY,
        primary_data_share=_ALL,
        ratings=Ratings(**bounded),
    )
    return replace(line, factor=own, measured=True)


def _rated(line: Line, **ratings: Decimal) -> Line:
    rated = replace(line.factor.ratings, **ratings)
    return replace(line, factor=replace(line.factor, ratings=rated))


def _rating(contribution: Contribution, name: str) -> Decimal:
    rating: Decimal | None = getattr(contribution.line.factor.ratings, name)
    return WORST_RATING if rating is None else rating


def _narrowed(result: Result, before: Contribution, after: Contribution) -> Decimal:
    spread = result.log_spread
    if spread is None:
        return Decimal(0)
    part = float(before.value) / float(result.total)
    variance = spread**2 - part**2 * (before.log_spread**2 - after.log_spread**2)
    gained = math.exp(spread) - math.exp(math.sqrt(max(0.0, variance)))
    return Decimal(str(round(gained * 100, 6)))


def _rank(one: Improvement) -> tuple[Decimal, Decimal, Decimal, str, str]:
    effect = one.effect
    return -effect.primary_data_share, -effect.rating, -effect.interval, one.key, one.kind.value
