"""Stating the policy, and reporting years."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import Any

from pymongo.errors import DuplicateKeyError

from procurement import audit
from procurement.fields import in_utc
from tierzero import outbox
from tierzero.identity import Clock
from tierzero.identity.rpc_client import Metadata
from tierzero.store import Session, Store
from tierzero.tenancy import Scope
from tierzero.topics import INVENTORY_POLICIES

from . import repository
from .documents import fact_of
from .inventories import Inventories
from .model import Policy, PolicyTerms, Report, ReportTerms
from .rules import check_base_year, check_report, refuse_stale, stale_problem

__all__ = ["InventoryPolicies", "Policy", "PolicyTerms", "Report", "ReportTerms"]


@dataclass(frozen=True)
class InventoryPolicies:
    """The accounting policies of buyers."""

    store: Store
    clock: Clock
    inventories: Inventories

    async def get(self, scope: Scope) -> Policy:
        """The buyer's policy; the usual one, of version 0, where it has stated none."""
        return await self._held(scope)

    async def history(self, scope: Scope) -> list[audit.Entry]:
        """What was changed, by whom, newest first."""
        return await audit.history(self.store.database, scope, _subject(scope))

    async def state(self, scope: Scope, terms: PolicyTerms, version: int | None = None) -> Policy:
        """State the policy; ``version`` is the one the caller saw, where it wants to be sure.

        Problem 409 where it is another now, 422 for a base year that has not begun.
        """
        now = in_utc(self.clock())
        check_base_year(terms, now)
        before = await self._held(scope)
        refuse_stale(before, version)
        if before.version and terms == before.terms:
            return before
        after = replace(before, version=before.version + 1, terms=terms, recorded_at=now)
        entry = _entry(scope, after, "stated", _terms(before), _terms(after))
        return await self._write(scope, after, entry)

    async def report(self, scope: Scope, terms: ReportTerms, metadata: Metadata) -> Policy:
        """Report a year with what its inventories say now; ``metadata`` proves the caller.

        Problem 422 for a year without inventories, or one reported before without a reason.
        """
        now, before = in_utc(self.clock()), await self._held(scope)
        figures = await self.inventories(scope.organization_id, terms.year, metadata)
        check_report(before, terms, figures, now)
        excluded = [one.category for one in before.terms.excluded_categories]
        report = Report(
            year=terms.year,
            reported_at=now,
            reason=terms.reason,
            gwp_set=before.terms.gwp_set,
            other_gwp_sets=before.terms.other_gwp_sets,
            excluded_categories=tuple(sorted(excluded)),
            figures=tuple(one for one in figures if one.category not in excluded),
        )
        reports = (*before.reports, report)
        after = replace(before, version=before.version + 1, reports=reports, recorded_at=now)
        entry = _entry(scope, after, "year-reported", _reports(before), _reports(after))
        return await self._write(scope, after, entry)

    async def _held(self, scope: Scope) -> Policy:
        found = await repository.find(self.store.database, scope)
        return found or Policy(scope.organization_id, 0, PolicyTerms())

    async def _write(self, scope: Scope, after: Policy, entry: audit.Entry) -> Policy:
        database = self.store.database

        async def write(session: Session) -> None:
            if not await repository.put(database, scope, after, session):
                raise stale_problem()
            await audit.note(database, scope, entry, session)
            fact = fact_of(after)
            await outbox.append(session, database, INVENTORY_POLICIES, after.buyer_id, [fact])

        try:
            await self.store.in_transaction(write)
        except DuplicateKeyError as error:
            raise stale_problem() from error
        return after


def _subject(scope: Scope) -> str:
    return f"inventory-policy:{scope.organization_id}"


def _entry(
    scope: Scope,
    after: Policy,
    action: str,
    before: Mapping[str, Any],
    now: Mapping[str, Any],
) -> audit.Entry:
    assert after.recorded_at is not None
    return audit.Entry(
        at=after.recorded_at,
        actor=scope.actor,
        action=f"inventory-policy.{action}",
        subject_id=_subject(scope),
        version=after.version,
        before=before,
        after=now,
    )


def _terms(policy: Policy) -> Mapping[str, Any]:
    return policy.terms.model_dump(mode="json") if policy.version else {}


def _reports(policy: Policy) -> Mapping[str, Any]:
    """The last report of each year, by year."""
    return {str(one.year): f"{one.total_mg} mg. {one.reason}".strip() for one in policy.reports}
