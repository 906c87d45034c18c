"""Enter organizations, users and API clients from a file: ``python -m supplier_portal.bootstrap``.

The file is JSON in UTF-8::

    {
      "organizations": [
        {
          "id": "5f0c…",                      optional; UUID or [A-Za-z0-9_-]{1,64}
          "name": "Jiangnan Steel",            required
          "name_zh": "江南钢铁",               optional
          "roles": ["supplier"],               supplier, buyer, partner, verifier
          "country": "CN",                     ISO 3166-1 alpha-2, optional
          "country_subdivision": "CN-JS",      ISO 3166-2, optional
          "company_ids": ["urn:lei:…"],        URNs, optional
          "customer_ids": ["…"]                ids of the organizations it supplies, optional
        }
      ],
      "users": [
        {
          "user": "supplier@example.com",      sign-in name, compared without case
          "password": "at least 8 characters",
          "organization_id": "5f0c…",
          "name": "Environmental engineer",
          "roles": ["supplier"],               supplier, buyer, verifier, partner, administrator
          "language": "zh-CN"                  en, zh-CN or empty: as the browser asks
        }
      ],
      "api_clients": [
        {
          "client_id": "mill-erp",
          "client_secret": "at least 8 characters",
          "organization_id": "5f0c…",
          "scopes": ["products:write"],        empty: all permissions of its roles
          "roles": ["supplier"]
        }
      ]
    }

Each of the three lists may be absent. Running it again changes only what differs, and restates
nothing that does not. Settings come from the environment as for every process. The exit status is 1
where the file is not usable; then nothing of it was entered.
"""

import asyncio
import sys
from collections import Counter
from pathlib import Path

from pydantic import BaseModel, ConfigDict, ValidationError

from supplier_portal.audit.linking import link_pending
from supplier_portal.organizations import service as organizations
from supplier_portal.organizations.service import OrganizationInput
from supplier_portal.people import service as people
from supplier_portal.people.service import ApiClientInput, UserInput
from supplier_portal.portal import Portal
from supplier_portal.preparation import prepare
from tierzero.problems import Problem, field_problems
from tierzero.settings import Settings
from tierzero.store import connect

ACTOR = "bootstrap"


class Bootstrap(BaseModel):
    """The content of the file."""

    model_config = ConfigDict(extra="forbid")

    organizations: list[OrganizationInput] = []
    users: list[UserInput] = []
    api_clients: list[ApiClientInput] = []


async def enter(portal: Portal, content: Bootstrap) -> Counter[str]:
    """Enter everything; counts by kind and outcome, such as ``organizations created``."""
    outcomes: Counter[str] = Counter()
    for organization in content.organizations:
        _stored, outcome = await organizations.state(portal, ACTOR, organization)
        outcomes[f"organizations {outcome}"] += 1
    for user in content.users:
        _stored, outcome = await people.state_user(portal, ACTOR, user)
        outcomes[f"users {outcome}"] += 1
    for client in content.api_clients:
        _stored, outcome = await people.state_client(portal, ACTOR, client)
        outcomes[f"API clients {outcome}"] += 1
    return outcomes


def read(path: Path) -> Bootstrap | None:
    """The file's content; None where it is not usable, after saying why."""
    try:
        return Bootstrap.model_validate_json(path.read_bytes())
    except OSError as error:
        _complain(f"{path}: {error.strerror}")
    except ValidationError as error:
        _complain(*(f"{p.path}: {p.message}" for p in field_problems(error.errors())))
    return None


async def run(path: Path, settings: Settings) -> int:
    """Enter what the file says; returns the exit status."""
    content = read(path)
    if content is None:
        return 1
    store = connect(settings)
    try:
        await prepare(store.database)
        portal = Portal(store, settings)
        outcomes = await enter(portal, content)
        await link_pending(portal)
    except Problem as problem:
        return _complain(str(problem.detail), *(f"{e.path}: {e.message}" for e in problem.errors))
    finally:
        await store.close()
    print(", ".join(f"{number} {what}" for what, number in outcomes.items()) or "nothing to enter")
    return 0


def _complain(*lines: str) -> int:
    for line in lines:
        print(line, file=sys.stderr)
    return 1


def main() -> None:
    """Run from the command line."""
    if len(sys.argv) != 2:
        sys.exit("usage: python -m supplier_portal.bootstrap FILE.json")
    settings = Settings(service="supplier-portal")
    sys.exit(asyncio.run(run(Path(sys.argv[1]), settings)))


if __name__ == "__main__":
    main()
