"""Starts, kills and addresses a portal process."""

import json
import os
import signal
import subprocess
import sys
import time
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import httpx
from pymongo import MongoClient

from tierzero.identity import generate_key_pair
from tierzero_local.keys import all_keys

PASSWORD = "a good password"
SECRET = "a good secret"


def bootstrap_file(path: Path) -> Path:
    """Two suppliers of one factory, the operator, a person and a program for each."""
    organizations = [
        {
            "id": "mill",
            "name": "Jiangnan Mill",
            "name_zh": "江南钢厂",
            "roles": ["supplier"],
            "country": "CN",
            "company_ids": ["urn:lei:529900T8BM49AURSDO55"],
            "customer_ids": ["factory"],
        },
        {"id": "foundry", "name": "Foundry", "roles": ["supplier"], "customer_ids": ["factory"]},
        {"id": "factory", "name": "Factory", "roles": ["buyer"]},
        {"id": "assurer", "name": "Assurer", "name_zh": "核查机构", "roles": ["verifier"]},
        {"id": "rival", "name": "Rival assurer", "roles": ["verifier"]},
        {"id": "operator", "name": "Operator", "roles": []},
    ]
    roles = {
        "mill": "supplier",
        "foundry": "supplier",
        "factory": "buyer",
        "assurer": "verifier",
        "rival": "verifier",
        "operator": "administrator",
    }
    users = [
        {
            "user": f"{organization}@example.com",
            "password": PASSWORD,
            "organization_id": organization,
            "name": f"Engineer of {organization}",
            "roles": [role],
        }
        for organization, role in roles.items()
    ]
    clients = [
        {
            "client_id": f"{organization}-program",
            "client_secret": SECRET,
            "organization_id": organization,
            "roles": [role],
        }
        for organization, role in roles.items()
    ]
    content = {"organizations": organizations, "users": users, "api_clients": clients}
    path.write_text(json.dumps(content))
    return path


@dataclass
class PortalProcess:
    """One portal: its process and the way to its API and its database."""

    store_uri: str
    database: str
    directory: Path
    url: str = ""
    process: "subprocess.Popen[str] | None" = None
    tokens: dict[str, str] = field(default_factory=dict[str, str])
    settings: dict[str, str] = field(default_factory=dict[str, str])
    """What the process is told beside what every one is."""

    def environment(self) -> dict[str, str]:
        """What the process is told."""
        keys = generate_key_pair(self.directory / "keys")
        return {
            **os.environ,
            "TIERZERO_STORE": self.store_uri,
            "TIERZERO_DATABASE": self.database,
            "TIERZERO_SIGNING_KEY": str(keys.signing_key),
            "TIERZERO_VERIFICATION_KEY": str(keys.verification_key),
            "TIERZERO_SECRETS_KEY": str(all_keys(self.directory / "secrets").secrets),
            "TIERZERO_HTTP_PORT": "0",
            # Nothing listens there: procurement is away.
            "TIERZERO_PROCUREMENT_GRPC": "127.0.0.1:1",
            **self.settings,
        }

    def bootstrap(self, file: Path) -> subprocess.CompletedProcess[str]:
        """Run the bootstrap command."""
        command = [sys.executable, "-m", "supplier_portal.bootstrap", str(file)]
        return subprocess.run(
            command, env=self.environment(), capture_output=True, text=True, check=False
        )

    def start(self) -> None:
        """Start the process and wait until it is ready."""
        self.process = subprocess.Popen(
            [sys.executable, "-m", "supplier_portal.web"],
            env=self.environment() | {"TIERZERO_REPLICA": "web"},
            stdout=subprocess.PIPE,
            stderr=(self.directory / "portal.log").open("a"),
            text=True,
        )
        assert self.process.stdout is not None
        self.url = self.process.stdout.readline().strip()
        deadline = time.monotonic() + 30
        while httpx.get(f"{self.url}/readyz").status_code != 200:
            assert time.monotonic() < deadline, "the portal did not become ready"
            time.sleep(0.1)

    def kill(self) -> None:
        """End the process without any warning."""
        assert self.process is not None
        self.process.send_signal(signal.SIGKILL)
        self.process.wait()

    def stop(self) -> None:
        """End the process in order."""
        if self.process is not None:
            self.process.terminate()
            self.process.wait(timeout=20)

    def program(self, organization: str, language: str = "en") -> httpx.Client:
        """A client with the token of an organization's program."""
        if organization not in self.tokens:
            answer = httpx.post(
                f"{self.url}/auth/token",
                auth=(f"{organization}-program", SECRET),
                data={"grant_type": "client_credentials"},
            )
            self.tokens[organization] = answer.json()["access_token"]
        headers = {
            "authorization": f"Bearer {self.tokens[organization]}",
            "accept-language": language,
        }
        return httpx.Client(base_url=self.url, headers=headers, timeout=60)

    def browser(self, organization: str) -> httpx.Client:
        """A client that has signed in on the page, as its browser does."""
        headers = {"accept": "text/html", "origin": self.url}
        client = httpx.Client(base_url=self.url, headers=headers, timeout=60)
        form = {"user": f"{organization}@example.com", "password": PASSWORD}
        assert client.post("/sign-in", data=form).status_code == 303
        return client

    def count(self, collection: str, wanted: dict[str, Any]) -> int:
        """How many documents of the database are so."""
        with MongoClient[dict[str, Any]](self.store_uri) as client:
            return client[self.database][collection].count_documents(wanted)

    def outbox(self, topic: Any) -> list[Any]:
        """All facts of a topic in the outbox, in the order in which they were committed."""
        with MongoClient[dict[str, Any]](self.store_uri) as client:
            rows = client[self.database]["outbox"].find({"topic": topic.name}).sort("_id", 1)
            envelopes = [topic.envelope.FromString(bytes(row["value"])) for row in rows]
        return [fact for envelope in envelopes for fact in envelope.facts]
