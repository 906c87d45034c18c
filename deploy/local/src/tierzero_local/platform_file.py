"""platform.json: what other programs need to find and use the running platform."""

import json
import os
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from tierzero_local.access import PACT_CLIENT
from tierzero_local.engines import store
from tierzero_local.environment import Surroundings
from tierzero_local.fleet import Fleet
from tierzero_local.processes import PACT, ROLES

SERVICES = {
    "supplier-portal": ("supplier_portal.web", "portal"),
    "procurement": ("procurement.web", "procurement"),
    "aggregator": ("aggregator.web", "aggregator"),
}
GRPC = {
    "procurement": ("procurement.grpc", "procurement-grpc"),
    "footprint": ("footprint.grpc", "footprint-grpc"),
}


def describe(fleet: Fleet, surroundings: Surroundings, access: Mapping[str, Any]) -> dict[str, Any]:
    """What runs, where, and how the sample signs in; only of processes that were started."""
    running = fleet.units
    services = {n: surroundings.url(p) for n, (role, p) in SERVICES.items() if role in running}
    grpc = {n: surroundings.address(p) for n, (role, p) in GRPC.items() if role in running}
    probes = {role.name: surroundings.url(role.health) for role in ROLES if role.name in running}
    return {
        "supervisor": os.getpid(),
        "services": services,
        "grpc": grpc,
        "broker": surroundings.address("broker") if "broker" in running else None,
        "store": store.uri(surroundings.ports["store"]) if "store" in running else None,
        "traces": surroundings.url("traces") if "collector" in running else None,
        "pact": _pact(surroundings, access) if PACT in running else None,
        "signIns": access.get("signIns", []),
        "apiClients": access.get("apiClients", []),
        "probes": probes,
        "processes": {n: u.child.pid for n, u in running.items() if u.child is not None},
    }


def _pact(surroundings: Surroundings, access: Mapping[str, Any]) -> dict[str, Any]:
    """How a partner's system reaches the PACT API, as a client of the sample."""
    clients: list[dict[str, Any]] = access.get("apiClients", [])
    client = next((c for c in clients if c["client_id"].endswith(f"-{PACT_CLIENT}")), {})
    return {
        "base_url": surroundings.pact_url,
        "token_url": f"{surroundings.pact_url}/auth/token",
        "certificate": str(surroundings.keys.certificate.resolve()),
        "client_id": client.get("client_id"),
        "client_secret": client.get("client_secret"),
        "organization_id": client.get("organization_id"),
        "partners": f"{surroundings.url('portal')}/api/v1/partners",
    }


def write(path: Path, description: Mapping[str, Any]) -> None:
    """Write the file whole or not at all, for its owner only: it holds passwords."""
    unfinished = path.with_suffix(".part")
    descriptor = os.open(unfinished, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600)
    with os.fdopen(descriptor, "w") as file:
        json.dump(description, file, indent=2, ensure_ascii=False)
    unfinished.replace(path)
