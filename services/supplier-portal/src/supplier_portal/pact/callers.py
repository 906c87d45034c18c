"""Who calls the PACT API: programs of partners, by a bearer token and by nothing else."""

from collections.abc import Awaitable, Callable

from fastapi import Request
from joserfc.jwk import KeySet

from supplier_portal.portal import Portal
from tierzero.identity import EndedSessions, Principal, verify_token
from tierzero.problems import Problem

from .errors import ACCESS_DENIED, BAD_REQUEST, TOKEN_EXPIRED, PactError

PERMISSION = "footprints:read"
Caller = Callable[[Request], Awaitable[Principal]]


def caller_of(portal: Portal, keys: KeySet, ended: EndedSessions) -> Caller:
    """A dependency: the caller.

    401 ``TokenExpired`` for a token that was good once, also where its client was revoked since;
    401 ``BadRequest`` for one that never was and for none (v3.0, using the access token: 401 when
    it has expired or is invalid); 403 ``AccessDenied`` for one without the permission to read.
    """

    async def caller(request: Request) -> Principal:
        scheme, _space, token = request.headers.get("authorization", "").partition(" ")
        if scheme.lower() != "bearer" or not token.strip():
            raise PactError(401, BAD_REQUEST, "Send an access token: Authorization: Bearer …")
        principal = _verified(portal, keys, token.strip())
        await ended.refresh()
        if ended.has_ended(principal):
            raise PactError(401, TOKEN_EXPIRED, "The access token is no longer valid.")
        if not principal.may(PERMISSION):
            raise PactError(403, ACCESS_DENIED, f"This client lacks the permission {PERMISSION}.")
        return principal

    return caller


def _verified(portal: Portal, keys: KeySet, token: str) -> Principal:
    try:
        return verify_token(keys, token, now=portal.clock())
    except Problem as problem:
        if problem.code == "token-expired":
            raise PactError(401, TOKEN_EXPIRED, "The access token has expired.") from problem
        raise PactError(401, BAD_REQUEST, "The access token is not valid.") from problem
