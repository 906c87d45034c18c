"""The factory's own page and JSON, and the button that opens the public page."""

from fastapi import APIRouter, Depends, Form, Request
from pydantic import BaseModel
from starlette.responses import Response

from aggregator.inventories.service import inventories_of
from aggregator.organizations.service import names_of
from aggregator.overview.charts import suppliers_chart
from aggregator.overview.model import YearDetail, details_of
from aggregator.publication import service as publication
from aggregator.publication.presentation import HELPERS, presented
from aggregator.publication.view import ProgressView
from carbon.scope3.category_names import category_names
from tierzero.i18n import _, current_language
from tierzero.identity import Clock, Principal, require_scope
from tierzero.store import Database
from tierzero.web import page, redirect

_inventory_reader = require_scope("inventories:read")
_target_writer = require_scope("targets:write")


class Overview(BaseModel):
    """All figures of the caller's factory, nothing suppressed."""

    published: bool
    progress: ProgressView | None
    years: tuple[YearDetail, ...]


def overview_routes(database: Database, clock: Clock) -> APIRouter:
    """``/overview`` and ``/api/v1/overview``: for the factory's own people only."""
    router = APIRouter(tags=["overview"])

    async def overview_of(buyer: Principal) -> Overview:
        decision = await publication.publication_of(database, buyer.scope)
        inventories = await inventories_of(database, buyer.scope)
        return Overview(
            published=decision.published,
            progress=await publication.own_view(database, buyer.scope, clock()),
            years=details_of(inventories),
        )

    @router.get("/api/v1/overview", summary="All figures of the caller's factory")
    async def read(buyer: Principal = Depends(_inventory_reader)) -> Overview:
        return await overview_of(buyer)

    @router.get("/overview", include_in_schema=False)
    async def show(request: Request, buyer: Principal = Depends(_inventory_reader)) -> Response:
        overview = await overview_of(buyer)
        suppliers = {part.key for year in overview.years for part in year.suppliers}
        names = await names_of(database, suppliers)
        values = {
            "overview": overview,
            "shown": presented(overview.progress) if overview.progress else None,
            "names": names,
            "categories": category_names(current_language()),
            "chart": suppliers_chart(overview.years, names),
            **HELPERS,
        }
        return page(request, "overview/overview.html", values)

    @router.post("/overview/publication", include_in_schema=False)
    async def decide(
        request: Request,
        published: bool = Form(),
        buyer: Principal = Depends(_target_writer),
    ) -> Response:
        await publication.publish(database, buyer.scope, published, clock())
        said = _("Everyone can see the page now.") if published else _("The page is closed now.")
        return redirect(request, "/overview", flash=said)

    return router
