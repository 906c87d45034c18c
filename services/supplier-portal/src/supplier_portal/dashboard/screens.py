"""The overview: the cards of all slices, and the first steps of a newcomer."""

from collections.abc import Sequence
from typing import Any

from fastapi import APIRouter, Depends, Request
from starlette.responses import Response

from supplier_portal.menu import MANAGERS, SUPPLIERS
from supplier_portal.organizations import service as organizations
from supplier_portal.portal import Portal
from tierzero.i18n import current_language
from tierzero.identity import Principal, current_principal
from tierzero.web import page, redirect

from .card import Card, Source
from .steps import first_steps


def routes(portal: Portal, sources: Sequence[Source]) -> APIRouter:
    """The page at ``/``."""
    router = APIRouter(include_in_schema=False)

    @router.get("/")
    async def overview(
        request: Request, caller: Principal = Depends(current_principal)
    ) -> Response:
        if not caller.has_role(*SUPPLIERS):
            return redirect(request, _home_of(portal, caller))
        cards = await _cards(sources, caller)
        values: dict[str, Any] = {
            "cards": [card for card in cards if card.title],
            "tiles": [tile for card in cards for tile in card.tiles],
            "steps": [],
            "now": portal.clock(),
            "name": await _name(portal, caller),
        }
        if caller.may("footprints:write"):
            values["steps"] = await first_steps(portal, caller.scope)
        return page(request, "dashboard/overview.html", values)

    return router


def _home_of(portal: Portal, caller: Principal) -> str:
    """Where somebody works who supplies nothing: buyers share in initiatives."""
    if caller.has_role("buyer"):
        return "/initiatives"
    return "/people" if caller.has_role(*MANAGERS) else f"{portal.settings.aggregator_url}/"


async def _name(portal: Portal, caller: Principal) -> str:
    """The caller's organization, as it is called in the language of the page."""
    identity = caller.organization_id
    found = await organizations.names(portal, caller.scope.actor, [identity], current_language())
    return found.get(identity, caller.organization_name)


async def _cards(sources: Sequence[Source], caller: Principal) -> list[Card]:
    """What the slices say, the most urgent first; alike ones in the order of their sources."""
    said = [await source(caller) for source in sources]
    return sorted((card for card in said if card), key=lambda card: card.urgency)
