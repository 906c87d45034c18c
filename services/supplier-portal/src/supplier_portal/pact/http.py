"""ListFootprints and GetFootprint (PACT technical specification v3, §API)."""

from collections.abc import Mapping
from urllib.parse import urlencode
from uuid import UUID

from fastapi import APIRouter, Depends, Request
from starlette.responses import JSONResponse

from supplier_portal.portal import Portal
from tierzero.identity import Principal

from . import listing
from .callers import Caller
from .cursors import Cursor, Cursors
from .errors import NOT_FOUND, PactError, bad_request
from .query import limit_of, wanted_of


def routes(portal: Portal, caller: Caller, cursors: Cursors) -> APIRouter:
    """Routes under ``/3/footprints``."""
    router = APIRouter(prefix="/3/footprints", tags=["footprint"])

    @router.get("", summary="Action ListFootprints")
    async def every(request: Request, partner: Principal = Depends(caller)) -> JSONResponse:
        asked = _asked(portal, request, partner, cursors)
        found = await listing.listed(
            portal, partner.scope, asked.wanted, asked.position, asked.limit
        )
        headers: dict[str, str] = {}
        if found.following:
            following = Cursor(asked.reader_id, asked.wanted, asked.limit, found.following)
            headers["Link"] = _link(request, cursors.write(following, portal.clock()))
        return JSONResponse({"data": list(found.documents)}, headers=headers)

    @router.get("/{identity}", summary="Action GetFootprint")
    async def one(identity: str, partner: Principal = Depends(caller)) -> JSONResponse:
        document = await listing.found(portal, partner.scope, footprint_id(identity))
        if document is None:
            raise PactError(404, NOT_FOUND, "There is no such footprint.")
        return JSONResponse({"data": document})

    return router


def footprint_id(text: str) -> str:
    """A footprint's id as it is stored; PactError 400 where it is no UUID."""
    try:
        if len(text) != 36:
            raise ValueError
        return str(UUID(text))
    except ValueError as error:
        raise bad_request("A footprint's id is a UUID.") from error


def _asked(portal: Portal, request: Request, partner: Principal, cursors: Cursors) -> Cursor:
    parameters = _parameters(request)
    reader = partner.organization_id
    if text := "".join(parameters.get("cursor", ())):
        cursor = cursors.read(text, reader, portal.clock())
        if parameters.get("limit"):
            limit = min(cursor.limit, limit_of(parameters["limit"]))
            return Cursor(reader, cursor.wanted, limit, cursor.position)
        return cursor
    return Cursor(reader, wanted_of(parameters), limit_of(parameters.get("limit", ())), None)


def _parameters(request: Request) -> Mapping[str, list[str]]:
    parameters: dict[str, list[str]] = {}
    for name, value in request.query_params.multi_items():
        parameters.setdefault(name, []).append(value)
    return parameters


def _link(request: Request, cursor: str) -> str:
    """Absolute, at the host that the request was sent to (RFC 8288; specification, pagination)."""
    host = request.headers.get("host", request.url.netloc)
    return f'<https://{host}{request.url.path}?{urlencode({"cursor": cursor})}>; rel="next"'
