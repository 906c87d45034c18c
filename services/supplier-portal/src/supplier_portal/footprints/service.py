"""Footprints of a supplier: submitting, finding, comparing, ending."""

from dataclasses import dataclass
from datetime import datetime
from decimal import Decimal

from carbon.findings import Finding, Severity
from carbon.footprint.changes import asks_for_recalculation, moved_percent
from carbon.footprint.model import FootprintStatus, ProductFootprint
from carbon.footprint.rules import methodology_findings
from carbon.footprint.usability import usability
from supplier_portal.organizations import service as organizations
from supplier_portal.portal import Portal
from supplier_portal.products.identity import issuer
from tierzero.i18n import _
from tierzero.lists import Count, Stretch, Turn
from tierzero.problems import conflict, invalid, not_found
from tierzero.store import Session
from tierzero.tenancy import Scope

from . import listing, repository, storing
from .differences import Difference, differences
from .form import Issuer, document_about
from .issuing import Circumstances, issue, series_of_period, statement_of
from .labels import label_of
from .model import IssuedFootprint, Origin, Receipt
from .reading import problems_of, read, read_any
from .repository import Criteria, Held, find_many, of_series
from .shown import shown_findings
from .storing import store
from .submission import submit, submit_approved, try_out
from .views import findings_view, receipt_view

__all__ = [
    "Circumstances",
    "Comparison",
    "Criteria",
    "Difference",
    "Held",
    "IssuedFootprint",
    "Issuer",
    "Origin",
    "Receipt",
    "compare",
    "count",
    "deprecate",
    "differences",
    "document_about",
    "find_many",
    "findings_of",
    "findings_view",
    "first",
    "get",
    "history",
    "in_force",
    "issue",
    "issuer_of",
    "label_of",
    "missing_of",
    "of_series",
    "problems_of",
    "read",
    "read_any",
    "receipt_view",
    "refuse_errors",
    "shown_findings",
    "statement_of",
    "store",
    "submit",
    "submit_approved",
    "try_out",
    "turned",
]


def findings_of(footprint: ProductFootprint, now: datetime) -> list[Finding]:
    """What the methodology finds in a footprint that is not issued yet."""
    return methodology_findings(footprint, now)


def refuse_errors(footprint: ProductFootprint, now: datetime) -> None:
    """Raise Problem 422 where the methodology finds errors; warnings pass."""
    found = [one for one in findings_of(footprint, now) if one.severity is Severity.ERROR]
    if found:
        raise invalid(problems_of(found), "methodology-errors")


@dataclass(frozen=True)
class Comparison:
    """A footprint beside an earlier one; None where there is none to compare with."""

    before: IssuedFootprint | None
    after: IssuedFootprint
    differences: tuple[Difference, ...]

    @property
    def moved_percent(self) -> Decimal | None:
        """By how many per cent the total per one declared unit moved; None across units."""
        return moved_percent(self.before.document, self.after.document) if self.before else None

    @property
    def asks_for_recalculation(self) -> bool:
        """Whether the total moved by more than PACT lets pass before the validity ends."""
        return asks_for_recalculation(self.moved_percent)


async def get(portal: Portal, scope: Scope, identity: str) -> IssuedFootprint:
    """A footprint; Problem 404 where the supplier has no such one."""
    return await _existing(portal, scope, identity, None)


async def first(
    portal: Portal, scope: Scope, criteria: Criteria, limit: int = 100
) -> list[IssuedFootprint]:
    """The first footprints that meet the criteria. See `listing.first`."""
    return await listing.first(portal.database, scope, criteria, limit)


async def turned(
    portal: Portal, scope: Scope, criteria: Criteria, turn: Turn, size: int
) -> Stretch[IssuedFootprint]:
    """A page of the footprints that meet the criteria."""
    return await listing.turned(portal.database, scope, criteria, turn, size)


async def count(portal: Portal, scope: Scope, criteria: Criteria) -> Count:
    """How many footprints meet the criteria, as far as lists are counted."""
    return await listing.count(portal.database, scope, criteria)


async def history(portal: Portal, scope: Scope, identity: str) -> list[IssuedFootprint]:
    """All footprints of the same product, the newest first."""
    footprint = await get(portal, scope, identity)
    criteria = Criteria(product_id=footprint.product_id)
    return await repository.of_product(portal.database, scope, criteria, 200)


async def compare(portal: Portal, scope: Scope, identity: str, against: str = "") -> Comparison:
    """A footprint beside another, by default beside the one that it replaced."""
    after = await get(portal, scope, identity)
    if against:
        before = await get(portal, scope, against)
    else:
        preceding = after.preceding_ids
        found = await repository.find_many(portal.database, scope, preceding) if preceding else []
        before = max(found, key=_recorded_at, default=None)
    changed = differences(before.document, after.document) if before else []
    return Comparison(before, after, tuple(changed))


def _recorded_at(footprint: IssuedFootprint) -> datetime:
    return footprint.recorded_at


async def in_force(
    portal: Portal, scope: Scope, product_id: str, start: datetime, end: datetime
) -> IssuedFootprint | None:
    """The Active footprint of a product for a reference period; the latest of several."""
    criteria = Criteria(status=FootprintStatus.ACTIVE.value, product_id=product_id)
    found = await repository.of_product(portal.database, scope, criteria, 200)
    series = series_of_period(product_id, start, end)
    return next((one for one in found if one.series == series), None)


def missing_of(issued: IssuedFootprint, now: datetime) -> tuple[str, ...]:
    """Paths of attributes that keep a footprint from the next usability level."""
    return usability(statement_of(issued), now).missing


async def issuer_of(portal: Portal, scope: Scope) -> Issuer:
    """What a footprint states of its owner; without ids of its own, the platform's id for it."""
    owner = await organizations.get(portal, scope.actor, scope.organization_id)
    ids = owner.company_ids or [f"urn:pact:{issuer(owner.id)}:company-id:{owner.id}"]
    return Issuer(owner.name, ids)


async def deprecate(portal: Portal, scope: Scope, identity: str) -> IssuedFootprint:
    """End a footprint without a successor; Problem 409 where it has ended already."""

    async def write(session: Session) -> IssuedFootprint:
        footprint = await _existing(portal, scope, identity, session)
        if footprint.status is FootprintStatus.DEPRECATED:
            raise conflict("already-deprecated", _("This footprint is deprecated already."))
        ended = await storing.store(portal, scope, session, [], [(footprint, None)])
        return ended[0]

    return await portal.store.in_transaction(write)


async def _existing(
    portal: Portal, scope: Scope, identity: str, session: Session
) -> IssuedFootprint:
    footprint = await repository.find(portal.database, scope, identity, session)
    if footprint is None:
        raise not_found(_("There is no such footprint."), "unknown-footprint")
    return footprint
