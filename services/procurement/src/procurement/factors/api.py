"""Emission factors for programs: ``/api/v1/factors``."""

from typing import Annotated, Any

from fastapi import APIRouter, Depends, File, Form, Query, UploadFile

from procurement.bodies import one_or_many
from tierzero.identity import Principal, require_scope
from tierzero.web import Paging, paging

from .bulk import read_file, rehearse_file, store_file
from .documents import json_of
from .epa import EpaSet
from .model import EVERYONE, FactorEntry
from .service import Chosen, Factors, FactorSet

Reader = Annotated[Principal, Depends(require_scope("factors:read"))]
Writer = Annotated[Principal, Depends(require_scope("factors:write"))]
Entries = Annotated[list[FactorEntry], one_or_many(FactorEntry)]
Pages = Annotated[Paging, Depends(paging())]
Json = dict[str, Any]


def api(factors: Factors) -> APIRouter:
    """The routes."""
    router = APIRouter(prefix="/api/v1/factors", tags=["factors"])

    @router.get("")
    async def list_factors(
        caller: Reader,
        paging: Pages,
        factor_set: str = "",
        version: str = "",
        classification: Annotated[str, Query(description="Just this class.")] = "",
        q: Annotated[str, Query(description="Beginnings of parts of class and name.")] = "",
    ) -> Json:
        """Factors you may use, by set, version and class: those for everybody, and your own."""
        chosen = Chosen(factor_set, version, classification, q)
        found = await factors.turned(caller.scope, chosen, paging.turn, paging.limit)
        total = await factors.count(caller.scope, chosen)
        shown = [json_of(one) for one in found.items]
        return paging.answer(found, {"total": total.exact, "factors": shown})

    @router.get("/sets")
    async def list_sets(caller: Reader, paging: Pages) -> Json:
        """The sets you may use by name, each version by itself."""
        found = await factors.sets(caller.scope, paging.turn, paging.limit)
        total = await factors.count_sets(caller.scope)
        shown = [set_json(one) for one in found.items]
        return paging.answer(found, {"total": total.exact, "sets": shown})

    @router.post("", status_code=201)
    async def publish_factors(caller: Writer, entries: Entries) -> Json:
        """Publish factors: of an administrator for everybody, of a buyer for itself."""
        outcome = await factors.publish(caller.scope, entries)
        return {"published": outcome.published, "unchanged": outcome.unchanged}

    @router.post("/bulk")
    async def publish_file(
        caller: Writer,
        file: Annotated[UploadFile, File(description="CSV or XLSX; the EPA's CSV as published.")],
        factor_set: Annotated[str, Form(description="Name for the EPA's set.")] = "",
        version: Annotated[str, Form(description="Edition of the EPA's set.")] = "",
        dry_run: bool = False,
    ) -> Json:
        """Publish a file, all or none; a dry run only says what would happen."""
        edition = edition_of(factor_set, version)
        read = await read_file(factors, caller.scope, file.file, edition)
        act = rehearse_file if dry_run else store_file
        outcome = await act(factors, caller.scope, read)
        counts = {"published": outcome.published, "unchanged": outcome.unchanged}
        return {"dry_run": dry_run, "rows": len(read.sheet.rows), **counts}

    return router


def edition_of(factor_set: str, version: str) -> EpaSet:
    """The EPA's edition as named by the caller, or the one the platform knows best."""
    given: Json = {"factor_set": factor_set, "version": version}
    return EpaSet(**{name: value for name, value in given.items() if value})


def set_json(one: FactorSet) -> Json:
    """A set for programs."""
    return {
        "factor_set": one.name,
        "version": one.version,
        "own": one.owner != EVERYONE,
        "factors": one.count,
        "gwp_sets": list(one.gwp_sets),
        "kinds": [kind.value for kind in one.kinds],
        "source": one.source,
        "licence": one.licence,
    }
