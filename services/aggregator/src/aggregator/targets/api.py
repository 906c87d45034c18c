"""``/api/v1/targets``: the caller's targets for programs."""

import re

from fastapi import APIRouter, Depends, Header, Response

from aggregator.targets import service
from aggregator.targets.model import Target, TargetTerms
from aggregator.targets.schemas import TargetBody, TargetList, body_of
from aggregator.targets.service import Targets
from tierzero.i18n import _
from tierzero.identity import Principal, require_scope
from tierzero.problems import Problem

_reader = require_scope("targets:write")
_ETAG = re.compile(r'(?:W/)?"(\d{1,18})"')


def target_routes(targets: Targets) -> APIRouter:
    """Reading, setting, changing and giving up; ``If-Match`` guards against lost changes."""
    router = APIRouter(prefix="/api/v1/targets", tags=["targets"])
    database = targets.store.database

    @router.get("", summary="The factory's targets")
    async def every(buyer: Principal = Depends(_reader)) -> TargetList:
        found = await service.targets_of(database, buyer.scope)
        return TargetList(targets=[body_of(target) for target in found])

    @router.post("", status_code=201, summary="Set a direction's first target")
    async def add(
        terms: TargetTerms, response: Response, buyer: Principal = Depends(_reader)
    ) -> TargetBody:
        target = await service.set_target(targets, buyer.scope, terms)
        response.headers["Location"] = f"/api/v1/targets/{target.id}"
        return _answer(target, response)

    @router.get("/{target_id}", summary="One target")
    async def one(
        target_id: str, response: Response, buyer: Principal = Depends(_reader)
    ) -> TargetBody:
        return _answer(await service.target_of(database, buyer.scope, target_id), response)

    @router.put("/{target_id}", summary="Change a target")
    async def change(
        target_id: str,
        terms: TargetTerms,
        response: Response,
        if_match: str = Header(default=""),
        buyer: Principal = Depends(_reader),
    ) -> TargetBody:
        version = _version(if_match)
        target = await service.change_target(targets, buyer.scope, target_id, terms, version)
        return _answer(target, response)

    @router.delete("/{target_id}", status_code=204, summary="Give a target up")
    async def remove(
        target_id: str, if_match: str = Header(default=""), buyer: Principal = Depends(_reader)
    ) -> None:
        await service.remove_target(targets, buyer.scope, target_id, _version(if_match))

    return router


def _answer(target: Target, response: Response) -> TargetBody:
    response.headers["ETag"] = f'"{target.version}"'
    return body_of(target)


def _version(if_match: str) -> int | None:
    """The version that the caller has read; None where any will do."""
    if if_match in ("", "*"):
        return None
    found = _ETAG.fullmatch(if_match.strip())
    if found is None:
        detail = _("If-Match must be the ETag of the target.")
        raise Problem(400, "malformed-etag", detail)
    return int(found[1])
