"""What buyers' purchases lack, kept for a while where it takes long to find out.

Of a few purchases and verdicts it is found out whenever somebody looks. Of many it is kept, with
the moment at which it was so; what is old is shown once more while it is found out anew.
"""

import asyncio
import logging
from collections.abc import Mapping
from dataclasses import asdict, dataclass, field
from datetime import timedelta
from decimal import Decimal
from typing import Any

from carbon.decimals import format_decimal
from carbon.limits import Verdict
from procurement.activities.service import Activities
from procurement.assessments.service import Assessments
from procurement.catalogue.service import Catalogue
from tierzero.store import Database
from tierzero.tenancy import Scope, ScopedCollection

from .gaps import Coverage, Gap, coverage_of, last_year

COLLECTION = "coverages"
AT_ONCE = 1_000
"""So many purchases, and so many verdicts without data, are looked at while somebody waits."""
KEPT_FOR = timedelta(minutes=10)
WITHOUT = (Verdict.NO_DATA, Verdict.EXPIRED)
Subjects = frozenset[tuple[str, str]]
"""(supplier id, product id) pairs."""
_log = logging.getLogger(__name__)


@dataclass(frozen=True)
class Lacking:
    """What purchases lack, and of what a limit has no data."""

    coverage: Coverage
    unmet: Subjects


@dataclass(frozen=True)
class Coverages:
    """Finds out, keeps and shows what is lacking."""

    database: Database
    activities: Activities
    catalogue: Catalogue
    assessments: Assessments
    renewing: dict[str, "asyncio.Task[Lacking]"] = field(
        default_factory=dict[str, "asyncio.Task[Lacking]"]
    )
    """Buyer id → what is being found out at the moment."""

    async def of(self, scope: Scope) -> Lacking:
        """What is lacking, as it is now or was a while ago."""
        if not await self._takes_long(scope):
            return await self._found(scope)
        kept = await self._kept(scope)
        if kept is None:
            return await self._renewed(scope)
        if self.activities.clock() - kept.coverage.at > KEPT_FOR:
            self._renewed(scope).add_done_callback(_complain)
        return kept

    async def _takes_long(self, scope: Scope) -> bool:
        bought = await self.activities.count(scope, last_year(self.activities), AT_ONCE)
        totals = (await self.assessments.totals(scope)).values()
        without = sum(one[verdict.value] for one in totals for verdict in WITHOUT)
        return bought.more or without > AT_ONCE

    async def _found(self, scope: Scope) -> Lacking:
        coverage = await coverage_of(self.activities, self.catalogue, scope)
        return Lacking(coverage, frozenset(await self.assessments.subjects(scope, WITHOUT)))

    def _renewed(self, scope: Scope) -> "asyncio.Task[Lacking]":
        """Find out once for all who look meanwhile."""
        buyer = scope.organization_id
        if buyer not in self.renewing:
            task = asyncio.create_task(self._renew(scope))
            self.renewing[buyer] = task
            task.add_done_callback(lambda _task: self.renewing.pop(buyer, None))
        return self.renewing[buyer]

    async def _renew(self, scope: Scope) -> Lacking:
        found = await self._found(scope)
        key = {"_id": scope.organization_id}
        document = {**key, **_document(found)}
        await self._documents(scope).replace_one(key, document, upsert=True)
        return found

    async def _kept(self, scope: Scope) -> Lacking | None:
        found = await self._documents(scope).find_one({"_id": scope.organization_id})
        return _lacking(found) if found else None

    def _documents(self, scope: Scope) -> ScopedCollection:
        return ScopedCollection(self.database[COLLECTION], scope)


def _complain(task: "asyncio.Task[Lacking]") -> None:
    """What goes wrong behind a page is seen by nobody else; the next reader tries again."""
    if not task.cancelled() and (error := task.exception()):
        _log.warning("what purchases lack could not be found out: %s", error)


def _document(lacking: Lacking) -> dict[str, Any]:
    coverage = lacking.coverage
    return {
        "purchases": coverage.purchases,
        "covered": coverage.covered,
        "at": coverage.at,
        "gaps": [{**asdict(one), "spend": _texts(one.spend)} for one in coverage.gaps],
        "unmet": [list(pair) for pair in sorted(lacking.unmet)],
    }


def _lacking(document: Mapping[str, Any]) -> Lacking:
    gaps = [Gap(**{**one, "spend": _decimals(one["spend"])}) for one in document["gaps"]]
    coverage = Coverage(document["purchases"], document["covered"], gaps, document["at"])
    return Lacking(coverage, frozenset((one[0], one[1]) for one in document["unmet"]))


def _texts(spend: Mapping[str, Decimal]) -> dict[str, str]:
    return {currency: format_decimal(amount) for currency, amount in spend.items()}


def _decimals(spend: Mapping[str, str]) -> dict[str, Decimal]:
    return {currency: Decimal(amount) for currency, amount in spend.items()}
