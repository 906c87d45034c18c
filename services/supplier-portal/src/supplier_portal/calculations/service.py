"""Making, saving, renewing and issuing calculations."""

import uuid
from dataclasses import replace

from pymongo.errors import PyMongoError

from supplier_portal.audit import service as audit
from supplier_portal.portal import Portal
from supplier_portal.products import service as products
from tierzero.i18n import _
from tierzero.lists import Count, Stretch, Turn
from tierzero.problems import Problem, conflict
from tierzero.store import Session, is_duplicate
from tierzero.tenancy import Scope

from . import repository
from .changes import Comparison, compare
from .evaluating import Evaluation, evaluate
from .finding import get
from .issuing import Draft, draft, issue, lineage, refuse_gaps
from .model import Calculation, Pins
from .newer import renewed
from .resolving import pins_for
from .stated import CalculationInput

__all__ = [
    "Calculation",
    "CalculationInput",
    "Draft",
    "Evaluation",
    "changes",
    "count",
    "draft",
    "evaluate",
    "get",
    "issue",
    "lineage",
    "recalculate",
    "refuse_gaps",
    "remove",
    "renewed",
    "save",
    "start",
    "turned",
    "versions",
]


async def start(
    portal: Portal, scope: Scope, product_id: str, stated: CalculationInput
) -> Calculation:
    """Begin a calculation; Problem 404 where the supplier has no such product."""
    pins = await pins_for(portal, scope, None, stated)
    first = await _version(portal, scope, str(uuid.uuid4()), product_id, stated, pins, 1)
    return await _store(portal, scope, None, first)


async def save(
    portal: Portal, scope: Scope, identity: str, stated: CalculationInput, version: int = 0
) -> Calculation:
    """State a calculation anew; nothing happens where nothing differs.

    Inputs that were resolved before keep their meaning. Problem 409 where `version` is given and
    somebody has saved another one since.
    """
    before = await get(portal, scope, identity)
    _refuse_stale(before, version)
    pins = await pins_for(portal, scope, before, stated)
    after = await _version(
        portal, scope, identity, before.product_id, stated, pins, before.version + 1
    )
    return before if after.states_the_same(before) else await _store(portal, scope, before, after)


async def recalculate(portal: Portal, scope: Scope, identity: str) -> Calculation:
    """Take every input's newest version; nothing happens where there is none."""
    before = await get(portal, scope, identity)
    found = await renewed(portal, scope, before)
    if found.calculation.states_the_same(before):
        return before
    after = replace(
        found.calculation,
        version=before.version + 1,
        recorded_at=portal.clock(),
        actor=scope.actor,
    )
    return await _store(portal, scope, before, after, "calculation.recalculated")


async def turned(
    portal: Portal, scope: Scope, product_id: str, turn: Turn, size: int
) -> Stretch[Calculation]:
    """A page of calculations, the latest saved first; of one product where it is named."""
    return await repository.turned(portal.database, scope, product_id, turn, size)


async def count(portal: Portal, scope: Scope, product_id: str = "") -> Count:
    """How many there are, as far as lists are counted."""
    return await repository.count(portal.database, scope, product_id)


async def versions(portal: Portal, scope: Scope, identity: str) -> list[Calculation]:
    """All versions, the latest first; Problem 404."""
    await get(portal, scope, identity)
    return await repository.versions(portal.database, scope, identity)


async def changes(
    portal: Portal, scope: Scope, identity: str, against: int = 0
) -> Comparison | None:
    """The present version beside an earlier one, by default the one before; None for the first."""
    present = await get(portal, scope, identity)
    earlier = against or present.version - 1
    if earlier < 1:
        return None
    before = await get(portal, scope, identity, earlier)
    return compare(evaluate(before), evaluate(present))


async def remove(portal: Portal, scope: Scope, identity: str) -> None:
    """Take a calculation from the list. Its versions are kept for the footprints made of it."""
    before = await get(portal, scope, identity)
    named = (await products.get(portal, scope, before.product_id)).name

    async def write(session: Session) -> None:
        await repository.remove(portal.database, scope, identity, session)
        gone = audit.Change("calculation.removed", identity, before.content(), None, named)
        await audit.record(portal, scope, session, gone)

    await portal.store.in_transaction(write)


async def _version(
    portal: Portal,
    scope: Scope,
    identity: str,
    product_id: str,
    stated: CalculationInput,
    pins: Pins,
    version: int,
) -> Calculation:
    product = await products.get(portal, scope, product_id)
    return Calculation(
        id=identity,
        supplier_id=scope.organization_id,
        product_id=product.id,
        stated=stated,
        pins=pins,
        declared_unit=product.declared_unit,
        mass_per_declared_unit=product.mass_per_declared_unit,
        version=version,
        recorded_at=portal.clock(),
        actor=scope.actor,
    )


async def _store(
    portal: Portal,
    scope: Scope,
    before: Calculation | None,
    after: Calculation,
    action: str = "calculation.changed",
) -> Calculation:
    entry = audit.Change(
        action if before else "calculation.started",
        after.id,
        before.content() if before else None,
        after.content(),
        (await products.get(portal, scope, after.product_id)).name,
    )

    async def write(session: Session) -> None:
        await repository.put(portal.database, scope, after, session)
        await audit.record(portal, scope, session, entry)

    try:
        await portal.store.in_transaction(write)
    except PyMongoError as error:
        if not is_duplicate(error):
            raise
        raise _saved_meanwhile() from error
    return after


def _refuse_stale(before: Calculation, version: int) -> None:
    if version and version != before.version:
        raise _saved_meanwhile()


def _saved_meanwhile() -> Problem:
    text = _("Somebody has saved this calculation since you opened it. Open it again.")
    return conflict("calculation-changed", text)
