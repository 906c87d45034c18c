"""How many products meet a factory's limits, as other slices use it."""

from dataclasses import dataclass
from datetime import datetime

from aggregator.assessments import repository
from tierzero.store import Database, Session
from tierzero.tenancy import Scope


@dataclass(frozen=True)
class Verdicts:
    """Number of assessments by verdict, and when the newest was recorded."""

    passed: int = 0
    conditional: int = 0
    failed: int = 0
    no_data: int = 0
    expired: int = 0
    newest: datetime | None = None


async def verdicts_of(database: Database, scope: Scope, session: Session | None = None) -> Verdicts:
    """The verdicts on everything the factory has limits for."""
    totals = await repository.totals(database, scope, session)
    counts = {total["_id"]: total["count"] for total in totals}
    return Verdicts(
        passed=counts.get("pass", 0),
        conditional=counts.get("conditional", 0),
        failed=counts.get("fail", 0),
        no_data=counts.get("no_data", 0),
        expired=counts.get("expired", 0),
        newest=max((total["newest"] for total in totals), default=None),
    )
