"""The PACT API's process, over HTTPS only: ``python -m supplier_portal.pact_web``."""

import asyncio
import sys
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager, suppress
from dataclasses import dataclass
from pathlib import Path

import uvloop
from fastapi import FastAPI
from joserfc.jwk import KeySet

from supplier_portal.access.service import Gate, ended_sessions
from supplier_portal.audit.linking import keep_linking
from supplier_portal.pact import event_http, http
from supplier_portal.pact.callers import caller_of
from supplier_portal.pact.cursors import cursors
from supplier_portal.pact.host import create_host
from supplier_portal.portal import Portal
from supplier_portal.preparation import prepare
from tierzero.health import Probes, serve_probes
from tierzero.identity import read_signing_key
from tierzero.settings import Settings
from tierzero.store import connect
from tierzero.telemetry import set_up
from tierzero.web import serve_https


@dataclass(frozen=True)
class Keys:
    """The files without which the process does not start."""

    certificate: Path
    certificate_key: Path
    signing: Path
    secrets: Path


def keys_of(settings: Settings) -> Keys:
    """The key files of the settings; ends the process where one is not named or not there."""
    wanted = {
        "TIERZERO_TLS_CERTIFICATE": settings.tls_certificate,
        "TIERZERO_TLS_KEY": settings.tls_key,
        "TIERZERO_SIGNING_KEY": settings.signing_key,
        "TIERZERO_SECRETS_KEY": settings.secrets_key,
    }
    for name, path in wanted.items():
        if path is None or not path.is_file():
            sys.exit(f"{name} must name a file: partners are served over HTTPS only ({path})")
    return Keys(*(path for path in wanted.values() if path))


def wire(settings: Settings, keys: Keys, ready: asyncio.Event) -> FastAPI:
    """Settings → store → use cases → routes; says when the store was found."""
    portal = Portal(connect(settings), settings)
    key = read_signing_key(keys.signing)
    caller = caller_of(portal, KeySet([key]), ended_sessions(portal))
    links = cursors(keys.secrets.read_bytes().split()[0])

    @asynccontextmanager
    async def lifespan(_app: FastAPI) -> AsyncIterator[None]:
        await portal.store.begin()
        await prepare(portal.database)
        ready.set()
        chaining = asyncio.create_task(keep_linking(portal))
        yield
        chaining.cancel()
        await portal.store.close()

    routers = (http.routes(portal, caller, links), event_http.routes(portal, caller))
    return create_host(Gate(portal, key), routers, lifespan)


async def serve(settings: Settings, keys: Keys) -> None:
    """Answer partners, and probes on the health port, until told to stop."""
    ready = asyncio.Event()
    app = wire(settings, keys, ready)
    probes = await serve_probes(settings, Probes(ready=ready.is_set))
    await serve_https(app, settings, keys.certificate, keys.certificate_key)
    if probes:
        await probes.cleanup()


def main() -> None:
    """Run until told to stop."""
    settings = Settings(service="supplier-portal")
    keys = keys_of(settings)
    set_up(settings, "pact")
    with suppress(KeyboardInterrupt), asyncio.Runner(loop_factory=uvloop.new_event_loop) as runner:
        runner.run(serve(settings, keys))


if __name__ == "__main__":
    main()
