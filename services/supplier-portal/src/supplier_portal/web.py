"""The portal's web process: ``python -m supplier_portal.web``."""

import sys
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

from fastapi import APIRouter, FastAPI

from supplier_portal.access import oauth, signing_in
from supplier_portal.access.service import Gate
from supplier_portal.assessments import http as assessments
from supplier_portal.assessments.preview import Verdicts
from supplier_portal.bulk import http as bulk
from supplier_portal.bulk.columns import columns_of
from supplier_portal.bulk.service import Intake
from supplier_portal.footprints import http as footprints
from supplier_portal.initiatives import http as initiatives
from supplier_portal.organizations import http as organizations
from supplier_portal.people import http as people
from supplier_portal.portal import Portal
from supplier_portal.preparation import prepare
from supplier_portal.products import http as products
from tierzero.i18n import _, load_catalogs
from tierzero.identity import read_signing_key
from tierzero.settings import Settings
from tierzero.store import connect
from tierzero.telemetry import set_up
from tierzero.web import create_app, run_http


def wire(settings: Settings) -> FastAPI:
    """Settings → store → use cases → routes."""
    if settings.signing_key is None:
        sys.exit("TIERZERO_SIGNING_KEY must name the Ed25519 key that sessions are signed with")
    portal = Portal(connect(settings), settings)
    verdicts = Verdicts(settings.procurement_grpc)
    gate = Gate(portal, read_signing_key(settings.signing_key))

    @asynccontextmanager
    async def lifespan(_app: FastAPI) -> AsyncIterator[None]:
        await prepare(portal.database)
        yield
        await verdicts.close()
        await portal.store.close()

    return create_app(
        settings,
        title=_("Supplier portal"),
        package="supplier_portal",
        routers=_routers(portal, gate, verdicts),
        checks={"store": portal.store.ping},
        lifespan=lifespan,
    )


def _routers(portal: Portal, gate: Gate, verdicts: Verdicts) -> tuple[APIRouter, ...]:
    return (
        signing_in.routes(gate),
        oauth.routes(gate),
        organizations.api(portal),
        people.api(portal),
        products.api(portal),
        initiatives.api(portal),
        assessments.api(portal, verdicts),
        bulk.api(Intake(portal, columns_of(load_catalogs("tierzero", "supplier_portal")))),
        footprints.api(portal),
    )


def main() -> None:
    """Run until told to stop."""
    settings = Settings(service="supplier-portal")
    set_up(settings, "web")
    run_http(wire(settings), settings)


if __name__ == "__main__":
    main()
