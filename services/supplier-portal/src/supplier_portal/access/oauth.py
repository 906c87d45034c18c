"""The token endpoint: OAuth 2.0 client credentials (RFC 6749 §4.4) and the keys to verify with."""

import base64
import binascii
from collections.abc import Mapping
from dataclasses import dataclass, replace
from urllib.parse import unquote_plus

from fastapi import APIRouter, Request
from starlette.responses import JSONResponse

from tierzero.identity import Principal, public_keys
from tierzero.problems import Problem

from . import service
from .service import Gate
from .signing_in import address_of

_NOT_KEPT = {"Cache-Control": "no-store", "Pragma": "no-cache"}


@dataclass(frozen=True)
class Refusal(Exception):
    """An error response of RFC 6749 §5.2."""

    error: str
    description: str
    status: int = 400


def routes(gate: Gate, base: str = "") -> APIRouter:
    """Routes for programs that want a token, at a base URL: by default the portal's own."""
    issuer = (base or gate.portal.settings.portal_url).rstrip("/")
    router = APIRouter(tags=["access"])

    @router.post("/auth/token", summary="Get an access token by client credentials")
    async def token(request: Request) -> JSONResponse:
        try:
            return JSONResponse(await _grant(gate, request), headers=_NOT_KEPT)
        except Refusal as refusal:
            return _refused(refusal)
        except Problem as problem:
            return _refused(Refusal("invalid_request", problem.detail.message, problem.status))

    @router.get("/auth/ended-sessions", include_in_schema=False)
    async def ended() -> Mapping[str, object]:
        await gate.ended.refresh()
        return {"generations": gate.ended.generations}

    @router.get("/auth/keys", summary="Public keys that tokens are verified with (RFC 7517)")
    async def keys() -> Mapping[str, object]:
        return public_keys(gate.key)

    @router.get("/.well-known/openid-configuration", include_in_schema=False)
    async def discovery() -> Mapping[str, object]:
        return discovery_document(issuer)

    return router


def discovery_document(base: str) -> Mapping[str, object]:
    """Where to get tokens and keys (OpenID Connect Discovery §3, as far as it applies)."""
    return {
        "issuer": base,
        "token_endpoint": f"{base}/auth/token",
        "jwks_uri": f"{base}/auth/keys",
        "grant_types_supported": ["client_credentials"],
        "token_endpoint_auth_methods_supported": ["client_secret_basic", "client_secret_post"],
    }


async def _grant(gate: Gate, request: Request) -> Mapping[str, object]:
    form = {name: str(value) for name, value in (await request.form()).items()}
    if form.get("grant_type") != "client_credentials":
        raise Refusal("unsupported_grant_type", "grant_type must be client_credentials")
    client_id, secret = _credentials(request, form)
    found = await service.program_with(gate, client_id, secret, address_of(request))
    if found is None:
        raise Refusal("invalid_client", "client id or secret is wrong", 401)
    narrowed = _narrowed(found, form.get("scope", ""))
    return {
        "access_token": service.program_token(gate, narrowed),
        "token_type": "bearer",
        "expires_in": int(service.PROGRAM_LIFETIME.total_seconds()),
        "scope": " ".join(narrowed.scopes),
    }


def _credentials(request: Request, form: Mapping[str, str]) -> tuple[str, str]:
    """From the Authorization header (§2.3.1, percent-encoded) or from the form."""
    scheme, _separator, encoded = request.headers.get("authorization", "").partition(" ")
    if scheme.lower() != "basic":
        return form.get("client_id", ""), form.get("client_secret", "")
    try:
        decoded = base64.b64decode(encoded, validate=True).decode()
    except (binascii.Error, UnicodeDecodeError) as error:
        raise Refusal("invalid_client", "the Authorization header is malformed", 401) from error
    client_id, _separator, secret = decoded.partition(":")
    return unquote_plus(client_id), unquote_plus(secret)


def _narrowed(principal: Principal, wanted: str) -> Principal:
    if not wanted.strip():
        return principal
    asked = tuple(dict.fromkeys(wanted.split()))
    if not set(asked) <= set(principal.scopes):
        raise Refusal("invalid_scope", "the client may not have a scope that was asked for")
    return replace(principal, scopes=asked)


def _refused(refusal: Refusal) -> JSONResponse:
    content = {"error": refusal.error, "error_description": refusal.description}
    challenge = {"WWW-Authenticate": "Basic"} if refusal.status == 401 else {}
    return JSONResponse(content, refusal.status, headers={**_NOT_KEPT, **challenge})
