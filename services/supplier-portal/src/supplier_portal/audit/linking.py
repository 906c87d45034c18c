"""Chaining entries behind their writers, about a second later, and checking the chain."""

import asyncio
import logging
from collections.abc import AsyncIterator, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from pymongo.errors import PyMongoError

from supplier_portal.portal import Portal
from tierzero.store import is_duplicate
from tierzero.tenancy import Scope

from . import links_repository, repository
from .links import MOST_ENTRIES, Link, chain_faults, entry_faults, linked

ACTOR = "audit-link"
PAUSE = 1.0
"""Seconds in which entries gather for one link."""
LATEST = timedelta(minutes=15)
"""An entry in no link after so long was not written by the portal: sealing links what is left."""
_ATTEMPTS = 10
"""Against other processes that link at the same time; what is left comes with the next round."""
_log = logging.getLogger(__name__)


@dataclass(frozen=True)
class Chain:
    """What is known of an organization's chain."""

    newest: Link | None
    entries: int
    waiting: int
    """Entries of the last minutes that no link holds yet."""
    faults: tuple[str, ...]


async def link_pending(portal: Portal) -> None:
    """Link what this process has written and the store holds by now."""
    for organization_id, ids in portal.pending.by_organization().items():
        scope = Scope(organization_id, ACTOR)
        for first in range(0, len(ids), MOST_ENTRIES):
            some = ids[first : first + MOST_ENTRIES]
            portal.pending.settle(organization_id, await link(portal, scope, some))


async def link(portal: Portal, scope: Scope, ids: Sequence[Any]) -> set[Any]:
    """Those of some entries that a link holds now; another process may have been quicker."""
    reached = portal.pending.reached.get(scope.organization_id, 0)
    previous = await links_repository.newest(portal.database, scope, reached)
    portal.pending.reached[scope.organization_id] = previous.number if previous else 0
    held = await links_repository.held(portal.database, scope, ids)
    found = await repository.by_ids(portal.database, scope, set(ids) - held)
    if not found:
        return held
    now = portal.clock()
    at = now.replace(microsecond=now.microsecond // 1000 * 1000)
    entries = sorted(found.values(), key=lambda entry: (entry["at"], entry["_id"]))
    try:
        await links_repository.append(
            portal.database, scope, linked(scope.organization_id, previous, at, entries)
        )
    except PyMongoError as error:
        if not is_duplicate(error):
            raise
        return held
    return held | set(found)


async def link_rest(portal: Portal, scope: Scope, since: datetime) -> None:
    """Link entries that their process did not come to."""
    async for ids in _portions(portal, scope, since, portal.clock() + LATEST):
        for _attempt in range(_ATTEMPTS):
            held = await links_repository.held(portal.database, scope, list(ids))
            if not (missing := set(ids) - held):
                break
            await link(portal, scope, list(missing))


async def keep_linking(portal: Portal) -> None:
    """Link behind the writers of this process until cancelled; what goes wrong is tried again."""
    while True:
        await portal.pending.some()
        await asyncio.sleep(PAUSE)
        try:
            await link_pending(portal)
        except Exception:
            _log.exception("entries of the audit log could not be chained; it is tried again")


async def newest_link(portal: Portal, scope: Scope) -> Link | None:
    """The organization's last link."""
    return await links_repository.newest(portal.database, scope)


async def verify_chain(portal: Portal, scope: Scope, sealed_until: datetime) -> Chain:
    """Every link, every entry that it holds, and whether entries were slipped in between."""
    wrong: list[str] = []
    previous: Link | None = None
    entries = 0
    async for one in links_repository.every(portal.database, scope):
        found = await repository.by_ids(portal.database, scope, one.ids)
        wrong += [*chain_faults(one, previous), *entry_faults(one, found)]
        previous, entries = one, entries + len(one.ids)
    waiting = await _unlinked(portal, scope, sealed_until, wrong)
    return Chain(previous, entries, waiting, tuple(wrong))


async def _unlinked(portal: Portal, scope: Scope, since: datetime, wrong: list[str]) -> int:
    """Entries after the last seal in no link: new ones wait, old ones were slipped in."""
    now, waiting = portal.clock(), 0
    async for ids in _portions(portal, scope, since, now + LATEST):
        held = await links_repository.held(portal.database, scope, list(ids))
        for identity, at in ids.items():
            if identity in held:
                continue
            if at < now - LATEST:
                named = f"{scope.organization_id}: entry {identity} of {at:%FT%TZ}"
                wrong.append(f"{named} is in no link: it was slipped in")
            else:
                waiting += 1
    return waiting


async def _portions(
    portal: Portal, scope: Scope, since: datetime, until: datetime
) -> AsyncIterator[dict[Any, datetime]]:
    """Ids and times of the entries of a window, as many at a time as a link holds."""
    portion: dict[Any, datetime] = {}
    async for identity, at in repository.places(portal.database, scope, since, until):
        portion[identity] = at
        if len(portion) == MOST_ENTRIES:
            yield portion
            portion = {}
    if portion:
        yield portion
