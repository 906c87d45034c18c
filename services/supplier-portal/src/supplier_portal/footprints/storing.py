"""Writing footprints with their events: for one footprint and for many alike."""

from collections.abc import Mapping, Sequence
from types import MappingProxyType

from supplier_portal.audit import service as audit
from supplier_portal.catalogue import keeping as catalogue
from supplier_portal.portal import Portal
from supplier_portal.products import service as products
from supplier_portal.products.service import Product
from supplier_portal.sharing import buying, telling
from supplier_portal.sharing.rule import marks_of
from tierzero import outbox
from tierzero.store import Session
from tierzero.tenancy import Scope
from tierzero.topics import FOOTPRINTS

from . import repository
from .contract import footprint_fact
from .issuing import deprecated, statement_of
from .model import IssuedFootprint

Replaced = tuple[IssuedFootprint, str | None]
"""A footprint in force and the id of the one that takes its place."""


async def store(
    portal: Portal,
    scope: Scope,
    session: Session,
    added: Sequence[IssuedFootprint],
    replaced: Sequence[Replaced] = (),
    at_hand: Mapping[str, Product] = MappingProxyType({}),
) -> list[IssuedFootprint]:
    """Write new footprints and deprecations with audit entries and events; the deprecated ones.

    ``at_hand`` are products by id as the session has read them; the others are looked up.
    """
    now = portal.clock()
    ended = [deprecated(footprint, successor, now) for footprint, successor in replaced]
    missing = [one.product_id for one in (*added, *ended) if one.product_id not in at_hand]
    known = {**at_hand, **await products.by_ids(portal, scope, missing, session)}
    if added:
        marks = {one.product_id: marks_of(known[one.product_id]) for one in added}
        await repository.insert_many(portal.database, scope, added, marks, session)
    if ended:
        ids = [footprint.id for footprint in ended]
        await repository.deprecate(portal.database, scope, ids, now, session)
    await _list(portal, scope, session, added, ended, known)
    await audit.record(portal, scope, session, *_changes(added, ended))
    facts = [footprint_fact(footprint) for footprint in (*added, *ended)]
    await outbox.append(session, portal.database, FOOTPRINTS, scope.organization_id, facts)
    await telling.tell(portal, scope, session, ended, added)
    if added:
        await buying.hand_on(portal, scope, session, added)
    return ended


async def _list(
    portal: Portal,
    scope: Scope,
    session: Session,
    added: Sequence[IssuedFootprint],
    ended: Sequence[IssuedFootprint],
    known: Mapping[str, Product],
) -> None:
    entries = [
        catalogue.entry_of(statement_of(one), one.supplier_id, one.product_id) for one in added
    ]
    await catalogue.list_new(portal, scope, session, entries, known)
    replaced = [(one.id, one.product_id) for one in ended]
    await catalogue.list_deprecated(portal, scope, session, replaced, known)


def _changes(
    added: Sequence[IssuedFootprint], ended: Sequence[IssuedFootprint]
) -> list[audit.Change]:
    issued = [
        audit.Change("footprint.issued", one.id, None, _summary(one), _label(one)) for one in added
    ]
    return issued + [
        audit.Change(
            "footprint.deprecated",
            one.id,
            {"status": "Active"},
            {"status": "Deprecated", "superseded_by": one.superseded_by},
            _label(one),
        )
        for one in ended
    ]


def _summary(issued: IssuedFootprint) -> dict[str, object]:
    # The whole statement is the footprint itself, which never changes.
    return {
        "status": issued.status.value,
        "digest": issued.digest,
        "origin": issued.origin.value,
        "batch_id": issued.batch_id,
        "pcfExcludingBiogenicUptake": issued.pcf["pcfExcludingBiogenicUptake"],
    }


def _label(issued: IssuedFootprint) -> str:
    return str(issued.document["productNameCompany"])
