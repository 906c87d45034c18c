"""Requests for footprints as other slices and the edges use them."""

from collections.abc import Mapping
from dataclasses import replace

from supplier_portal.portal import Portal
from tierzero.facts.part_numbers import PartNumber
from tierzero.i18n import _
from tierzero.lists import Count, Stretch, Turn
from tierzero.problems import Problem, not_found
from tierzero.tenancy import Scope, scope_of_worker

from . import answering, mapping, repository
from .answering import Answer, accept, decline
from .documents import keys_of
from .model import (
    FootprintRequest,
    IncomingRequest,
    Origin,
    ReasonCode,
    Receipt,
    State,
    Wanted,
    WhenUnknown,
)
from .receiving import WORKER
from .receiving import receive as take_in
from .rematching import match_keys, settle
from .repository import Criteria
from .shown import shown

__all__ = [
    "Answer",
    "Criteria",
    "FootprintRequest",
    "IncomingRequest",
    "Origin",
    "PartNumber",
    "ReasonCode",
    "Receipt",
    "State",
    "Wanted",
    "WhenUnknown",
    "accept",
    "answer",
    "assign",
    "count",
    "customers",
    "decline",
    "get",
    "open_for",
    "part_numbers",
    "receive",
    "turned",
]


async def receive(portal: Portal, incoming: IncomingRequest) -> Receipt:
    """Take in a version of a question, by whatever way it came; any order, any repetition.

    Durable when it returns. The receipt says where the request stands now: answered at once where
    a footprint fits that is shown to the asker, else queued for the supplier.
    """
    receipt = await take_in(portal, incoming)
    scope = scope_of_worker(incoming.supplier_id, WORKER)
    # A footprint issued meanwhile found no request yet: who comes second looks again.
    if receipt.request.is_open and await settle(portal, scope, receipt.id):
        return replace(receipt, request=await get(portal, scope, receipt.id))
    return receipt


async def answer(portal: Portal, scope: Scope, identity: str, given: Answer) -> FootprintRequest:
    """The follow-up: footprints. What it teaches of a part number may answer further requests."""
    answered = await answering.answer(portal, scope, identity, given)
    await match_keys(portal, scope, keys_of(answered))
    return answered


async def assign(
    portal: Portal, scope: Scope, buyer_id: str, part_number: str, product_id: str
) -> PartNumber:
    """Say which product a customer's part number means; what waits for that is answered."""
    stated = await mapping.state(portal, scope, buyer_id, part_number, product_id)
    await match_keys(portal, scope, [stated.id])
    return stated


async def part_numbers(
    portal: Portal, scope: Scope, turn: Turn, size: int, *, buyer_id: str = "", product_id: str = ""
) -> Stretch[PartNumber]:
    """A page of customers' part numbers that mean a product, by number."""
    return await mapping.turned(portal, scope, turn, size, buyer_id=buyer_id, product_id=product_id)


async def customers(portal: Portal, scope: Scope) -> list[str]:
    """Ids of the organizations that have asked the supplier for anything."""
    return await repository.asker_ids(portal.database, scope)


async def get(portal: Portal, scope: Scope, identity: str) -> FootprintRequest:
    """A request; Problem 404 where the supplier has no such one."""
    found = await repository.find(portal.database, scope, identity)
    if found is None:
        raise no_such_request()
    return found


async def turned(
    portal: Portal, scope: Scope, criteria: Criteria, turn: Turn, size: int
) -> Stretch[FootprintRequest]:
    """A page of requests: the open ones first, the most urgent of them at the top."""
    return await repository.turned(portal.database, scope, criteria, turn, size)


async def count(portal: Portal, scope: Scope, criteria: Criteria) -> Count:
    """How many requests meet the criteria, as far as lists are counted."""
    return await repository.count(portal.database, scope, criteria)


async def open_for(portal: Portal, scope: Scope, limit: int = 8) -> Mapping[str, object]:
    """What an overview shows: how many wait, how many are late, and the most urgent ones."""
    late = Criteria(due_before=portal.clock())
    urgent = await turned(portal, scope, Criteria(state="open"), Turn(), limit)
    return {
        "open_count": await count(portal, scope, Criteria(state="open")),
        "late_count": await count(portal, scope, late),
        "requests": await shown(portal, scope, urgent.items),
    }


def no_such_request() -> Problem:
    """404: nobody has asked the supplier for this."""
    return not_found(_("There is no such request."), "unknown-request")
