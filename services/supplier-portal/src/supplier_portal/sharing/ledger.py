"""The ledger of disclosures: written once per footprint, recipient and way."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

from pymongo.errors import PyMongoError

from carbon.footprint.presentation import Detail
from supplier_portal.footprints.model import IssuedFootprint
from supplier_portal.portal import Portal
from supplier_portal.products import service as products
from tierzero.lists import Count, Stretch, Turn
from tierzero.store import Session, is_duplicate
from tierzero.tenancy import Scope, scope_of_worker

from . import repository
from .model import Disclosure, Way
from .viewing import ACTOR, Shown

_TOGETHER = 200


@dataclass(frozen=True)
class Handed:
    """A footprint that has left: which, of which product, and how much of it."""

    footprint_id: str
    product_id: str
    detail: Detail


async def disclosed(
    portal: Portal,
    scope: Scope,
    session: Session,
    issued: IssuedFootprint,
    recipient: str,
    by: Way,
) -> list[Disclosure]:
    """Note one footprint as its product shows it at the moment; else as `disclosed_many`."""
    product = await products.get(portal, scope, issued.product_id)
    handed = Handed(issued.id, product.id, product.shared_detail)
    return await disclosed_many(portal, scope, session, [handed], recipient, by)


async def disclosed_many(
    portal: Portal,
    scope: Scope,
    session: Session,
    handed: Iterable[Handed],
    recipient: str,
    by: Way,
) -> list[Disclosure]:
    """Note in the owner's scope that a recipient has received footprints by a way.

    Within the session's transaction. Returns what was not in the ledger yet: the same again is no
    other disclosure. An owner that reads its own footprints receives nothing.
    """
    if not recipient or recipient == scope.organization_id:
        return []
    new = await _new(portal, scope, session, handed, (recipient, by))
    await repository.insert_many(portal.database, scope, list(new), session)
    return list(new)


async def note_shown(portal: Portal, shown: Sequence[Shown], recipient: str, by: Way) -> None:
    """Note that footprints of one or several owners were handed out just now.

    To be called before the answer leaves: what is not in the ledger has not been disclosed.
    """
    by_owner: dict[str, list[Handed]] = {}
    for one in shown:
        handed = Handed(one.issued.id, one.product.id, one.detail)
        by_owner.setdefault(one.owner.id, []).append(handed)
    for owner_id, handed in by_owner.items():
        await note(portal, scope_of_worker(owner_id, ACTOR), handed, recipient, by)


async def note(
    portal: Portal, scope: Scope, handed: Sequence[Handed], recipient: str, by: Way
) -> None:
    """Note disclosures in transactions of their own; two readers at once leave one entry."""
    # Who lists the same again makes no transaction: what stands in the ledger stays there.
    new = list((await _new(portal, scope, None, handed, (recipient, by))).values())
    for start in range(0, len(new), _TOGETHER):
        await _note_some(portal, scope, new[start : start + _TOGETHER], recipient, by)


async def _new(
    portal: Portal,
    scope: Scope,
    session: Session,
    handed: Iterable[Handed],
    to: tuple[str, Way],
) -> Mapping[Disclosure, Handed]:
    """What is not in the ledger yet, as it would stand there."""
    now = portal.clock()
    stated = {one.id: (one, each) for each in handed for one in [_stated(scope, each, to, now)]}
    known = await repository.known_ids(portal.database, scope, stated, session)
    return dict(pair for identity, pair in stated.items() if identity not in known)


def _stated(scope: Scope, handed: Handed, to: tuple[str, Way], now: datetime) -> Disclosure:
    recipient, by = to
    return Disclosure(
        scope.organization_id,
        handed.footprint_id,
        handed.product_id,
        recipient,
        by,
        handed.detail,
        now,
        scope.actor,
    )


async def _note_some(
    portal: Portal, scope: Scope, handed: Sequence[Handed], recipient: str, by: Way
) -> None:
    async def write(session: Session) -> None:
        await disclosed_many(portal, scope, session, handed, recipient, by)

    try:
        await portal.store.in_transaction(write)
    except PyMongoError as error:
        if not is_duplicate(error):
            raise
        await portal.store.in_transaction(write)


async def disclosures(
    portal: Portal,
    scope: Scope,
    turn: Turn,
    size: int,
    *,
    product_id: str = "",
    footprint_id: str = "",
    recipient_id: str = "",
) -> Stretch[Disclosure]:
    """A page of the owner's entries that match, the newest first."""
    wanted = _wanted(product_id, footprint_id, recipient_id)
    return await repository.turned(portal.database, scope, wanted, turn, size)


async def count_disclosures(
    portal: Portal,
    scope: Scope,
    *,
    product_id: str = "",
    footprint_id: str = "",
    recipient_id: str = "",
) -> Count:
    """How many of the owner's entries match, as far as lists are counted."""
    wanted = _wanted(product_id, footprint_id, recipient_id)
    return await repository.count(portal.database, scope, wanted)


async def recipients_of(
    portal: Portal, scope: Scope, footprint_ids: Iterable[str], session: Session = None
) -> Mapping[str, frozenset[str]]:
    """Footprint id → organizations that have received it."""
    found = await repository.of_footprints(portal.database, scope, footprint_ids, session)
    recipients: dict[str, frozenset[str]] = {}
    for one in found:
        held = recipients.get(one.footprint_id, frozenset())
        recipients[one.footprint_id] = held | {one.recipient_id}
    return recipients


async def recipient_counts(
    portal: Portal, scope: Scope, product_ids: Iterable[str]
) -> Mapping[str, int]:
    """Product id → how many organizations have received any of its footprints."""
    return await repository.recipients_by_product(portal.database, scope, product_ids)


def _wanted(product_id: str, footprint_id: str, recipient_id: str) -> dict[str, str]:
    named = {
        "product_id": product_id,
        "footprint_id": footprint_id,
        "recipient_id": recipient_id,
    }
    return {name: value for name, value in named.items() if value}
