"""How figures changed, for programs."""

from enum import StrEnum
from typing import Annotated, Any

from fastapi import APIRouter, Depends, Query, Request

from tierzero.footprint.v1 import history_service_pb2 as contract
from tierzero.identity import Principal, forwarded_metadata, require_scope

from .documents import base_year_json, comparison_json, revisions_json
from .service import History, Years

Reader = Annotated[Principal, Depends(require_scope("inventories:read"))]
Json = dict[str, Any]
Year = Annotated[int, Query(ge=1990, le=2100)]
Category = Annotated[int, Query(ge=1, le=15)]


class Comparability(StrEnum):
    """What to do where the two years were not computed alike."""

    REQUIRED = "required"
    BY_RECALCULATION = "by-recalculation"


_CHOICES = {
    Comparability.REQUIRED: contract.COMPARABILITY_REQUIRED,
    Comparability.BY_RECALCULATION: contract.COMPARABILITY_BY_RECALCULATION,
}


def api(history: History) -> APIRouter:
    """The routes."""
    router = APIRouter(prefix="/api/v1", tags=["inventories over time"])

    @router.get("/comparison")
    async def compare(
        request: Request,
        caller: Reader,
        base_year: Year,
        current_year: Year,
        category: Annotated[int, Query(ge=0, le=15, description="0: all that count.")] = 0,
        comparability: Comparability = Comparability.REQUIRED,
        flows: Annotated[int, Query(ge=1, le=1000)] = 100,
    ) -> Json:
        """Volume, mix, intensity and recalculation effects between two years, in mg CO2e."""
        years = Years(base_year, current_year, category, _CHOICES[comparability], flows)
        return comparison_json(await history.compare(years, forwarded_metadata(request)))

    @router.get("/base-year")
    async def base_year(request: Request, caller: Reader) -> Json:
        """Whether changes since the base year was reported recalculate it, and what it then is."""
        return base_year_json(await history.base_year(forwarded_metadata(request)))

    @router.get("/inventories/{year}/{category}/revisions")
    async def revisions(
        request: Request, caller: Reader, year: int, category: int, page_token: str = ""
    ) -> Json:
        """Every revision of an inventory, the newest first, each with its reason."""
        metadata = forwarded_metadata(request)
        return revisions_json(await history.revisions(category, year, page_token, metadata))

    return router
