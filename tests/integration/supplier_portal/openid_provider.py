"""An OpenID Connect provider of its own process: ``python openid_provider.py PORT``.

It signs with RS256 and checks what a provider must: client, return address, PKCE, codes used once.
Whoever asks for a code states in ``claims`` who they are, and in ``fault`` what the provider is to
do wrong: ``nonce``, ``aud``, ``expired``, ``issuer`` or ``key``.
"""

import base64
import hashlib
import json
import secrets
import sys
import time
from typing import Any
from urllib.parse import urlencode

import uvicorn
from fastapi import FastAPI, Form, HTTPException, Request
from joserfc import jwt
from joserfc.jwk import RSAKey
from starlette.responses import RedirectResponse

CLIENT, SECRET = "portal", "a secret of the provider"
KEY, STRANGER = RSAKey.generate_key(2048), RSAKey.generate_key(2048)


def provider(issuer: str) -> FastAPI:
    """The application."""
    app = FastAPI()
    codes: dict[str, dict[str, str]] = {}

    @app.get("/.well-known/openid-configuration")
    def discovery() -> dict[str, Any]:
        return {
            "issuer": issuer,
            "authorization_endpoint": f"{issuer}/authorize",
            "token_endpoint": f"{issuer}/token",
            "jwks_uri": f"{issuer}/keys",
        }

    @app.get("/keys")
    def keys() -> dict[str, Any]:
        return {"keys": [{**KEY.as_dict(private=False), "kid": "k1", "alg": "RS256"}]}

    @app.get("/authorize")
    def authorize(request: Request) -> RedirectResponse:
        asked = dict(request.query_params)
        if asked["client_id"] != CLIENT or asked["code_challenge_method"] != "S256":
            raise HTTPException(400)
        code = secrets.token_urlsafe(16)
        codes[code] = asked
        answer = urlencode({"code": code, "state": asked["state"]})
        return RedirectResponse(f"{asked['redirect_uri']}?{answer}", 303)

    @app.post("/token")
    def token(
        request: Request,
        code: str = Form(),
        redirect_uri: str = Form(),
        code_verifier: str = Form(""),
    ) -> dict[str, Any]:
        credentials = base64.b64encode(f"{CLIENT}:{SECRET}".encode()).decode()
        asked = codes.pop(code, None)
        digest = hashlib.sha256(code_verifier.encode()).digest()
        challenge = base64.urlsafe_b64encode(digest).rstrip(b"=").decode()
        if (
            asked is None
            or request.headers.get("authorization") != f"Basic {credentials}"
            or redirect_uri != asked["redirect_uri"]
            or challenge != asked["code_challenge"]
        ):
            raise HTTPException(400, "invalid_grant")
        return {"access_token": "opaque", "token_type": "Bearer", "id_token": id_token(asked)}

    def id_token(asked: dict[str, str]) -> str:
        fault, now = asked.get("fault", ""), int(time.time())
        claims = {
            "iss": "https://elsewhere.example" if fault == "issuer" else issuer,
            "aud": "another-client" if fault == "aud" else CLIENT,
            "nonce": "stale" if fault == "nonce" else asked["nonce"],
            "iat": now,
            "exp": now - 3600 if fault == "expired" else now + 300,
            **json.loads(asked["claims"]),
        }
        key = STRANGER if fault == "key" else KEY
        return jwt.encode({"alg": "RS256", "kid": "k1"}, claims, key)

    return app


if __name__ == "__main__":
    port = int(sys.argv[1])
    uvicorn.run(provider(f"http://127.0.0.1:{port}"), port=port, log_level="warning")
