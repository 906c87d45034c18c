"""Stating, correcting and learning what customers' part numbers mean."""

from collections.abc import Iterable, Mapping, Sequence

from supplier_portal.audit import service as audit
from supplier_portal.organizations import service as organizations
from supplier_portal.portal import Portal
from supplier_portal.products import service as products
from tierzero import outbox
from tierzero.facts.part_numbers import PartNumber, Speaker, holding, mapping_id
from tierzero.i18n import _
from tierzero.lists import Stretch, Turn
from tierzero.problems import FieldProblem, invalid
from tierzero.store import Session
from tierzero.tenancy import Scope
from tierzero.topics import FOOTPRINT_REQUEST_STATES

from . import part_number_repository as repository
from .contract import envelope_of
from .matching import part_numbers_of
from .model import FootprintRequest
from .storing import mapping_change


async def state(
    portal: Portal, scope: Scope, buyer_id: str, part_number: str, product_id: str
) -> PartNumber:
    """Say which product a customer's part number means; an empty product takes it back."""
    await _refuse_unknown(portal, scope, buyer_id, product_id)

    async def write(session: Session) -> PartNumber:
        known = await _known(portal, scope, session, [(buyer_id, part_number)])
        before = next(iter(known.values()), None)
        if (before.product_id if before else "") == product_id:
            return before or _next(portal, scope, before, buyer_id, part_number, product_id)
        statement = _next(portal, scope, before, buyer_id, part_number, product_id)
        await repository.keep(portal.database, scope, [statement], session)
        await audit.record(portal, scope, session, mapping_change(statement))
        envelope = envelope_of(part_numbers=[statement])
        await outbox.append_envelope(
            session, portal.database, FOOTPRINT_REQUEST_STATES, scope.organization_id, envelope
        )
        return statement

    return await portal.store.in_transaction(write)


async def learn(portal: Portal, scope: Scope, stated: Iterable[PartNumber]) -> list[PartNumber]:
    """Keep what buyers say where it prevails over what is known; returns what is new."""
    held = holding(stated)

    async def write(session: Session) -> list[PartNumber]:
        known = await repository.by_ids(portal.database, scope, held, session)
        new = [one for one in held.values() if one.prevails_over(known.get(one.id))]
        await repository.keep(portal.database, scope, new, session)
        await audit.record(portal, scope, session, *map(mapping_change, new))
        return new

    return await portal.store.in_transaction(write)


async def learnt_from(
    portal: Portal,
    scope: Scope,
    session: Session,
    request: FootprintRequest,
    product_ids: Sequence[str],
) -> list[PartNumber]:
    """What an answer says of the part number asked for: one number, one product."""
    numbers = part_numbers_of(request.question.wanted)
    if len(numbers) != 1 or len(product_ids) != 1:
        return []
    known = await _known(portal, scope, session, [(request.asker_id, numbers[0])])
    before = next(iter(known.values()), None)
    if before and before.product_id == product_ids[0]:
        return []
    return [_next(portal, scope, before, request.asker_id, numbers[0], product_ids[0])]


async def turned(
    portal: Portal, scope: Scope, turn: Turn, size: int, *, buyer_id: str = "", product_id: str = ""
) -> Stretch[PartNumber]:
    """A page of the part numbers that mean a product, by number."""
    chosen = {"buyer_id": buyer_id, "product_id": product_id}
    return await repository.turned(portal.database, scope, chosen, turn, size)


def _next(
    portal: Portal,
    scope: Scope,
    before: PartNumber | None,
    buyer_id: str,
    part_number: str,
    product_id: str,
) -> PartNumber:
    return PartNumber(
        supplier_id=scope.organization_id,
        buyer_id=buyer_id,
        part_number=before.part_number if before else part_number,
        product_id=product_id,
        clock=before.clock + 1 if before else 1,
        speaker=Speaker.SUPPLIER,
        recorded_at=portal.clock(),
    )


async def _known(
    portal: Portal, scope: Scope, session: Session, pairs: Iterable[tuple[str, str]]
) -> Mapping[str, PartNumber]:
    ids = [mapping_id(scope.organization_id, buyer, number) for buyer, number in pairs]
    return await repository.by_ids(portal.database, scope, ids, session)


async def _refuse_unknown(portal: Portal, scope: Scope, buyer_id: str, product_id: str) -> None:
    if await organizations.find(portal, scope.actor, buyer_id) is None:
        text = _("There is no such organization.")
        raise invalid([FieldProblem("customer_id", "unknown-organization", text)])
    if product_id and not await products.by_ids(portal, scope, [product_id]):
        raise invalid(
            [FieldProblem("product_id", "unknown-product", _("There is no such product."))]
        )
