"""Footprints as the JSON API shows them, with how they stand with verifiers."""

from collections.abc import Sequence
from typing import Any

from supplier_portal.portal import Portal
from supplier_portal.verification import service as verification
from tierzero.tenancy import Scope

from .model import IssuedFootprint
from .views import footprint_view


async def with_standings(
    portal: Portal, scope: Scope, found: Sequence[IssuedFootprint]
) -> list[dict[str, Any]]:
    """Footprints of the scope's organization, each with ``verification``."""
    standings = await verification.standings(portal, scope, found)
    return [{**footprint_view(one), "verification": standings[one.id].content()} for one in found]


async def with_standing(portal: Portal, scope: Scope, issued: IssuedFootprint) -> dict[str, Any]:
    """One footprint."""
    [view] = await with_standings(portal, scope, [issued])
    return view
