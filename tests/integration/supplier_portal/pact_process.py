"""Starts and calls a PACT API beside a portal of the tests' own."""

import os
import ssl
import subprocess
import sys
import time
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import httpx

from tierzero_local.keys import all_keys

from .portal_process import SECRET, PortalProcess


@dataclass
class PactProcess:
    """The process on the portal's database, with a certificate that it alone has."""

    portal: PortalProcess
    directory: Path
    url: str = ""
    process: "subprocess.Popen[str] | None" = None
    tokens: dict[str, str] = field(default_factory=dict[str, str])

    @property
    def certificate(self) -> str:
        """Path of the certificate that clients trust."""
        return str(all_keys(self.directory).certificate)

    def environment(self) -> dict[str, str]:
        """What the process is told."""
        keys = all_keys(self.directory)
        return {
            **os.environ,
            **self.portal.environment(),
            "TIERZERO_SECRETS_KEY": str(keys.secrets),
            "TIERZERO_TLS_CERTIFICATE": str(keys.certificate),
            "TIERZERO_TLS_KEY": str(keys.certificate_key),
            "TIERZERO_PRIVATE_PARTNERS": "true",
        }

    def start(self) -> None:
        """Start the process and wait until it answers."""
        self.process = subprocess.Popen(
            [sys.executable, "-m", "supplier_portal.pact_web"],
            env=self.environment() | {"TIERZERO_REPLICA": "pact"},
            stdout=subprocess.PIPE,
            stderr=(self.directory / "pact.log").open("a"),
            text=True,
        )
        assert self.process.stdout is not None
        self.url = self.process.stdout.readline().strip()
        deadline = time.monotonic() + 60
        while not self._answers():
            assert time.monotonic() < deadline, "the PACT API did not become ready"
            time.sleep(0.1)

    def stop(self) -> None:
        """End the process in order."""
        if self.process is not None:
            self.process.terminate()
            self.process.wait(timeout=20)

    def ask_for_token(self, client: str, secret: str = SECRET, **form: str) -> httpx.Response:
        """Call the token endpoint with a client's credentials."""
        return self.anonymous().post(
            "/auth/token",
            auth=(client, secret),
            data={"grant_type": "client_credentials", **form},
        )

    def anonymous(self) -> httpx.Client:
        """A client without a token."""
        trusting = ssl.create_default_context(cafile=self.certificate)
        return httpx.Client(base_url=self.url, verify=trusting, timeout=60)

    def partner(self, organization: str) -> httpx.Client:
        """A client with the token of an organization's program."""
        if organization not in self.tokens:
            answer = self.ask_for_token(f"{organization}-program")
            self.tokens[organization] = answer.json()["access_token"]
        client = self.anonymous()
        client.headers["authorization"] = f"Bearer {self.tokens[organization]}"
        return client

    def _answers(self) -> bool:
        try:
            return self.anonymous().get("/.well-known/openid-configuration").status_code == 200
        except httpx.TransportError:
            return False


def ids(answer: httpx.Response) -> list[str]:
    """Ids of the footprints in an answer."""
    assert answer.status_code == 200, answer.text
    return [one["id"] for one in answer.json()["data"]]


def pages(client: httpx.Client, first: str) -> list[list[dict[str, Any]]]:
    """All pages of a list, by its links."""
    found: list[list[dict[str, Any]]] = []
    url = first
    while url:
        answer = client.get(url)
        assert answer.status_code == 200, answer.text
        found.append(answer.json()["data"])
        url = answer.links.get("next", {}).get("url", "")
    return found
