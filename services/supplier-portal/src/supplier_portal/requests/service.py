"""Requests for footprints as other slices and the edges use them."""

from collections.abc import Mapping

from supplier_portal.portal import Portal
from tierzero.i18n import _
from tierzero.problems import Problem, not_found
from tierzero.tenancy import Scope

from . import repository
from .model import (
    FootprintRequest,
    IncomingRequest,
    Origin,
    ReasonCode,
    Receipt,
    State,
    Wanted,
    WhenUnknown,
)
from .receiving import receive
from .repository import Criteria

__all__ = [
    "Criteria",
    "FootprintRequest",
    "IncomingRequest",
    "Origin",
    "ReasonCode",
    "Receipt",
    "State",
    "Wanted",
    "WhenUnknown",
    "count",
    "get",
    "open_for",
    "page",
    "receive",
]


async def get(portal: Portal, scope: Scope, identity: str) -> FootprintRequest:
    """A request; Problem 404 where the supplier has no such one."""
    found = await repository.find(portal.database, scope, identity)
    if found is None:
        raise no_such_request()
    return found


async def page(
    portal: Portal, scope: Scope, criteria: Criteria, *, skip: int = 0, limit: int = 100
) -> list[FootprintRequest]:
    """Requests: the open ones first, the most urgent of them at the top."""
    return await repository.page(portal.database, scope, criteria, skip=skip, limit=limit)


async def count(portal: Portal, scope: Scope, criteria: Criteria) -> int:
    """How many requests meet the criteria."""
    return await repository.count(portal.database, scope, criteria)


async def open_for(portal: Portal, scope: Scope, limit: int = 8) -> Mapping[str, object]:
    """What an overview shows: how many wait, how many are late, and the most urgent ones."""
    late = Criteria(due_before=portal.clock())
    return {
        "open_count": await count(portal, scope, Criteria(state="open")),
        "late_count": await count(portal, scope, late),
        "requests": await page(portal, scope, Criteria(state="open"), limit=limit),
    }


def no_such_request() -> Problem:
    """404: nobody has asked the supplier for this."""
    return not_found(_("There is no such request."), "unknown-request")
