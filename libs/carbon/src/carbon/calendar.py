"""Calendar arithmetic on aware datetimes."""

from datetime import MAXYEAR, datetime


def add_years(moment: datetime, years: int) -> datetime:
    """The same day and time so many calendar years later; 29 February becomes 28 February.

    Ends with the last year of the calendar instead of leaving it.
    """
    year = min(moment.year + years, MAXYEAR)
    try:
        return moment.replace(year=year)
    except ValueError:
        return moment.replace(year=year, day=28)
