"""Calendar arithmetic on aware datetimes."""

from datetime import MAXYEAR, UTC, datetime


def add_years(moment: datetime, years: int) -> datetime:
    """The same day and time so many calendar years later; 29 February becomes 28 February.

    Ends with the last year of the calendar instead of leaving it.
    """
    year = min(moment.year + years, MAXYEAR)
    try:
        return moment.replace(year=year)
    except ValueError:
        return moment.replace(year=year, day=28)


def calendar_year(year: int) -> tuple[datetime, datetime]:
    """The year as a half-open span in UTC; the calendar's last year ends with its last moment."""
    start = datetime(year, 1, 1, tzinfo=UTC)
    return start, datetime.max.replace(tzinfo=UTC) if year == MAXYEAR else add_years(start, 1)
