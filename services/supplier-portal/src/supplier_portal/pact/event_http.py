"""Action Events: taken in at once, worked on afterwards by the portal's worker."""

from fastapi import APIRouter, Depends, Request
from pymongo.errors import PyMongoError
from starlette.responses import Response

from supplier_portal.portal import Portal
from tierzero.identity import Principal
from tierzero.store import is_duplicate

from . import inbox
from .callers import Caller
from .errors import bad_request
from .events import read_event

_TYPES = ("application/cloudevents+json", "application/json")


def routes(portal: Portal, caller: Caller) -> APIRouter:
    """The route ``/3/events``."""
    router = APIRouter(tags=["event"])

    @router.post("/3/events", summary="Action Events")
    async def events(request: Request, partner: Principal = Depends(caller)) -> Response:
        content_type = request.headers.get("content-type", "").partition(";")[0].strip().lower()
        if content_type not in _TYPES:
            raise bad_request("Send application/cloudevents+json.")
        event = read_event(await request.body(), partner.organization_id)
        try:
            await inbox.add(portal.database, partner.scope, event, portal.clock())
        except PyMongoError as error:
            # The same event again is taken as what it is: known.
            if not is_duplicate(error):
                raise
        return Response(status_code=200)

    return router
