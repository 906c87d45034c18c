"""Acting on a running platform from outside: as a program of an organization, over HTTP."""

import secrets
import uuid
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Any

import httpx

ANSWER_WITHIN_SECONDS = 120.0


@dataclass(frozen=True)
class Actor:
    """An organization's sign-in and program, and the services they may be used with."""

    services: Mapping[str, str]
    """Name of the service → base URL."""
    organization_id: str
    user: str
    password: str
    client_id: str
    client_secret: str

    @cached_property  # frozen dataclasses keep a __dict__, which is all it needs
    def token(self) -> str:
        """A bearer token of the organization's program (OAuth 2 client credentials)."""
        answer = httpx.post(
            f"{self.services['supplier-portal']}/auth/token",
            data={"grant_type": "client_credentials"},
            auth=(self.client_id, self.client_secret),
            timeout=ANSWER_WITHIN_SECONDS,
            trust_env=False,
        )
        return str(answer.raise_for_status().json()["access_token"])

    def http(self, service: str) -> httpx.Client:
        """A client of the service that speaks for the organization's program."""
        return httpx.Client(
            base_url=self.services[service],
            headers={"Authorization": f"Bearer {self.token}"},
            timeout=ANSWER_WITHIN_SECONDS,
            trust_env=False,
        )


def actor(platform: Mapping[str, Any], role: str) -> Actor:
    """The first sign-in of a role in a platform's description, with its organization's program."""
    person = next(s for s in platform["signIns"] if s["role"] == role)
    program = next(
        c for c in platform["apiClients"] if c["organization_id"] == person["organization_id"]
    )
    return Actor(
        services=platform["services"],
        organization_id=person["organization_id"],
        user=person["user"],
        password=person["password"],
        client_id=program["client_id"],
        client_secret=program["client_secret"],
    )


def enter(
    administrator: Actor, name: str, roles: Sequence[str], customers: Sequence[str] = ()
) -> Actor:
    """Let an administrator enter a new organization with one user and one program."""
    mark = uuid.uuid4().hex[:8]
    newcomer = Actor(
        services=administrator.services,
        organization_id=str(uuid.uuid4()),
        user=f"{roles[0]}-{mark}@example.com",
        password=secrets.token_urlsafe(12),
        client_id=f"{roles[0]}-{mark}",
        client_secret=secrets.token_urlsafe(24),
    )
    organization = {"id": newcomer.organization_id, "name": name, "roles": list(roles)}
    belongs = {"organization_id": newcomer.organization_id, "roles": list(roles)}
    with administrator.http("supplier-portal") as portal:
        _put(portal, "organizations", {**organization, "customer_ids": list(customers)})
        secret = {"user": newcomer.user, "password": newcomer.password, "name": name}
        _put(portal, "users", {**belongs, **secret})
        secret = {"client_id": newcomer.client_id, "client_secret": newcomer.client_secret}
        _put(portal, "api-clients", {**belongs, **secret})
    return newcomer


def _put(portal: httpx.Client, kind: str, content: Mapping[str, Any]) -> None:
    answer = portal.post(f"/api/v1/{kind}", json=content)
    if answer.is_error:
        raise RuntimeError(f"{kind}: {answer.status_code} {answer.text}")
