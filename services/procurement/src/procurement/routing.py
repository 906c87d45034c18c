"""Every route of the web process."""

from collections.abc import Sequence

from fastapi import APIRouter

from procurement.activities import api as activities_api
from procurement.activities import http as activities_http
from procurement.activities.upload import upload_of as purchases_upload
from procurement.assessments import http as assessments_http
from procurement.catalogue import api as catalogue_api
from procurement.catalogue import http as catalogue_http
from procurement.comparison import api as comparison_api
from procurement.comparison import http as comparison_http
from procurement.comparison.service import History
from procurement.dashboard import http as dashboard_http
from procurement.factors import api as factors_api
from procurement.factors import http as factors_http
from procurement.factors.upload import upload_of as factors_upload
from procurement.inventories import api as inventories_api
from procurement.inventories import http as inventories_http
from procurement.inventories.files import downloads as inventory_files
from procurement.inventories.service import Inventories
from procurement.inventory_policy import api as inventory_policy_api
from procurement.inventory_policy import http as inventory_policy_http
from procurement.limits import api as limits_api
from procurement.limits import http as limits_http
from procurement.notices import http as notices_http
from procurement.operations import api as operations_api
from procurement.operations import http as operations_http
from procurement.operations.upload import uploads_of as operations_uploads
from procurement.quotes import api as quotes_api
from procurement.quotes import http as quotes_http
from procurement.quotes.upload import upload_of as quotes_upload
from procurement.requests import api as requests_api
from procurement.requests import http as requests_http
from procurement.requests import part_number_http
from procurement.requests.missing import Missing
from procurement.uploads import http as uploads_http
from procurement.wiring import Procurement
from tierzero.settings import Settings


def routers(settings: Settings, slices: Procurement) -> Sequence[APIRouter]:
    """Routes for programs and for people."""
    history = History(settings.footprint_grpc)
    return (
        *_for_programs(slices),
        comparison_api.api(history),
        *_uploads(slices),
        *_inventories(Inventories(settings, slices.catalogue)),
        *_for_people(settings, slices),
        comparison_http.pages(history, slices.catalogue),
    )


def _inventories(inventories: Inventories) -> Sequence[APIRouter]:
    # Files before the pages, which would take "lines.csv" for something else.
    return (
        inventories_api.api(inventories),
        inventory_files(inventories),
        inventories_http.pages(inventories),
    )


def _for_programs(slices: Procurement) -> Sequence[APIRouter]:
    return (
        catalogue_api.api(slices.catalogue),
        limits_api.api(slices.limits),
        assessments_http.api(slices.assessments),
        activities_api.api(slices.activities),
        operations_api.api(slices.operations),
        factors_api.api(slices.factors),
        quotes_api.api(slices.exchange_rates),
        quotes_api.api(slices.price_indices),
        inventory_policy_api.api(slices.inventory_policies),
        notices_http.api(slices.notices),
        requests_api.api(slices.requests, missing_of(slices)),
    )


def missing_of(slices: Procurement) -> Missing:
    """What a buyer may ask for, found among its purchases and limits."""
    return Missing(slices.requests, slices.coverages)


def _uploads(slices: Procurement) -> Sequence[APIRouter]:
    # Before the pages below the same addresses, which would take "upload" for an id.
    uploads = (
        purchases_upload(slices.activities),
        factors_upload(slices.factors),
        quotes_upload(slices.exchange_rates),
        quotes_upload(slices.price_indices),
        *operations_uploads(slices.operations),
    )
    database, clock = slices.store.database, slices.activities.clock
    return [uploads_http.pages(upload, database, clock) for upload in uploads]


def _for_people(settings: Settings, slices: Procurement) -> Sequence[APIRouter]:
    return (
        dashboard_http.pages(settings, slices),
        limits_http.pages(slices.limits, slices.catalogue),
        assessments_http.pages(slices.assessments, slices.catalogue),
        activities_http.pages(slices.activities, slices.catalogue),
        operations_http.pages(slices.operations),
        catalogue_http.pages(slices.catalogue, slices.assessments.totals),
        factors_http.pages(slices.factors, slices.exchange_rates, slices.price_indices),
        quotes_http.pages(slices.exchange_rates),
        quotes_http.pages(slices.price_indices),
        inventory_policy_http.pages(slices.inventory_policies),
        requests_http.pages(slices.requests, missing_of(slices)),
        part_number_http.pages(slices.requests),
        notices_http.pages(slices.notices, slices.catalogue),
    )
