"""The portal's web process: ``python -m supplier_portal.web``."""

import asyncio
import sys
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

from fastapi import APIRouter, FastAPI

from supplier_portal.access import account, joining, oauth, oidc, signing_in
from supplier_portal.access.service import Gate, ended_sessions
from supplier_portal.assessments import http as assessments_api
from supplier_portal.assessments.preview import Verdicts
from supplier_portal.audit import http as history_api
from supplier_portal.audit import screens as history
from supplier_portal.audit.linking import keep_linking
from supplier_portal.audit.sealing import keep_sealing
from supplier_portal.bills_of_materials import file_http as part_files_api
from supplier_portal.bills_of_materials import file_screens as part_files
from supplier_portal.bills_of_materials import http as bills_of_materials_api
from supplier_portal.bills_of_materials import screens as bills_of_materials
from supplier_portal.bills_of_materials.file_columns import part_columns
from supplier_portal.bills_of_materials.file_intake import PartsIntake
from supplier_portal.bulk import http as bulk_api
from supplier_portal.bulk import screens as bulk
from supplier_portal.bulk.approval import kind_of
from supplier_portal.bulk.columns import columns_of
from supplier_portal.bulk.service import Intake
from supplier_portal.calculations import http as calculations_api
from supplier_portal.calculations import result_screens as calculation_results
from supplier_portal.calculations import screens as calculations
from supplier_portal.dashboard import screens as dashboard
from supplier_portal.dashboard.sources import every as cards_of
from supplier_portal.drafts import http as drafts_api
from supplier_portal.drafts import screens as drafts
from supplier_portal.evidence import http as evidence_api
from supplier_portal.evidence import screens as evidence
from supplier_portal.evidence import viewing as shared_evidence
from supplier_portal.footprints import editor
from supplier_portal.footprints import http as footprints_api
from supplier_portal.footprints import screens as footprints
from supplier_portal.footprints.drafting import DRAFTS as FOOTPRINT_DRAFTS
from supplier_portal.initiatives import http as initiatives_api
from supplier_portal.initiatives import screens as initiatives
from supplier_portal.menu import NAVIGATION
from supplier_portal.organizations import http as organizations_api
from supplier_portal.organizations import own_http as own_organization_api
from supplier_portal.organizations import screens as own_organization
from supplier_portal.own_emissions import http as own_emissions_api
from supplier_portal.own_emissions import screens as own_emissions
from supplier_portal.partners import http as partners_api
from supplier_portal.partners import screens as partners
from supplier_portal.people import client_screens as api_clients
from supplier_portal.people import http as people_api
from supplier_portal.people import screens as people
from supplier_portal.portal import Portal
from supplier_portal.preparation import prepare
from supplier_portal.products import http as products_api
from supplier_portal.products import screens as products
from supplier_portal.reference_factors import http as reference_factors
from supplier_portal.requests import http as requests_api
from supplier_portal.requests import part_number_screens as part_numbers
from supplier_portal.requests import screens as requests
from supplier_portal.sharing import http as sharing_api
from supplier_portal.sharing import screens as sharing
from supplier_portal.sharing import viewer_screens as viewed
from supplier_portal.subjects import evidence_desk
from supplier_portal.verification import http as verification_api
from supplier_portal.verification import screens as verification
from tierzero.i18n import Catalogs, _, load_catalogs
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
    catalogs = load_catalogs("tierzero", "supplier_portal")
    ended = ended_sessions(portal)
    gate = Gate(portal, read_signing_key(settings.signing_key), ended)

    @asynccontextmanager
    async def lifespan(_app: FastAPI) -> AsyncIterator[None]:
        await portal.store.begin()
        await prepare(portal.database)
        behind = [asyncio.create_task(keep(portal)) for keep in (keep_linking, keep_sealing)]
        yield
        for task in behind:
            task.cancel()
        await verdicts.close()
        await portal.store.close()

    return create_app(
        settings,
        title=_("Supplier portal"),
        package="supplier_portal",
        routers=_routers(portal, gate, verdicts, catalogs),
        navigation=NAVIGATION,
        checks={"store": portal.store.ping},
        lifespan=lifespan,
        ended=ended,
    )


def _routers(
    portal: Portal, gate: Gate, verdicts: Verdicts, catalogs: Catalogs
) -> tuple[APIRouter, ...]:
    intake = Intake(portal, columns_of(catalogs))
    desk = evidence_desk(portal)
    parts_intake = PartsIntake(portal, part_columns(catalogs))
    kinds = {"footprint": FOOTPRINT_DRAFTS, "upload": kind_of(intake)}
    # Routes with fixed names go before those that take an id in the same place.
    return (
        signing_in.routes(gate),
        joining.routes(gate),
        oidc.routes(gate),
        account.routes(gate),
        oauth.routes(gate),
        organizations_api.api(portal),
        own_organization_api.api(portal),
        people_api.api(portal),
        people_api.clients_api(portal),
        partners_api.api(portal),
        bills_of_materials_api.api(portal),
        part_files_api.api(parts_intake),
        products_api.api(portal),
        sharing_api.api(portal),
        own_emissions_api.api(portal),
        own_emissions_api.grid_factors_api(),
        initiatives_api.api(portal),
        evidence_api.api(desk),
        verification_api.api(portal),
        assessments_api.api(portal, verdicts),
        bulk_api.api(intake),
        reference_factors.api(portal),
        calculations_api.api(portal),
        footprints_api.api(portal),
        requests_api.api(portal),
        drafts_api.api(portal, kinds),
        drafts.routes(portal, kinds),
        dashboard.routes(portal, cards_of(portal)),
        products.routes(portal),
        sharing.routes(portal),
        viewed.routes(portal),
        bills_of_materials.routes(portal),
        part_files.routes(parts_intake),
        editor.routes(editor.Editor(portal, verdicts)),
        footprints.routes(portal),
        part_numbers.routes(portal),
        requests.routes(portal),
        own_emissions.routes(portal),
        reference_factors.routes(portal),
        calculation_results.routes(portal),
        calculations.routes(portal),
        bulk.routes(intake),
        initiatives.routes(portal),
        own_organization.routes(portal),
        people.routes(portal),
        partners.routes(portal),
        api_clients.routes(portal),
        evidence.routes(desk),
        shared_evidence.routes(desk),
        verification.routes(portal),
        history.routes(portal),
        history_api.api(portal),
    )


def main() -> None:
    """Run until told to stop."""
    settings = Settings(service="supplier-portal")
    set_up(settings, "web")
    run_http(wire(settings), settings)


if __name__ == "__main__":
    main()
