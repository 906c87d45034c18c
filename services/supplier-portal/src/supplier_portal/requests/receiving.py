"""A question arrives: it is answered at once where a footprint fits, else it waits for a person."""

from dataclasses import replace

from pymongo.errors import PyMongoError

from supplier_portal.footprints import service as footprints
from supplier_portal.portal import Portal
from tierzero.store import Session, is_duplicate
from tierzero.tenancy import Scope, scope_of_worker

from . import repository, states
from .finding import candidates, products_named
from .matching import answer_of
from .model import FootprintRequest, IncomingRequest, ReasonCode, Receipt, State, WhenUnknown
from .storing import Change, store

WORKER = "supplier-portal.requests"


async def receive(portal: Portal, incoming: IncomingRequest) -> Receipt:
    """Take in a version of a question, by whatever way it came; any order, any repetition.

    Durable when it returns. The receipt says where the request stands now.
    """
    scope = scope_of_worker(incoming.supplier_id, WORKER)
    try:
        return await _received(portal, scope, incoming)
    except PyMongoError as error:
        if not is_duplicate(error):
            raise
        # The same question came twice at once: the other one is there now.
        return await _received(portal, scope, incoming)


async def _received(portal: Portal, scope: Scope, incoming: IncomingRequest) -> Receipt:
    proposal = FootprintRequest(incoming, received_at=portal.clock())
    found = await automatic_answer(portal, scope, proposal)
    unknown = not found and await _is_unknown(portal, scope, proposal)

    async def write(session: Session) -> Receipt:
        before = await repository.find(portal.database, scope, incoming.id, session)
        after = states.asked(before, incoming, portal.clock())
        if after is before:
            return Receipt(after, False)
        after = await _settled(portal, scope, session, after, found, unknown)
        await store(portal, scope, session, Change(before, after))
        return Receipt(after, before is None)

    return await portal.store.in_transaction(write)


async def automatic_answer(
    portal: Portal, scope: Scope, request: FootprintRequest
) -> tuple[str, ...]:
    """Ids of the footprints that answer a request by themselves."""
    found, shared = await candidates(portal, scope, request)
    visible = [one for one in found if one.product_id in shared]
    return answer_of(visible, request.question.wanted, portal.clock())


async def still_in_force(
    portal: Portal, scope: Scope, session: Session, identities: tuple[str, ...]
) -> bool:
    """Whether footprints that were found before the transaction are all still in force."""
    held = await footprints.find_many(portal.database, scope, identities, session)
    in_force = {one.id for one in held if one.status.value == "Active"}
    return in_force.issuperset(identities)


async def _settled(
    portal: Portal,
    scope: Scope,
    session: Session,
    request: FootprintRequest,
    found: tuple[str, ...],
    unknown: bool,
) -> FootprintRequest:
    now = portal.clock()
    if not request.is_open:
        return request
    if found and await still_in_force(portal, scope, session, found):
        return replace(states.answered(request, found, now, WORKER), automatic=True)
    if unknown and request.state is State.RECEIVED:
        code = ReasonCode.UNKNOWN_PRODUCT.value
        return replace(states.declined(request, code, "", now, WORKER), automatic=True)
    return states.queued(request, now, WORKER)


async def _is_unknown(portal: Portal, scope: Scope, request: FootprintRequest) -> bool:
    question = request.question
    if question.when_unknown is WhenUnknown.QUEUE or not question.wanted.product_ids:
        return False
    return not await products_named(portal, scope, request)
