"""JSON API: verification, for suppliers and for verifiers."""

from collections.abc import Mapping
from typing import Any

from fastapi import APIRouter, Depends, Query

from supplier_portal.acting import acting
from supplier_portal.evidence.service import SubjectKind
from supplier_portal.footprints.views import footprint_view
from supplier_portal.portal import Portal
from tierzero.i18n import current_language
from tierzero.tenancy import Scope

from . import service
from .model import ConfirmationInput, RefusalInput, RequestInput, RevocationInput
from .service import Seen, VerificationRequest

Json = Mapping[str, Any]


def api(portal: Portal) -> APIRouter:
    """Routes of suppliers and of verifiers."""
    router = APIRouter(prefix="/api/v1", tags=["verification"])
    for add in (_of_suppliers, _of_verifiers, _of_statements):
        add(portal, router)
    return router


def _of_suppliers(portal: Portal, router: APIRouter) -> None:
    reading, writing = acting(portal, "initiatives:read"), acting(portal, "initiatives:write")

    @router.get("/verifiers", summary="Organizations that can be asked to verify")
    async def verifiers(scope: Scope = Depends(reading)) -> Json:
        found = await service.verifiers(portal, scope)
        language = current_language()
        return {"data": [{"id": one.id, "name": one.name_in(language)} for one in found]}

    @router.post("/verification-requests", status_code=201, summary="Ask a verifier")
    async def ask(stated: RequestInput, scope: Scope = Depends(writing)) -> Json:
        return (await service.ask(portal, scope, stated)).content()

    @router.get("/verification-requests", summary="What you have asked verifiers")
    async def every(scope: Scope = Depends(reading)) -> Json:
        return {"data": [one.content() for one in await service.requests_of(portal, scope)]}

    @router.post("/verification-requests/{identity}/withdraw", summary="Take a request back")
    async def withdraw(identity: str, scope: Scope = Depends(writing)) -> Json:
        return (await service.withdraw(portal, scope, identity)).content()


def _of_verifiers(portal: Portal, router: APIRouter) -> None:
    verifying = acting(portal, "footprints:verify")

    @router.get("/verifications", summary="What you are asked to verify")
    async def queue(scope: Scope = Depends(verifying)) -> Json:
        return {"data": [one.content() for one in await service.queue(portal, scope)]}

    @router.get("/verifications/{identity}", summary="One request with all there is to see")
    async def one(identity: str, scope: Scope = Depends(verifying)) -> Json:
        request = await service.asked(portal, scope, identity)
        return seen_view(request, await service.everything_in(portal, request))

    @router.post("/verifications/{identity}/confirm", summary="Confirm everything in a request")
    async def confirm(
        identity: str, stated: ConfirmationInput, scope: Scope = Depends(verifying)
    ) -> Json:
        made = await service.confirm(portal, scope, identity, stated)
        return {"statements": [one.content() for one in made]}

    @router.post("/verifications/{identity}/refuse", summary="Answer with findings")
    async def refuse(identity: str, why: RefusalInput, scope: Scope = Depends(verifying)) -> Json:
        return (await service.refuse(portal, scope, identity, why)).content()


def _of_statements(portal: Portal, router: APIRouter) -> None:
    reading, verifying = acting(portal, "footprints:read"), acting(portal, "footprints:verify")

    @router.get("/verification-statements", summary="Every version of statements about a thing")
    async def about(
        kind: SubjectKind = Query(),
        subject_id: str = Query(max_length=100),
        scope: Scope = Depends(reading),
    ) -> Json:
        found = await service.about(portal, scope, kind, [subject_id])
        return {"data": [one.content() for one in found]}

    @router.post("/verification-statements/{identity}/revoke", summary="Take a statement back")
    async def revoke(
        identity: str, why: RevocationInput, scope: Scope = Depends(verifying)
    ) -> Json:
        return (await service.revoke(portal, scope, identity, why.reason)).content()


def seen_view(request: VerificationRequest, seen: list[Seen]) -> Json:
    """A request as its verifier sees it."""
    return {
        **request.content(),
        "seen": service.digest_of(seen),
        "things": [_thing_view(one) for one in seen],
    }


def _thing_view(seen: Seen) -> Json:
    issued, initiative = seen.footprint, seen.initiative
    return {
        **seen.subject.content(),
        "digest": seen.digest,
        "evidence_digest": seen.evidence_digest,
        "evidence": [one.content() for one in seen.files],
        "footprint": footprint_view(issued) if issued else None,
        "initiative": initiative.content() if initiative else None,
    }
