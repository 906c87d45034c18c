"""Sealing the log behind its writers, and checking that nobody has touched it since."""

import asyncio
import logging
from datetime import datetime, timedelta

from pymongo.errors import PyMongoError

from supplier_portal.organizations import service as organizations
from supplier_portal.portal import Portal
from tierzero.store import is_duplicate
from tierzero.tenancy import Scope

from . import repository, seals_repository
from .seals import BEGINNING, Digest, Seal, faults, sealed

AGE = timedelta(minutes=5)
"""Entries of a transaction that began before are in the store by then, or never will be."""
EVERY = timedelta(minutes=10)
ACTOR = "audit-seal"
_log = logging.getLogger(__name__)


async def seal(portal: Portal, organization_id: str, age: timedelta = AGE) -> Seal | None:
    """Seal what has been written since the last seal; None where there is nothing new."""
    scope = Scope(organization_id, ACTOR)
    previous = await seals_repository.newest(portal.database, scope)
    until = portal.clock() - age
    until = until.replace(microsecond=until.microsecond // 1000 * 1000)
    since = previous.until if previous else BEGINNING
    found = await _digest(portal, scope, since, until)
    if not found.entries:
        return None
    made = sealed(organization_id, previous, until, found)
    try:
        await seals_repository.append(portal.database, scope, made)
    except PyMongoError as error:
        if not is_duplicate(error):
            raise
        return None  # Another process was quicker.
    return made


async def seal_all(portal: Portal, age: timedelta = AGE) -> list[Seal]:
    """The same for every organization."""
    known = await organizations.every(portal, ACTOR)
    made = [await seal(portal, organization.id, age) for organization in known]
    return [one for one in made if one]


async def verify(portal: Portal) -> tuple[list[str], list[Seal]]:
    """What is wrong with the log, and the newest seal of each organization, to note elsewhere."""
    wrong: list[str] = []
    newest: list[Seal] = []
    for organization in await organizations.every(portal, ACTOR):
        found = await _verify_one(portal, organization.id, wrong)
        newest += [found] if found else []
    return wrong, newest


async def _verify_one(portal: Portal, organization_id: str, wrong: list[str]) -> Seal | None:
    scope = Scope(organization_id, ACTOR)
    previous: Seal | None = None
    for one in await seals_repository.every(portal.database, scope):
        found = await _digest(portal, scope, one.since, one.until)
        wrong += faults(one, previous, found)
        previous = one
    return previous


async def keep_sealing(portal: Portal) -> None:
    """Seal from time to time until cancelled; whatever goes wrong is tried again."""
    while True:
        await asyncio.sleep(EVERY.total_seconds())
        try:
            await seal_all(portal)
        except Exception:
            _log.exception("the audit log could not be sealed; it is tried again")


async def newest_seal(portal: Portal, scope: Scope) -> Seal | None:
    """The organization's last seal."""
    return await seals_repository.newest(portal.database, scope)


async def _digest(portal: Portal, scope: Scope, since: datetime, until: datetime) -> Digest:
    found = Digest()
    async for entry in repository.stored(portal.database, scope, since, until):
        found.add(entry)
    return found
