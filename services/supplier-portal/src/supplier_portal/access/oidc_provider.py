"""Talking to an OpenID Connect provider: discovery, the code for tokens, checking the ID token."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

import httpx
from authlib.integrations.httpx_client import AsyncOAuth2Client
from joserfc import jwt
from joserfc.errors import ExpiredTokenError, JoseError
from joserfc.jwk import KeySet

from tierzero.identity import Clock
from tierzero.settings import Settings

PATIENCE_SECONDS = 10.0
_ALGORITHMS = ["RS256", "PS256", "ES256", "EdDSA", "Ed25519"]
_LEEWAY_SECONDS = 60
Claims = Mapping[str, Any]


@dataclass(frozen=True)
class Refused(Exception):
    """Nobody can be let in; ``reason`` is for the log."""

    reason: str
    unknown: bool = False
    """Whether the person is who they say, and just not known here."""


@dataclass(frozen=True)
class Secrets:
    """What one sign-in is bound to; each is of chance and used once."""

    state: str
    nonce: str
    verifier: str


@dataclass(frozen=True)
class Provider:
    """One provider, as the settings name it."""

    settings: Settings
    clock: Clock

    @property
    def return_url(self) -> str:
        """Where the provider sends the browser back to."""
        return f"{self.settings.portal_url.rstrip('/')}/auth/oidc/return"

    async def address(self, secrets: Secrets) -> str:
        """Where the browser goes to sign in (OpenID Connect Core §3.1.2.1, RFC 7636)."""
        found = await self._discovered()
        async with self._client() as client:
            url, _state = client.create_authorization_url(
                found["authorization_endpoint"],
                state=secrets.state,
                nonce=secrets.nonce,
                code_verifier=secrets.verifier,
            )
        return str(url)

    async def claims(self, code: str, secrets: Secrets) -> Claims:
        """What the ID token says that the code is exchanged for; Refused where it says nothing."""
        found = await self._discovered()
        try:
            async with self._client() as client:
                tokens = await client.fetch_token(
                    found["token_endpoint"], code=code, code_verifier=secrets.verifier
                )
                answer = await client.request("GET", found["jwks_uri"], withhold_token=True)
            keys = KeySet.import_key_set(answer.raise_for_status().json())
        except Exception as error:
            # Authlib lets its own errors and those of the connection through alike.
            raise Refused(f"no token for the code: {error}") from error
        return self._checked(str(tokens.get("id_token", "")), keys, secrets.nonce)

    def _checked(self, token: str, keys: KeySet, nonce: str) -> Claims:
        """OpenID Connect Core §3.1.3.7."""
        own = self.settings.oidc_client_id
        try:
            decoded = jwt.decode(token, keys, algorithms=_ALGORITHMS)
            self._rules(nonce).validate(decoded.claims)
        except ExpiredTokenError as error:
            raise Refused("the ID token has expired") from error
        except (JoseError, ValueError, TypeError) as error:
            raise Refused(f"the ID token is not valid: {error}") from error
        several = isinstance(decoded.claims["aud"], list) and len(decoded.claims["aud"]) > 1
        if decoded.claims.get("azp", None if several else own) != own:
            raise Refused("the ID token was issued to another client")
        return decoded.claims

    def _rules(self, nonce: str) -> jwt.JWTClaimsRegistry:
        return jwt.JWTClaimsRegistry(
            now=int(self.clock().timestamp()),
            leeway=_LEEWAY_SECONDS,
            iss={"essential": True, "value": self.settings.oidc_issuer},
            aud={"essential": True, "value": self.settings.oidc_client_id},
            sub={"essential": True},
            exp={"essential": True},
            iat={"essential": True},
            nonce={"essential": True, "value": nonce},
        )

    async def _discovered(self) -> Mapping[str, str]:
        """The provider's metadata; one of another issuer is not believed (Discovery §4.3)."""
        url = f"{self.settings.oidc_issuer.rstrip('/')}/.well-known/openid-configuration"
        try:
            async with httpx.AsyncClient(timeout=PATIENCE_SECONDS) as client:
                found = (await client.get(url)).raise_for_status().json()
        except (httpx.HTTPError, ValueError) as error:
            raise Refused(f"the provider does not answer: {error}") from error
        if found.get("issuer") != self.settings.oidc_issuer:
            raise Refused("the provider calls itself by another name")
        return found

    def _client(self) -> Any:
        # Authlib's client is httpx's, but has no types.
        return AsyncOAuth2Client(
            client_id=self.settings.oidc_client_id,
            client_secret=self.settings.oidc_client_secret.get_secret_value(),
            scope=self.settings.oidc_scopes,
            redirect_uri=self.return_url,
            code_challenge_method="S256",
            timeout=PATIENCE_SECONDS,
        )
