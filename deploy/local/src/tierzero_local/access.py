"""Who may sign in to the platform on this machine: made up once, with passwords of chance.

The file is what ``python -m supplier_portal.bootstrap`` reads, and stays for the user to look
passwords up. Running again adds what is missing and keeps every password.
"""

import json
import os
import secrets
from pathlib import Path
from typing import Any

from tierzero_local.sample.data import identity, read

Access = dict[str, list[dict[str, Any]]]

OPERATOR = {
    "key": "operator",
    "name": "TierZero operator",
    "name_zh": "平台运营方",
    "roles": [],
    "country": "",
    "country_subdivision": "",
    "company_id": "",
    "customers": [],
}
ADMINISTRATOR = {
    "user": "administrator@operator.example",
    "organization": "operator",
    "roles": ["administrator"],
    "name": "平台管理员 Platform administrator",
}
PACT_CLIENT = "pact"
"""What the client id of the sample's client of the PACT API ends with."""

COMPANY_ID = "urn:pact:tierzero.example:company-id:"


def ensure(path: Path, with_sample: bool) -> Access:
    """Read the file, add whoever is missing, write it back (mode 0600) and return it."""
    before = json.loads(path.read_text()) if path.exists() else {}
    organizations = [OPERATOR, *(read("organizations") if with_sample else [])]
    users = [ADMINISTRATOR, *(read("users") if with_sample else [])]
    buyer = "factory" if with_sample else OPERATOR["key"]
    clients = [*map(_client, users), _pact_client(str(buyer))]
    after = {
        "organizations": _merged(before, "organizations", "id", map(_organization, organizations)),
        "users": _merged(before, "users", "user", map(_user, users)),
        "api_clients": _merged(before, "api_clients", "client_id", clients),
    }
    if after != before:
        _write(path, after)
    return after


def published(access: Access) -> dict[str, list[dict[str, Any]]]:
    """The same for platform.json: who can sign in, and which programs."""
    return {
        "signIns": [
            {
                "role": role,
                "user": user["user"],
                "password": user["password"],
                "organization": _name(access, user["organization_id"]),
                "organization_id": user["organization_id"],
            }
            for user in access["users"]
            for role in user["roles"]
        ],
        "apiClients": [
            {**client, "organization": _name(access, client["organization_id"])}
            for client in access["api_clients"]
        ],
    }


def _merged(before: Access, kind: str, key: str, wanted: Any) -> list[dict[str, Any]]:
    known = before.get(kind, [])
    names = {entry[key] for entry in known}
    return [*known, *(entry for entry in wanted if entry[key] not in names)]


def _organization(entry: dict[str, Any]) -> dict[str, Any]:
    company_id = entry["company_id"]
    return {
        "id": identity("organization", entry["key"]),
        "name": entry["name"],
        "name_zh": entry["name_zh"],
        "roles": entry["roles"],
        "country": entry["country"],
        "country_subdivision": entry["country_subdivision"],
        "company_ids": [COMPANY_ID + company_id] if company_id else [],
        "customer_ids": [identity("organization", key) for key in entry["customers"]],
    }


def _user(entry: dict[str, Any]) -> dict[str, Any]:
    return {
        "user": entry["user"],
        "password": secrets.token_urlsafe(9),
        "organization_id": identity("organization", entry["organization"]),
        "name": entry["name"],
        "roles": entry["roles"],
    }


def _client(entry: dict[str, Any]) -> dict[str, Any]:
    return {
        "client_id": f"{entry['organization']}-program",
        "client_secret": secrets.token_urlsafe(24),
        "organization_id": identity("organization", entry["organization"]),
        "scopes": [],
        # Programs do the organization's work; its people are managed by people.
        "roles": [role for role in entry["roles"] if role != "organization_administrator"],
    }


def _pact_client(organization: str) -> dict[str, Any]:
    """A partner's system that speaks for an organization, with no permission but to read."""
    return {
        "client_id": f"{organization}-{PACT_CLIENT}",
        "client_secret": secrets.token_urlsafe(24),
        "organization_id": identity("organization", organization),
        "scopes": ["footprints:read"],
        "roles": ["partner"],
    }


def _name(access: Access, organization_id: str) -> str:
    found = (o["name"] for o in access["organizations"] if o["id"] == organization_id)
    return next(found, "")


def _write(path: Path, access: Access) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    descriptor = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600)
    with os.fdopen(descriptor, "w") as file:
        json.dump(access, file, indent=2, ensure_ascii=False)
