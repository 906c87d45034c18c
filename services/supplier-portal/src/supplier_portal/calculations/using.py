"""Which footprints a calculation may use: own ones, and those that others show to the caller."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime

from carbon.footprint.model import FootprintStatus, ProductFootprint
from carbon.footprint.validity import is_usable_on
from supplier_portal.footprints import service as footprints
from supplier_portal.footprints.service import Criteria
from supplier_portal.organizations import service as organizations
from supplier_portal.portal import Portal
from supplier_portal.sharing import service as sharing
from supplier_portal.sharing.service import Shown, Way
from tierzero.tenancy import Scope

ProductKey = tuple[str, str]
"""Supplier and product."""

_MOST = 200


@dataclass(frozen=True)
class Usable:
    """A footprint as its owner shows it to the caller."""

    footprint: ProductFootprint
    version: int
    supplier: str
    shown: Shown | None = None
    """None where it is the caller's own."""


async def usable_footprints(
    portal: Portal, scope: Scope, wanted: Iterable[ProductKey], moment: datetime
) -> Mapping[ProductKey, Usable]:
    """Product → the footprint to calculate with: Active, not expired, own or shown to the caller.

    Of several the one that is usable at the moment, then that of the latest reference period, then
    the latest made, then by id: a total order, so that nothing depends on the store's. What is
    taken from others goes into their ledger of disclosures.
    """
    found: dict[ProductKey, Usable] = {}
    for key in dict.fromkeys(wanted):
        held = await _held(portal, scope, key)
        if held:
            found[key] = max(held, key=lambda one: _rank(one.footprint, moment))
    taken = [one.shown for one in found.values() if one.shown]
    await sharing.note_shown(portal, taken, scope.organization_id, Way.CALCULATION)
    return found


async def _held(portal: Portal, scope: Scope, key: ProductKey) -> list[Usable]:
    supplier, product = key
    status = FootprintStatus.ACTIVE.value
    criteria = Criteria(status=status, product_id=product, valid_after=portal.clock())
    if supplier == scope.organization_id:
        return await _own(portal, scope, criteria)
    portion = await sharing.page(portal, scope.organization_id, criteria, limit=_MOST)
    theirs = [one for one in portion.found if one.owner.id == supplier]
    return [
        Usable(footprints.read(one.document), one.issued.version, one.owner.name, one)
        for one in theirs
    ]


async def _own(portal: Portal, scope: Scope, criteria: Criteria) -> list[Usable]:
    owner = await organizations.find(portal, scope.actor, scope.organization_id)
    name = owner.name if owner else scope.organization_id
    found = await footprints.first(portal, scope, criteria, _MOST)
    return [Usable(footprints.statement_of(one), one.version, name) for one in found]


def _rank(stated: ProductFootprint, moment: datetime) -> tuple[bool, datetime, datetime, str]:
    usable = is_usable_on(stated, moment)
    return usable, stated.pcf.reference_period_end, stated.created, stated.id
