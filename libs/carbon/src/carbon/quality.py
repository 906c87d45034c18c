"""Primary data share and data quality ratings (PACT methodology v3)."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import timedelta
from decimal import Decimal
from enum import IntEnum

from carbon.decimals import exact_arithmetic, readable

WORST_RATING = Decimal(5)
"""What a missing rating counts as."""

NO_PRIMARY_DATA = Decimal(0)
"""What a missing primary data share counts as, per cent."""


@dataclass(frozen=True)
class Part:
    """One part of a footprint: its kgCO2e (any sign) and an indicator of it, None if unknown."""

    emissions: Decimal
    indicator: Decimal | None


def primary_data_share(parts: Iterable[Part]) -> Decimal | None:
    """Σ|PCF|·PDS / Σ|PCF| in per cent; None where nothing is emitted."""
    return weighted_mean(parts, NO_PRIMARY_DATA)


def data_quality_rating(parts: Iterable[Part]) -> Decimal | None:
    """Σ|PCF|·DQR / Σ|PCF| from 1 (best) to 5; None where nothing is emitted."""
    return weighted_mean(parts, WORST_RATING)


def weighted_mean(parts: Iterable[Part], missing: Decimal) -> Decimal | None:
    """Mean of the indicator weighted by absolute emissions, with a value for what is missing."""
    known = list(parts)
    with exact_arithmetic():
        weight = sum((abs(part.emissions) for part in known), Decimal(0))
        if not weight:
            return None
        rated = (
            abs(part.emissions) * (missing if part.indicator is None else part.indicator)
            for part in known
        )
        return readable(sum(rated, Decimal(0)) / weight)


def share_of_part(activity_is_primary: bool, factor_is_primary: bool) -> Decimal:
    """A single process counts as primary only if activity and emission factor both are."""
    return Decimal(100) if activity_is_primary and factor_is_primary else NO_PRIMARY_DATA


class Technology(IntEnum):
    """Technological representativeness of a data set."""

    EXACT = 1
    COMPANY_SPECIFIC = 2
    EQUIVALENT_AVERAGE = 3
    PROXY = 4
    DIFFERENT = 5


class Geography(IntEnum):
    """Geographical representativeness of a data set."""

    WHERE_MADE = 1
    COUNTRY_OF_SITE = 2
    SAME_REGION = 3
    GLOBAL = 4
    OTHER_REGION = 5


_TIME_LIMITS = ((366, 1), (731, 2), (1_096, 3), (1_461, 4))


def temporal_rating(distance: timedelta | None) -> int:
    """Rating by the distance between the ends of data set period and footprint period."""
    if distance is None:
        return int(WORST_RATING)
    days = abs(distance) / timedelta(days=1)
    return next((rating for limit, rating in _TIME_LIMITS if days <= limit), int(WORST_RATING))
