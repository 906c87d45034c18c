"""One calculation, or one version of it."""

from supplier_portal.portal import Portal
from tierzero.i18n import _
from tierzero.problems import Problem, not_found
from tierzero.tenancy import Scope

from . import repository
from .model import Calculation


async def get(portal: Portal, scope: Scope, identity: str, version: int = 0) -> Calculation:
    """A calculation, or one version of it; Problem 404 where there is none."""
    found = (
        await repository.find_version(portal.database, scope, identity, version)
        if version
        else await repository.find(portal.database, scope, identity)
    )
    if found is None:
        raise no_such_calculation()
    return found


def no_such_calculation() -> Problem:
    """404."""
    return not_found(_("There is no such calculation."), "unknown-calculation")
