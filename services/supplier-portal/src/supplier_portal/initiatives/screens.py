"""Pages: initiatives and their form."""

from decimal import Decimal
from typing import Any

from fastapi import APIRouter, Depends, Query, Request
from starlette.responses import Response

from carbon.initiatives import (
    INITIATIVE_TYPES,
    TRANSITIONS,
    InitiativeState,
    InitiativeType,
    achieved_reduction,
)
from supplier_portal.evidence import service as evidence
from supplier_portal.evidence.service import SubjectKind
from supplier_portal.menu import SUPPLIERS
from supplier_portal.organizations import service as organizations
from supplier_portal.portal import Portal
from supplier_portal.products import service as products
from supplier_portal.verification.cards import card_of
from tierzero.i18n import Text, _, current_language, literal
from tierzero.identity import Principal, require_role, require_scope
from tierzero.lists import Turn
from tierzero.problems import Problem
from tierzero.web import Submission, Turning, page, read_form, redirect

from . import service
from .model import Initiative, InitiativeInput, content_of
from .overlaps import overlaps
from .partners import Decision
from .texts import DIRECTIONS, SHARE_STATES, STATES
from .views import offer_view

KINDS = {
    InitiativeState.MEASURED: "good",
    InitiativeState.VERIFIED: "good",
    InitiativeState.RUNNING: "info",
    InitiativeState.REVERSED: "bad",
}
_PRODUCTS_SHOWN = 200
_SIZE = 50
_BESIDE = 10
"""So many joint initiatives of others stand above one's own; all of them have their own page."""

_readers = require_role(*SUPPLIERS, "buyer")
_may_write = require_scope("initiatives:write")


def routes(portal: Portal) -> APIRouter:
    """Pages under ``/initiatives``."""
    router = APIRouter(prefix="/initiatives", include_in_schema=False)

    @router.get("")
    async def every(
        request: Request,
        q: str = Query("", max_length=200),
        turning: Turning = Depends(),
        caller: Principal = Depends(_readers),
    ) -> Response:
        found = await service.turned(portal, caller.scope, q, turning.turn, _SIZE)
        values = {
            "initiatives": found.items,
            "pages": found,
            "total": await service.count(portal, caller.scope, q),
            "words": q,
            "achieved": achieved,
            "overlaps": await overlaps(portal, caller.scope, found.items),
            "offers": await service.offered(portal, caller.scope, Turn(), _BESIDE),
            "mine": caller.organization_id,
            **_names(),
        }
        return page(request, "initiatives/list.html", values)

    @router.get("/joint")
    async def offers(
        request: Request, turning: Turning = Depends(), caller: Principal = Depends(_readers)
    ) -> Response:
        found = await service.offered(portal, caller.scope, turning.turn, _SIZE)
        values = {"offers": found, "mine": caller.organization_id, **_names()}
        return page(request, "initiatives/joint.html", values)

    @router.get("/new")
    async def blank(request: Request, caller: Principal = Depends(_may_write)) -> Response:
        return await _form(portal, request, caller, Submission.blank(), None)

    @router.post("/new")
    async def add(request: Request, caller: Principal = Depends(_may_write)) -> Response:
        return await _save(portal, request, caller, None)

    @router.get("/joint/{identity}")
    async def offer(
        request: Request, identity: str, caller: Principal = Depends(_readers)
    ) -> Response:
        offered = await service.offered_one(portal, caller.scope, identity)
        return page(request, "initiatives/offer.html", await _offer(portal, caller, offered))

    @router.post("/joint/{identity}")
    async def decide(
        request: Request, identity: str, caller: Principal = Depends(_may_write)
    ) -> Response:
        form = await read_form(request, Decision)
        if form.model is None:
            raise Problem(422, "invalid-input", _("Look at the offer again."), errors=form.errors)
        await service.decide(portal, caller.scope, identity, form.model)
        return redirect(request, "/initiatives", flash=_("Your answer is with the others."))

    @router.get("/{identity}")
    async def edit(
        request: Request, identity: str, caller: Principal = Depends(_readers)
    ) -> Response:
        initiative = await service.get(portal, caller.scope, identity)
        return await _form(portal, request, caller, _filled(initiative), initiative)

    @router.post("/{identity}")
    async def change(
        request: Request, identity: str, caller: Principal = Depends(_may_write)
    ) -> Response:
        initiative = await service.get(portal, caller.scope, identity)
        return await _save(portal, request, caller, initiative)

    return router


def achieved(initiative: Initiative) -> Decimal:
    """What counts as achieved, tCO2e."""
    stated = initiative.stated
    measured = (one.reduction for one in stated.measured_reductions)
    return achieved_reduction(stated.type, stated.state, measured)


def type_name(kind: InitiativeType) -> Text:
    """Name of a type in the caller's language, with its code."""
    name = kind.chinese if current_language().startswith("zh") else kind.english
    return literal(f"{name} ({kind.code})")


def _names() -> dict[str, Any]:
    types = {kind.code: type_name(kind) for kind in INITIATIVE_TYPES}
    names = {"types": types, "directions": DIRECTIONS, "states": STATES, "kinds": KINDS}
    return {**names, "share_states": SHARE_STATES}


def _filled(initiative: Initiative) -> Submission[Any]:
    values = content_of(initiative.stated)
    for place, measured in enumerate(values.pop("measured_reductions")):
        values |= {f"measured_reductions[{place}].{name}": one for name, one in measured.items()}
    for place, share in enumerate(values.pop("shares")):
        values |= {f"shares[{place}].{name}": one for name, one in share.items()}
    return Submission.of(values)


async def _offer(portal: Portal, caller: Principal, offered: Initiative) -> dict[str, Any]:
    named = [offered.supplier_id, *(one.organization_id for one in offered.stated.shares)]
    language = current_language()
    return {
        **_names(),
        "offer": offer_view(offered, caller.organization_id),
        "names": await organizations.names(portal, caller.user_id, named, language),
    }


async def _save(
    portal: Portal, request: Request, caller: Principal, initiative: Initiative | None
) -> Response:
    submission = await read_form(request, InitiativeInput)
    if submission.model is None:
        return await _form(portal, request, caller, submission, initiative)
    try:
        if initiative:
            await service.change(portal, caller.scope, initiative.id, submission.model)
        else:
            await service.add(portal, caller.scope, submission.model)
    except Problem as problem:
        if not problem.errors:
            raise
        refused = submission.with_errors(problem.errors)
        return await _form(portal, request, caller, refused, initiative)
    return redirect(request, "/initiatives", flash=_("The initiative is saved and published."))


async def _form(
    portal: Portal,
    request: Request,
    caller: Principal,
    form: Submission[Any],
    initiative: Initiative | None,
) -> Response:
    owner = await organizations.get(portal, caller.user_id, caller.organization_id)
    customers = await organizations.names(
        portal, caller.user_id, owner.customer_ids, current_language()
    )
    chosen = initiative.stated.product_ids if initiative else []
    own = {one.id: one for one in await products.first(portal, caller.scope, _PRODUCTS_SHOWN)}
    own |= await products.by_ids(portal, caller.scope, chosen)
    own |= {one.id: one for _owner, one in await products.shared_products(portal, caller.scope)}
    rows = len(initiative.stated.measured_reductions) if initiative else 0
    shares = len(initiative.stated.shares) if initiative else 0
    everybody = await organizations.every(portal, caller.user_id)
    values = {
        **_names(),
        "form": form,
        "initiative": initiative,
        "reachable": _reachable(initiative),
        "customers": sorted(customers.items(), key=lambda pair: pair[1]),
        "products": [(one.id, one.name) for one in own.values()],
        "measurement_rows": rows + 2,
        "share_rows": shares + 2,
        "organizations": [(one.id, one.name_in(current_language())) for one in everybody],
        **(await _proofs(portal, caller, initiative) if initiative else {}),
        "direction_options": [(one.value, name) for one, name in DIRECTIONS.items()],
    }
    return page(request, "initiatives/edit.html", values, status=422 if form.errors else 200)


async def _proofs(portal: Portal, caller: Principal, initiative: Initiative) -> dict[str, Any]:
    kind, scope = SubjectKind.INITIATIVE, caller.scope
    return {
        "evidence": await evidence.attached(portal, scope, kind, [initiative.id]),
        "verification": await card_of(portal, scope, kind, initiative.id),
    }


def _reachable(initiative: Initiative | None) -> list[tuple[str, Text]]:
    present = initiative.stated.state if initiative else None
    states = {present, *TRANSITIONS[present]} if present else set(InitiativeState)
    if present is not InitiativeState.VERIFIED:
        states.discard(InitiativeState.VERIFIED)
    return [(state.value, name) for state, name in STATES.items() if state in states]
