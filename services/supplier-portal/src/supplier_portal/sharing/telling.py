"""Telling those who have received a footprint that another took its place, or that it ended."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from datetime import datetime

from carbon.footprint.changes import total_of
from supplier_portal.footprints.model import IssuedFootprint
from supplier_portal.organizations import service as organizations
from supplier_portal.portal import Portal
from supplier_portal.products import service as products
from supplier_portal.products.service import Product
from tierzero import outbox
from tierzero.store import Session
from tierzero.tenancy import Scope
from tierzero.topics import FOOTPRINT_NOTICES

from . import notices
from .contract import notice_fact
from .ledger import recipients_of
from .notice import Notice, NoticeKind, notice_of
from .rule import may_see


async def tell(
    portal: Portal,
    scope: Scope,
    session: Session,
    ended: Sequence[IssuedFootprint],
    successors: Iterable[IssuedFootprint],
) -> list[Notice]:
    """Tell the earlier recipients of ended footprints, in the transaction that ends them.

    Recipients are those in the ledger and those that were told of the footprint as a new one; who
    may not see the product any more is told nothing. What was told now is returned.
    """
    earlier = await _recipients(portal, scope, session, ended)
    if not earlier:
        return []
    allowed = await _allowed(portal, scope, session, ended, earlier)
    by_id = {one.id: one for one in successors}
    found = list(_notices(ended, earlier, by_id, allowed, portal.clock()))
    return await state(portal, scope, session, found)


async def state(
    portal: Portal, scope: Scope, session: Session, found: Sequence[Notice]
) -> list[Notice]:
    """Keep and publish notices that were not told yet."""
    new = await notices.insert_new(portal.database, scope, found, session)
    by_recipient: dict[str, list[Notice]] = {}
    for one in new:
        by_recipient.setdefault(one.recipient_id, []).append(one)
    for recipient, told in by_recipient.items():
        facts = [notice_fact(one) for one in told]
        await outbox.append(session, portal.database, FOOTPRINT_NOTICES, recipient, facts)
    return new


async def allowed_among(
    portal: Portal, scope: Scope, product: Product, recipients: Iterable[str]
) -> list[str]:
    """Those of the organizations that may see the product at the moment, in sorted order."""
    owner = await organizations.get(portal, scope.actor, scope.organization_id)
    return sorted(one for one in recipients if may_see(product, owner, one))


async def _recipients(
    portal: Portal, scope: Scope, session: Session, ended: Sequence[IssuedFootprint]
) -> Mapping[str, frozenset[str]]:
    ids = [one.id for one in ended]
    if not ids:
        return {}
    received = await recipients_of(portal, scope, ids, session)
    told = await notices.told_of(portal.database, scope, ids, session)
    none = frozenset[str]()
    both = {one: received.get(one, none) | told.get(one, none) for one in ids}
    return {identity: found for identity, found in both.items() if found}


async def _allowed(
    portal: Portal,
    scope: Scope,
    session: Session,
    ended: Sequence[IssuedFootprint],
    earlier: Mapping[str, frozenset[str]],
) -> Mapping[str, tuple[Product, list[str]]]:
    """Footprint id → its product and those of its recipients that may still see it."""
    concerned = [one for one in ended if one.id in earlier]
    found = await products.by_ids(portal, scope, [one.product_id for one in concerned], session)
    owner = await organizations.get(portal, scope.actor, scope.organization_id)
    allowed: dict[str, tuple[Product, list[str]]] = {}
    for one in concerned:
        product = found[one.product_id]
        seeing = sorted(who for who in earlier[one.id] if may_see(product, owner, who))
        allowed[one.id] = product, seeing
    return allowed


def _notices(
    ended: Sequence[IssuedFootprint],
    earlier: Mapping[str, frozenset[str]],
    successors: Mapping[str, IssuedFootprint],
    allowed: Mapping[str, tuple[Product, list[str]]],
    now: datetime,
) -> Iterator[Notice]:
    # Where one footprint takes the place of several, the latest of those is the one it is told of:
    # their notices have one id, and the last one stated is kept.
    for one in sorted(ended, key=_recency):
        if one.id not in earlier:
            continue
        product, recipients = allowed[one.id]
        successor = successors.get(one.superseded_by or "")
        for recipient in recipients:
            kind = NoticeKind.SUPERSEDED if successor else NoticeKind.ENDED
            notice = notice_of(kind, recipient, one, product, now)
            if successor:
                after = total_of(successor.document)
                notice = replace(notice, successor_id=successor.id, after=after)
            yield notice


def _recency(issued: IssuedFootprint) -> tuple[str, str, str]:
    return issued.pcf["referencePeriodEnd"], str(issued.document["created"]), issued.id
