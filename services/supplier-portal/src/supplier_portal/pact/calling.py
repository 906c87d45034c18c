"""Calling a partner's system: discovery, tokens, footprints, events."""

import ssl
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import Any

import httpx

from supplier_portal.partners import service as partners
from supplier_portal.partners.addresses import NotAllowed, refuse_private
from supplier_portal.partners.service import Partner
from supplier_portal.portal import Portal

ACTOR = "pact"
TIMEOUT = httpx.Timeout(20.0, connect=10.0)
MOST_BYTES = 16 * 1024 * 1024
_EARLY = timedelta(seconds=30)
_ASSUMED_SECONDS = 300
_EVENT = "application/cloudevents+json; charset=UTF-8"
_EVENTS = "/3/events"


class Unreachable(Exception):
    """The partner could not be asked, or gave no usable answer; it may later."""


class Refused(Exception):
    """The partner understood and refused; asking again changes nothing."""


@dataclass(frozen=True)
class _Token:
    value: str
    until: datetime


@dataclass(frozen=True)
class Calls:
    """Calls partners by their entries in the register, and remembers their tokens."""

    portal: Portal
    tokens: dict[str, _Token] = field(default_factory=dict[str, _Token])

    async def send(self, partner: Partner, event: Mapping[str, Any]) -> None:
        """Hand an event to the partner; raises Unreachable or Refused."""
        answer = await self._authorized(
            partner, "POST", _EVENTS, json=dict(event), headers={"content-type": _EVENT}
        )
        _refuse_failure(answer)

    async def footprint(self, partner: Partner, identity: str) -> Mapping[str, Any] | None:
        """One footprint of the partner's; None where it has none that this platform may see."""
        answer = await self._authorized(partner, "GET", f"/3/footprints/{identity}")
        if answer.status_code in (403, 404):
            return None
        _refuse_failure(answer)
        content = _json(answer)
        found = content.get("data") if isinstance(content, Mapping) else None
        if not isinstance(found, Mapping):
            raise Refused("the answer has no footprint in data")
        return found

    async def try_out(self, partner: Partner) -> None:
        """Get a token and list one footprint; raises Unreachable or Refused."""
        self.tokens.pop(partner.organization_id, None)
        _refuse_failure(await self._authorized(partner, "GET", "/3/footprints?limit=1"))

    async def _authorized(
        self, partner: Partner, method: str, path: str, **content: Any
    ) -> httpx.Response:
        headers = content.pop("headers", {})
        for attempt in ("first", "again"):
            token = await self._token(partner)
            given = {**headers, "authorization": f"Bearer {token}"}
            url = partner.base_url + path
            answer = await self._request(partner, method, url, headers=given, **content)
            if answer.status_code != 401 or attempt == "again":
                return answer
            self.tokens.pop(partner.organization_id, None)
        raise Unreachable("no token is accepted")

    async def _token(self, partner: Partner) -> str:
        now = self.portal.clock()
        known = self.tokens.get(partner.organization_id)
        if known and known.until > now:
            return known.value
        secret = await partners.secret_of(self.portal, ACTOR, partner.organization_id)
        answer = await self._request(
            partner,
            "POST",
            await self._token_endpoint(partner),
            auth=httpx.BasicAuth(partner.client_id, secret),
            data={"grant_type": "client_credentials"},
        )
        content = _json(answer)
        if answer.status_code != 200 or not isinstance(content.get("access_token"), str):
            error = content.get("error") or content.get("code") or "no access_token"
            raise Unreachable(f"no token: {answer.status_code} {str(error)[:200]}")
        lifetime = _seconds(content.get("expires_in"))
        token = _Token(content["access_token"], now + timedelta(seconds=lifetime) - _EARLY)
        self.tokens[partner.organization_id] = token
        return token.value

    async def _token_endpoint(self, partner: Partner) -> str:
        """By discovery, else ``/auth/token`` (specification, obtaining an access token)."""
        base = partner.authentication
        try:
            answer = await self._request(partner, "GET", f"{base}/.well-known/openid-configuration")
            endpoint = _json(answer).get("token_endpoint") if answer.status_code == 200 else None
        except Unreachable:
            endpoint = None
        return endpoint if isinstance(endpoint, str) and endpoint else f"{base}/auth/token"

    async def _request(
        self, partner: Partner, method: str, url: str, **content: Any
    ) -> httpx.Response:
        try:
            await refuse_private(url, self.portal.settings.private_partners)
            async with (
                httpx.AsyncClient(
                    verify=_trusting(partner),
                    timeout=TIMEOUT,
                    follow_redirects=False,
                    trust_env=False,
                ) as client,
                client.stream(method, url, **content) as answer,
            ):
                await _read(answer)
                return answer
        except (NotAllowed, httpx.HTTPError, httpx.InvalidURL, OSError) as error:
            reason = str(error) or type(error).__name__
            raise Unreachable(reason[:500]) from error


async def _read(answer: httpx.Response) -> None:
    """Read the body, unless it is longer than anything a partner has to say."""
    body = bytearray()
    async for part in answer.aiter_bytes():
        body += part
        if len(body) > MOST_BYTES:
            raise Unreachable("the answer is too long")
    # What httpx itself sets when it has read a stream to its end.
    answer._content = bytes(body)  # pyright: ignore[reportPrivateUsage]


def _trusting(partner: Partner) -> ssl.SSLContext:
    context = ssl.create_default_context()
    if partner.certificate:
        context.load_verify_locations(cadata=partner.certificate)
    return context


def _refuse_failure(answer: httpx.Response) -> None:
    """Refused for what stays wrong, Unreachable for what may pass."""
    if answer.is_success:
        return
    text = f"{answer.status_code} {answer.text[:300]}"
    passing = answer.status_code in (401, 403, 404, 408, 425, 429) or answer.status_code >= 500
    raise Unreachable(text) if passing or answer.is_redirect else Refused(text)


def _json(answer: httpx.Response) -> dict[str, Any]:
    try:
        content = answer.json()
    except ValueError:
        return {}
    return content if isinstance(content, dict) else {}


def _seconds(value: object) -> int:
    return int(value) if isinstance(value, int | float) and value > 0 else _ASSUMED_SECONDS
