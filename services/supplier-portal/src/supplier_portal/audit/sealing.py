"""Sealing the log behind its writers, and checking that nobody has touched it since."""

import asyncio
import logging
from contextlib import suppress
from dataclasses import dataclass
from datetime import datetime, timedelta

from pymongo.errors import PyMongoError

from supplier_portal.organizations import service as organizations
from supplier_portal.portal import Portal
from tierzero.store import is_duplicate
from tierzero.tenancy import Scope

from . import repository, seals_repository
from .linking import Chain, link_rest, verify_chain
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
    await link_rest(portal, scope, since)
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


async def link_all(portal: Portal) -> None:
    """Link what no seal and no link holds yet, of every organization."""
    for organization in await organizations.every(portal, ACTOR):
        scope = Scope(organization.id, ACTOR)
        previous = await seals_repository.newest(portal.database, scope)
        await link_rest(portal, scope, previous.until if previous else BEGINNING)


async def seal_all(portal: Portal, age: timedelta = AGE) -> list[Seal]:
    """The same for every organization."""
    known = await organizations.every(portal, ACTOR)
    made = [await seal(portal, organization.id, age) for organization in known]
    return [one for one in made if one]


@dataclass(frozen=True)
class Proof:
    """What is known of an organization's log."""

    organization_id: str
    seal: Seal | None
    sealed: int
    """Entries under seals."""
    chain: Chain
    faults: tuple[str, ...]


async def verify(portal: Portal) -> list[Proof]:
    """What is wrong with each log; the newest seals and links are to be noted elsewhere."""
    known = await organizations.every(portal, ACTOR)
    return [await _verify_one(portal, organization.id) for organization in known]


async def _verify_one(portal: Portal, organization_id: str) -> Proof:
    scope = Scope(organization_id, ACTOR)
    previous: Seal | None = None
    wrong: list[str] = []
    entries = 0
    for one in await seals_repository.every(portal.database, scope):
        found = await _digest(portal, scope, one.since, one.until)
        wrong += faults(one, previous, found)
        previous, entries = one, entries + one.entries
    chain = await verify_chain(portal, scope, previous.until if previous else BEGINNING)
    return Proof(organization_id, previous, entries, chain, (*wrong, *chain.faults))


async def keep_sealing(portal: Portal) -> None:
    """Seal from time to time until cancelled; whatever goes wrong is tried again.

    First it links what earlier processes wrote and did not come to link.
    """
    with suppress(PyMongoError):
        await link_all(portal)
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
