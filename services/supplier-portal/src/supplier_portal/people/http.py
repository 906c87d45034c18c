"""JSON API: people and API clients, of the own organization or, for administrators, of any."""

from collections.abc import Mapping
from typing import Any

from fastapi import APIRouter, Depends, Response

from supplier_portal.portal import Portal
from tierzero.identity import PERSON, Principal, current_principal, require_scope

from . import clients, links, managing, service
from .links_model import Offered
from .model import ApiClientInput, Invitation, MemberChange, UserInput
from .rights import Manager, manager_of
from .rights import managing as managing_of

Json = Mapping[str, Any]
_may_enter_people = require_scope("people:write")


def api(portal: Portal) -> APIRouter:
    """Routes under ``/api/v1`` for members of organizations."""
    router = APIRouter(prefix="/api/v1", tags=["people"])
    of_own = managing_of(portal)

    @router.post("/users", status_code=201, summary="Enter or change a user (administrators)")
    async def enter_user(
        stated: UserInput, response: Response, caller: Principal = Depends(_may_enter_people)
    ) -> Json:
        member, outcome = await service.state_user(portal, caller.user_id, stated)
        response.status_code = 201 if outcome == "created" else 200
        return member.public()

    @router.get("/organizations/{identity}/members", summary="People and programs of one")
    async def members_of(identity: str, caller: Principal = Depends(current_principal)) -> Json:
        manager = await manager_of(portal, caller, identity)
        found = await service.every(portal, manager.scope)
        return {"data": [member.public() for member in found]}

    @router.get("/members", summary="People of the organization")
    async def people(manager: Manager = Depends(of_own)) -> Json:
        found = await service.every(portal, manager.scope)
        return {"data": [member.public() for member in found if member.kind == PERSON]}

    @router.patch("/members/{user}", summary="Change a person's name, roles, language or access")
    async def change(user: str, stated: MemberChange, manager: Manager = Depends(of_own)) -> Json:
        return (await managing.change(portal, manager, user, stated)).public()

    @router.post("/members/{user}/reset", status_code=201, summary="A link to set a new password")
    async def reset(user: str, manager: Manager = Depends(of_own)) -> Json:
        return _offered(portal, await links.offer_reset(portal, manager, user))

    @router.get("/invitations", summary="Invitations that nobody has taken yet")
    async def invitations(manager: Manager = Depends(of_own)) -> Json:
        found = await links.open_invitations(portal, manager)
        return {"data": [link.public() for link in found]}

    @router.post("/invitations", status_code=201, summary="Invite a person; the link is shown once")
    async def invite(stated: Invitation, manager: Manager = Depends(of_own)) -> Json:
        return _offered(portal, await links.invite(portal, manager, stated))

    @router.post("/invitations/{identity}/renew", status_code=201, summary="Replace its link")
    async def renew(identity: str, manager: Manager = Depends(of_own)) -> Json:
        return _offered(portal, await links.resend(portal, manager, identity))

    @router.delete("/invitations/{identity}", status_code=204, summary="Revoke an invitation")
    async def revoke(identity: str, manager: Manager = Depends(of_own)) -> None:
        await links.revoke(portal, manager, identity)

    return router


def clients_api(portal: Portal) -> APIRouter:
    """Routes under ``/api/v1/api-clients``."""
    router = APIRouter(prefix="/api/v1/api-clients", tags=["API clients"])
    of_own = managing_of(portal)

    @router.post("", status_code=201, summary="Enter an API client; its secret is shown once")
    async def enter(
        stated: ApiClientInput, response: Response, caller: Principal = Depends(current_principal)
    ) -> Json:
        manager = await manager_of(portal, caller, stated.organization_id or "")
        if stated.client_secret is None or not manager.everywhere:
            made = await clients.make(portal, manager, stated)
            return {**made.member.public(), "client_secret": made.secret}
        owner = {"organization_id": manager.scope.organization_id}
        entered = stated.model_copy(update=owner)
        member, outcome = await service.state_client(portal, caller.user_id, entered)
        response.status_code = 201 if outcome == "created" else 200
        return member.public()

    @router.get("", summary="API clients with the dates of their secrets")
    async def every(manager: Manager = Depends(of_own)) -> Json:
        return {"data": [one.public() for one in await clients.every(portal, manager)]}

    @router.post("/{client_id}/rotate", summary="A second secret; the old one ends on a day")
    async def rotate(
        client_id: str, rotation: clients.Rotation, manager: Manager = Depends(of_own)
    ) -> Json:
        made = await clients.rotate(portal, manager, client_id, rotation)
        return {**made.member.public(), "client_secret": made.secret}

    @router.delete("/{client_id}", summary="Revoke an API client; its tokens end")
    async def revoke(client_id: str, manager: Manager = Depends(of_own)) -> Json:
        return (await clients.revoke(portal, manager, client_id)).public()

    return router


def _offered(portal: Portal, offered: Offered) -> Json:
    return {**offered.link.public(), "url": offered.url(portal.settings.portal_url)}
