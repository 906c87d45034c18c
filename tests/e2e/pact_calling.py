"""The PACT API of a running platform, and tokens for it that are good, or were, or never were."""

import ssl
import uuid
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import timedelta
from pathlib import Path
from typing import Any

import httpx
from asking import until
from joserfc import jwt
from joserfc.jwk import OKPKey
from planting import Planted

from tests.integration.supplier_portal.documents import footprint
from tierzero.identity import Principal, issue_token, read_signing_key, utc_now
from tierzero.identity.tokens import ALGORITHM
from tierzero_local.acting import Actor
from tierzero_local.handle import Platform
from tierzero_local.keys import Keys

Json = dict[str, Any]
EVENTS = "/3/events"
_PREFIX = "org.wbcsd.pact.ProductFootprint."


@dataclass(frozen=True)
class Host:
    """Where the PACT API is, and whose certificate it shows."""

    url: str
    certificate: str
    keys: Keys

    def client(self, token: str | None) -> httpx.Client:
        """A client with a bearer token, or without any."""
        headers = {"Authorization": f"Bearer {token}"} if token else {}
        trusting = ssl.create_default_context(cafile=self.certificate)
        return httpx.Client(
            base_url=self.url, headers=headers, verify=trusting, timeout=120, trust_env=False
        )


def host_of(platform: Platform) -> Host:
    """The PACT API as platform.json names it."""
    told = platform.description["pact"]
    certificate = Path(told["certificate"])
    return Host(told["base_url"], str(certificate), Keys(certificate.parent))


def lists(planted: Planted) -> Iterator[str]:
    """Lists with each filter, most of them such that they would find what was planted."""
    yield "/3/footprints"
    yield "/3/footprints?limit=1"
    for made in planted.products:
        yield from (f"/3/footprints?productId={urn}" for urn in made["product_ids"])
        yield from (
            f"/3/footprints?classification={urn}" for urn in made["product_classifications"]
        )
    yield "/3/footprints?status=Active"
    yield "/3/footprints?status=Deprecated"
    yield "/3/footprints?geography=CN"
    yield "/3/footprints?validOn=2026-01-01T00:00:00Z"
    yield "/3/footprints?validAfter=2020-01-01T00:00:00Z"
    yield "/3/footprints?validBefore=2040-01-01T00:00:00Z"


def answers(client: httpx.Client, planted: Planted) -> Iterator[tuple[str, httpx.Response]]:
    """Every way to read: lists with all their pages, and single footprints."""
    for first in lists(planted):
        url = first
        while url:
            answer = client.get(url)
            yield first, answer
            url = answer.links.get("next", {}).get("url", "")
    for identity in planted.footprints:
        yield "/3/footprints/{id}", client.get(f"/3/footprints/{identity}")


def events(planted: Planted) -> Iterator[Json]:
    """An event of each type about what was planted, as far as it is not for everybody."""
    named = [urn for made in planted.products[:3] for urn in made["product_ids"]]
    taken = footprint(planted.products[0], id=planted.footprints[0], comment="forged")
    yield event("PublishedEvent", {"pfIds": list(planted.footprints)})
    yield event("RequestCreatedEvent", {"productId": named})
    forged = {"requestEventId": str(uuid.uuid4()), "pfs": [taken]}
    yield event("RequestFulfilledEvent", forged)
    refusal = {"code": "NotFound", "message": "no"}
    yield event("RequestRejectedEvent", {"requestEventId": str(uuid.uuid4()), "error": refusal})


def event(kind: str, data: Json) -> Json:
    """An event in CloudEvents' structured mode."""
    return {
        "type": f"{_PREFIX}{kind}.3",
        "specversion": "1.0",
        "id": str(uuid.uuid4()),
        "source": "https://partner.example/3/events",
        "time": "2026-11-20T10:00:00Z",
        "data": data,
    }


def refused_tokens(
    host: Host, administrator: Actor, customer: Actor
) -> Mapping[str, tuple[str | None, int, str]]:
    """Name → token, status and code; whoever holds a good one would see what is shared."""
    key = read_signing_key(host.keys.signing)
    reader = Principal("x", customer.organization_id, "x", ("buyer",), ("footprints:read",))
    long_ago = utc_now() - timedelta(days=2)
    other_key = OKPKey.generate_key("Ed25519", auto_kid=True)
    limited = _client(administrator, customer, scopes=["progress:read"])
    return {
        "none": (None, 401, "BadRequest"),
        "nonsense": ("very-invalid", 401, "BadRequest"),
        "wrong audience": (_claiming(key, reader, aud="https://elsewhere"), 401, "BadRequest"),
        "wrong issuer": (_claiming(key, reader, iss="https://elsewhere"), 401, "BadRequest"),
        "another's key": (issue_token(other_key, reader, now=utc_now()), 401, "BadRequest"),
        "expired": (issue_token(key, reader, now=long_ago), 401, "TokenExpired"),
        "revoked": (_revoked(host, administrator, customer), 401, "TokenExpired"),
        "without rights": (_granted(host, limited), 403, "AccessDenied"),
    }


def _claiming(key: OKPKey, principal: Principal, **claims: str) -> str:
    """A good token in all but some claims."""
    good = jwt.decode(issue_token(key, principal, now=utc_now()), key, algorithms=[ALGORITHM])
    header = {"alg": ALGORITHM, "kid": key.kid}
    return jwt.encode(header, {**good.claims, **claims}, key, algorithms=[ALGORITHM])


def _client(administrator: Actor, owner: Actor, **stated: Any) -> Json:
    content = {
        "client_id": f"partner-{uuid.uuid4().hex[:8]}",
        "organization_id": owner.organization_id,
        **stated,
    }
    with administrator.http("supplier-portal") as portal:
        answer = portal.post("/api/v1/api-clients", json=content)
    assert answer.status_code == 201, answer.text
    return answer.json()


def _granted(host: Host, client: Json) -> str:
    with host.client(None) as caller:
        answer = caller.post(
            "/auth/token",
            auth=(client["id"], client["client_secret"]),
            data={"grant_type": "client_credentials"},
        )
    return answer.raise_for_status().json()["access_token"]


def _revoked(host: Host, administrator: Actor, owner: Actor) -> str:
    client = _client(administrator, owner)
    token = _granted(host, client)
    with host.client(token) as caller:
        assert caller.get("/3/footprints?limit=1").status_code == 200, "good until it is revoked"
        with administrator.http("supplier-portal") as portal:
            path = f"/api/v1/api-clients/{client['id']}"
            ended = portal.delete(path, params={"organization_id": owner.organization_id})
        assert ended.is_success, ended.text
        until(lambda: caller.get("/3/footprints?limit=1").status_code, lambda code: code == 401)
    return token
