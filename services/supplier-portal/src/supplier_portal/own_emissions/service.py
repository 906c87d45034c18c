"""Stating, finding and withdrawing a supplier's own emissions."""

from pymongo.errors import PyMongoError

from supplier_portal.audit import service as audit
from supplier_portal.portal import Portal
from tierzero import outbox
from tierzero.i18n import _
from tierzero.problems import FieldProblem, Problem, conflict, invalid, not_found
from tierzero.store import Session, is_duplicate
from tierzero.tenancy import Scope
from tierzero.topics import SUPPLIER_EMISSIONS

from . import repository
from .contract import emissions_fact
from .model import FIRST_YEAR, OwnEmissions, OwnEmissionsInput

__all__ = ["OwnEmissions", "OwnEmissionsInput", "every", "get", "state", "withdraw"]


async def state(portal: Portal, scope: Scope, year: int, stated: OwnEmissionsInput) -> OwnEmissions:
    """State the emissions of a year; nothing happens where nothing differs. Problem 409, 422."""
    _refuse_other_years(portal, year)

    async def write(session: Session) -> OwnEmissions:
        before = await repository.find(portal.database, scope, year, session)
        version = before.version + 1 if before else 1
        after = OwnEmissions(scope.organization_id, year, stated, version, portal.clock())
        if before and before.states_the_same(after):
            return before
        await _store(portal, scope, session, before, after)
        return after

    try:
        return await portal.store.in_transaction(write)
    except PyMongoError as error:
        if not is_duplicate(error):
            raise
        text = _("Somebody else has just stated this year; look at it and send yours again.")
        raise conflict("own-emissions-exist", text) from error


async def withdraw(portal: Portal, scope: Scope, year: int) -> OwnEmissions:
    """Take a year back; Problem 404 where nothing is stated."""

    async def write(session: Session) -> OwnEmissions:
        before = await repository.find(portal.database, scope, year, session)
        if before is None or before.withdrawn:
            raise _nothing_stated()
        after = before.withdrawn_at(portal.clock())
        await _store(portal, scope, session, before, after)
        return after

    return await portal.store.in_transaction(write)


async def get(portal: Portal, scope: Scope, year: int) -> OwnEmissions:
    """The emissions of a year; Problem 404 where nothing is stated."""
    emissions = await repository.find(portal.database, scope, year)
    if emissions is None or emissions.withdrawn:
        raise _nothing_stated()
    return emissions


async def every(portal: Portal, scope: Scope) -> list[OwnEmissions]:
    """All stated years, the latest first."""
    return await repository.every(portal.database, scope)


async def _store(
    portal: Portal,
    scope: Scope,
    session: Session,
    before: OwnEmissions | None,
    after: OwnEmissions,
) -> None:
    await repository.put(portal.database, scope, after, session)
    entry = audit.Change(
        _action(before, after),
        after.id,
        before.content() if before and not before.withdrawn else None,
        None if after.withdrawn else after.content(),
        str(after.year),
    )
    await audit.record(portal, scope, session, entry)
    topic, key = SUPPLIER_EMISSIONS, scope.organization_id
    await outbox.append(session, portal.database, topic, key, [emissions_fact(after)])


def _action(before: OwnEmissions | None, after: OwnEmissions) -> str:
    if after.withdrawn:
        return "own_emissions.withdrawn"
    is_new = before is None or before.withdrawn
    return "own_emissions.stated" if is_new else "own_emissions.changed"


def _refuse_other_years(portal: Portal, year: int) -> None:
    last = portal.clock().year
    if not FIRST_YEAR <= year <= last:
        text = _("The year is from {first} to {last}.", first=FIRST_YEAR, last=last)
        raise invalid([FieldProblem("year", "year-out-of-range", text)])


def _nothing_stated() -> Problem:
    return not_found(_("No own emissions are stated for this year."), "no-own-emissions")
