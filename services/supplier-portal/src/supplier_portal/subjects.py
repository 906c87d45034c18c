"""What evidence can be attached to, and who is asked and told about it: put together once."""

from collections.abc import Mapping

from supplier_portal.calculations import service as calculations
from supplier_portal.evidence.desk import Lookup
from supplier_portal.evidence.service import Desk, SubjectKind
from supplier_portal.footprints import service as footprints
from supplier_portal.initiatives import service as initiatives
from supplier_portal.own_emissions import service as own_emissions
from supplier_portal.portal import Portal
from supplier_portal.verification import service as verification
from tierzero.problems import not_found
from tierzero.tenancy import Scope


async def _year(portal: Portal, scope: Scope, identity: str) -> object:
    if not identity.isdecimal() or len(identity) > 4:
        raise not_found()
    return await own_emissions.get(portal, scope, int(identity))


LOOKUPS: Mapping[SubjectKind, Lookup] = {
    SubjectKind.FOOTPRINT: footprints.get,
    SubjectKind.INITIATIVE: initiatives.get,
    SubjectKind.OWN_EMISSIONS: _year,
    SubjectKind.CALCULATION: calculations.get,
}
"""How each kind of subject is looked up among those of the caller."""


def evidence_desk(portal: Portal) -> Desk:
    """The desk of a process."""
    return Desk(
        portal=portal,
        lookups=LOOKUPS,
        changed=verification.evidence_changed,
        rests_on=verification.rests_on,
        was_asked=verification.was_asked,
    )
