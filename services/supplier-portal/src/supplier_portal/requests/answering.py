"""What a supplier does with a request: promise a day, answer with footprints, decline."""

from collections.abc import Awaitable, Callable, Sequence
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta

from supplier_portal.footprints import service as footprints
from supplier_portal.footprints.service import IssuedFootprint
from supplier_portal.organizations import service as organizations
from supplier_portal.portal import Portal
from supplier_portal.products import service as products
from supplier_portal.products.service import Product
from tierzero.i18n import _
from tierzero.problems import FieldProblem, Problem, conflict, invalid, not_found
from tierzero.store import Session
from tierzero.tenancy import Scope

from . import repository, states
from .mapping import learnt_from
from .matching import MOST_ANSWERED
from .model import FootprintRequest, ReasonCode
from .sharing_step import shared_also_with
from .storing import Change, store

LONGEST_PROMISE = timedelta(days=366)
_Decide = Callable[[FootprintRequest, Session], Awaitable[Change]]


@dataclass(frozen=True)
class Answer:
    """Footprints that answer; ``share`` confirms that the asker is shown what it is not yet."""

    footprint_ids: tuple[str, ...]
    share: bool = False


async def accept(
    portal: Portal, scope: Scope, identity: str, until: date, comment: str = ""
) -> FootprintRequest:
    """Promise an answer by a day, that day included (UTC)."""
    now = portal.clock()
    moment = datetime.combine(until, time(), now.tzinfo) + timedelta(days=1)
    if not now < moment <= now + LONGEST_PROMISE:
        text = _("Promise a day from today on, within a year.")
        raise invalid([FieldProblem("until", "day-out-of-range", text)])

    async def decide(request: FootprintRequest, _session: Session) -> Change:
        return Change(request, states.accepted(request, moment, now, scope.actor, comment))

    return await _decided(portal, scope, identity, decide)


async def decline(
    portal: Portal, scope: Scope, identity: str, code: ReasonCode, reason: str
) -> FootprintRequest:
    """The follow-up: there will be no footprint; “other” needs words."""
    if code is ReasonCode.OTHER and not reason:
        text = _("Say in a few words why you decline.")
        raise invalid([FieldProblem("reason", "reason-missing", text)])

    async def decide(request: FootprintRequest, _session: Session) -> Change:
        now = portal.clock()
        return Change(request, states.declined(request, code.value, reason, now, scope.actor))

    return await _decided(portal, scope, identity, decide)


async def answer(portal: Portal, scope: Scope, identity: str, given: Answer) -> FootprintRequest:
    """The follow-up: footprints. Problem 409 ``not-shared`` where the asker may not see one."""

    async def decide(request: FootprintRequest, session: Session) -> Change:
        chosen = await _usable(portal, scope, given.footprint_ids, session)
        about = await products.by_ids(portal, scope, [one.product_id for one in chosen], session)
        await _share(portal, scope, session, request, list(about.values()), given.share)
        ids = [one.id for one in chosen]
        after = states.answered(request, ids, portal.clock(), scope.actor)
        learnt = await learnt_from(portal, scope, session, request, list(about))
        return Change(request, after, part_numbers=learnt)

    return await _decided(portal, scope, identity, decide)


async def _decided(
    portal: Portal, scope: Scope, identity: str, decide: _Decide
) -> FootprintRequest:
    async def write(session: Session) -> FootprintRequest:
        request = await repository.find(portal.database, scope, identity, session)
        if request is None:
            raise not_found(_("There is no such request."), "unknown-request")
        try:
            change = await decide(request, session)
        except states.NotPossible as error:
            raise closed(error) from error
        await store(portal, scope, session, change)
        return change.after

    return await portal.store.in_transaction(write)


async def _usable(
    portal: Portal, scope: Scope, identities: Sequence[str], session: Session
) -> list[IssuedFootprint]:
    wanted = list(dict.fromkeys(identities))
    if not 1 <= len(wanted) <= MOST_ANSWERED:
        text = _("Choose from 1 to {most} footprints.", most=MOST_ANSWERED)
        raise invalid([FieldProblem("footprint_ids", "number-of-footprints", text)])
    found = await footprints.find_many(portal.database, scope, wanted, session)
    held = {one.id: one for one in found}
    now = portal.clock()
    for place, identity in enumerate(wanted):
        one = held.get(identity)
        if one is None or one.status.value != "Active" or one.is_expired(now):
            text = _("{id} is none of your footprints in force.", id=identity[:80])
            raise invalid([FieldProblem(f"footprint_ids[{place}]", "not-in-force", text)])
    return [held[identity] for identity in wanted]


async def _share(
    portal: Portal,
    scope: Scope,
    session: Session,
    request: FootprintRequest,
    about: Sequence[Product],
    confirmed: bool,
) -> None:
    owner = await organizations.get(portal, scope.actor, scope.organization_id)
    pairs = [(one, shared_also_with(one, owner, request.asker_id)) for one in about]
    changed = [(before, after) for before, after in pairs if before != after]
    if changed and not confirmed:
        names = ", ".join(before.name for before, _after in changed)
        text = _("{products}: not shown to this customer yet. Confirm that it is.", products=names)
        raise conflict("not-shared", text, [FieldProblem("share", "not-shared", text)])
    if changed:
        await products.store(portal, scope, session, [], changed)


def closed(error: states.NotPossible) -> Problem:
    """409: the request has had its follow-up, or was withdrawn."""
    text = _("This request is closed; it can be followed up only once.")
    return conflict("request-closed", text, [FieldProblem("", error.state.value, text)])
