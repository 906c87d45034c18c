"""JSON Web Tokens (RFC 7519) signed with Ed25519 (RFC 8037, RFC 9864)."""

import uuid
from collections.abc import Callable, Mapping
from datetime import UTC, datetime, timedelta
from typing import Any

from joserfc import jwt
from joserfc.errors import ExpiredTokenError, JoseError
from joserfc.jwk import KeySet, OKPKey

from tierzero.i18n import Text, _
from tierzero.problems import Problem

from .principal import PERSON, Principal

ALGORITHM = "Ed25519"
ISSUER = "tierzero"
SESSION_LIFETIME = timedelta(hours=12)
_LEEWAY_SECONDS = 30

Clock = Callable[[], datetime]


def utc_now() -> datetime:
    """The present moment; the one clock that processes are wired with."""
    return datetime.now(UTC)


def issue_token(
    key: OKPKey, principal: Principal, *, now: datetime, lifetime: timedelta = SESSION_LIFETIME
) -> str:
    """A token that proves the principal until ``now + lifetime``."""
    header = {"alg": ALGORITHM, "kid": key.kid}
    claims = {
        **_claims_of(principal),
        "iss": ISSUER,
        "aud": ISSUER,
        "iat": int(now.timestamp()),
        "exp": int((now + lifetime).timestamp()),
        "jti": str(uuid.uuid4()),
    }
    return jwt.encode(header, claims, key, algorithms=[ALGORITHM])


def verify_token(keys: KeySet, token: str, *, now: datetime) -> Principal:
    """The principal that a token proves; Problem 401 for any token that does not."""
    try:
        decoded = jwt.decode(token, keys, algorithms=[ALGORITHM])
        _rules(now).validate(decoded.claims)
        return _principal_of(decoded.claims)
    except ExpiredTokenError as error:
        detail = _("Your session has ended; sign in again.")
        raise _unauthorized("token-expired", detail) from error
    except (JoseError, ValueError, TypeError, KeyError) as error:
        detail = _("The access token is not valid.")
        raise _unauthorized("token-invalid", detail) from error


def _rules(now: datetime) -> jwt.JWTClaimsRegistry:
    return jwt.JWTClaimsRegistry(
        now=int(now.timestamp()),
        leeway=_LEEWAY_SECONDS,
        iss={"essential": True, "value": ISSUER},
        aud={"essential": True, "value": ISSUER},
        sub={"essential": True},
        org={"essential": True},
        exp={"essential": True},
    )


def _claims_of(principal: Principal) -> dict[str, Any]:
    return {
        "sub": principal.user_id,
        "org": principal.organization_id,
        "org_name": principal.organization_name,
        "name": principal.name,
        "roles": list(principal.roles),
        "scope": " ".join(principal.scopes),
        "lang": principal.language,
        "kind": principal.kind,
        "gen": principal.generation,
    }


def _principal_of(claims: Mapping[str, Any]) -> Principal:
    return Principal(
        user_id=str(claims["sub"]),
        organization_id=str(claims["org"]),
        name=str(claims.get("name", "")),
        roles=tuple(map(str, claims.get("roles", ()))),
        scopes=tuple(str(claims.get("scope", "")).split()),
        language=str(claims.get("lang", "")),
        organization_name=str(claims.get("org_name", "")),
        kind=str(claims.get("kind", PERSON)),
        generation=int(claims.get("gen", 0)),
    )


def session_ended() -> Problem:
    """The token was good, but its owner's sessions have been ended since."""
    return _unauthorized("session-ended", _("Your session has ended; sign in again."))


def _unauthorized(code: str, detail: Text) -> Problem:
    header = f'Bearer error="invalid_token", error_description="{code}"'
    return Problem(401, code, detail, headers={"WWW-Authenticate": header})
