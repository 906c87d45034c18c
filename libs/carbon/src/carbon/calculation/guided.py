"""Ratings of a data set from plain answers about it (PACT methodology v3, table of DQR)."""

from datetime import UTC, date, datetime, timedelta
from decimal import Decimal

from carbon.calculation.model import DataType
from carbon.footprint.rules.places import country_exists, subdivision_exists
from carbon.quality import Geography, Technology, temporal_rating

_WORLD = frozenset({"GLO", "RoW", "WORLD", "GLOBAL"})
_TECHNOLOGY_BY_DATA = {
    DataType.PRIMARY: Technology.COMPANY_SPECIFIC,
    DataType.SECONDARY: Technology.EQUIVALENT_AVERAGE,
    DataType.PROXY: Technology.PROXY,
}


def technology_of(data_type: DataType) -> Decimal:
    """What a data set of this kind reaches where nobody says more.

    An average is at best equivalent (3); only a company's own data is its own technology (2).
    """
    return Decimal(int(_TECHNOLOGY_BY_DATA[data_type]))


def geography_of(region: str, site: str) -> Decimal:
    """How near a data set's region is to the site; both ISO 3166, `CN` or `CN-JS`.

    1 the same subdivision, or the country where the site names no subdivision; 2 the country of
    the site; 4 the world; 5 another country or unknown. The same continent (3) is left to a person:
    which countries make one region differs between statistics.
    """
    stated, place = region.strip(), site.strip()
    if not stated or not place:
        return Decimal(int(Geography.OTHER_REGION))
    if stated.upper() == place.upper():
        return Decimal(int(Geography.WHERE_MADE))
    if stated.upper() in _WORLD:
        return Decimal(int(Geography.GLOBAL))
    if _country(stated) == _country(place) and "-" not in stated:
        return Decimal(int(Geography.COUNTRY_OF_SITE))
    return Decimal(int(Geography.OTHER_REGION))


def time_of(data_ends: datetime | None, period_end: datetime) -> Decimal:
    """By the distance between the ends of the data's period and of the footprint's."""
    distance: timedelta | None = None if data_ends is None else data_ends - period_end
    return Decimal(temporal_rating(distance))


def end_of_year(year: int | None) -> datetime | None:
    """First moment after a year, as the end of a data set of that year."""
    return None if year is None else datetime(year + 1, 1, 1, tzinfo=UTC)


def moment_after(day: date) -> datetime:
    """First moment after a day, UTC."""
    return datetime(day.year, day.month, day.day, tzinfo=UTC) + timedelta(days=1)


def is_country(code: str) -> bool:
    """Whether it is a country of ISO 3166-1 or a subdivision of ISO 3166-2."""
    return subdivision_exists(code) if "-" in code else country_exists(code)


def _country(place: str) -> str:
    return place.upper().partition("-")[0]
