"""A factory's base year, as other slices use it."""

from aggregator.base_years import repository
from aggregator.base_years.model import BaseYear
from carbon.decimals import parse_decimal
from tierzero.store import Database, Session
from tierzero.tenancy import Scope

__all__ = ["BaseYear", "base_year_of"]


async def base_year_of(
    database: Database, scope: Scope, session: Session | None = None
) -> BaseYear | None:
    """The base year that the factory has reported; None where the inventory alone tells."""
    found = await repository.current(database, scope, session)
    if found is None or not found["reported"]:
        return None
    return BaseYear(
        year=found["year"],
        recalculated=found["recalculated"],
        cumulative_percent=parse_decimal(found["cumulative_percent"]),
        figures={one["category"]: int(one["in_force"]) for one in found["figures"]},
        recorded_at=found["recorded_at"],
    )
