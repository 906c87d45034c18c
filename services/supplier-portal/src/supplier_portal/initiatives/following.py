"""Initiatives follow footprints: whether an effect is in a footprint already is part of the fact.

A footprint that is issued or ended may change it for initiatives stated long before. The portal
therefore listens to its own footprints and states again what has changed; the result depends on
what is stored, not on the order in which footprints arrive.
"""

from collections.abc import Iterable
from datetime import UTC, datetime, time

from carbon.doublecounting import FootprintPeriod, already_in_pcf
from carbon.doublecounting import Initiative as Started
from carbon.footprint.model import FootprintStatus
from supplier_portal.footprints import service as footprints
from supplier_portal.footprints.service import Criteria
from supplier_portal.portal import Portal
from tierzero.store import Session
from tierzero.tenancy import Scope

from . import repository
from .model import Initiative
from .storing import announce

_FOOTPRINTS_OF_A_PRODUCT = 200


async def effects_in_footprints(
    portal: Portal, scope: Scope, initiative: Initiative
) -> tuple[str, ...]:
    """Ids of footprints in force whose reference period reaches past the initiative's start.

    Nothing can be said of one that names no product or no start.
    """
    started = _started(initiative)
    if not started:
        return ()
    named = sorted({one.product_id for one in started})
    periods = [period for one in named for period in await _periods(portal, scope, one)]
    found = already_in_pcf(started, periods)
    return tuple(sorted({one.subjects[1] for one in found}))


async def follow(portal: Portal, scope: Scope, product_ids: Iterable[str]) -> None:
    """Look again at the organization's initiatives on these products."""
    for held in await repository.on_products(portal.database, scope, product_ids):
        if held.in_footprint_ids != await effects_in_footprints(portal, scope, held):
            await _restate(portal, scope, held.id)


async def _restate(portal: Portal, scope: Scope, identity: str) -> None:
    async def write(session: Session) -> None:
        before = await repository.find(portal.database, scope, identity, session)
        if before is None:
            return
        effects = await effects_in_footprints(portal, scope, before)
        if effects == before.in_footprint_ids:
            return
        after = before.following(portal.clock(), in_footprint_ids=effects)
        await repository.replace(portal.database, scope, after, session)
        await announce(portal, scope, session, before, after, "initiative.followed")

    await portal.store.in_transaction(write)


def _started(initiative: Initiative) -> list[Started]:
    stated = initiative.stated
    if stated.start is None:
        return []
    start = datetime.combine(stated.start, time(), UTC)
    return [Started(initiative.id, product_id, start) for product_id in stated.product_ids]


async def _periods(portal: Portal, scope: Scope, product_id: str) -> list[FootprintPeriod]:
    criteria = Criteria(status=FootprintStatus.ACTIVE.value, product_id=product_id)
    found = await footprints.first(portal, scope, criteria, _FOOTPRINTS_OF_A_PRODUCT)
    return [
        FootprintPeriod(
            one.id, product_id, datetime.fromisoformat(str(one.pcf["referencePeriodEnd"]))
        )
        for one in found
    ]
