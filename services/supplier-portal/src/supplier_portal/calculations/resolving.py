"""From references to pins: what each means now, as far as the caller may know it."""

from collections.abc import Iterable, Mapping
from datetime import datetime, timedelta

from carbon.calculation.guided import moment_after
from supplier_portal.portal import Portal
from supplier_portal.reference_factors import service as reference_factors
from tierzero.tenancy import Scope

from .built_in import built_in
from .model import Calculation, Pin, Pins
from .pinning import pin_of_factor, pin_of_footprint
from .references import FACTOR, product_of, references
from .stated import SOURCED, CalculationInput
from .using import usable_footprints

_MOMENT = timedelta(microseconds=1)


async def resolve(
    portal: Portal, scope: Scope, wanted: Iterable[str], period_end: datetime
) -> Pins:
    """Reference → what it means now; what cannot be resolved is absent."""
    names = list(dict.fromkeys(wanted))
    pins = {name: pin for name in names if (pin := built_in(name))}
    return {
        **pins,
        **await _footprints(portal, scope, names, period_end - _MOMENT),
        **await _factors(portal, scope, names),
    }


async def _footprints(
    portal: Portal, scope: Scope, names: Iterable[str], moment: datetime
) -> dict[str, Pin]:
    keys = {name: key for name in names if (key := product_of(name))}
    found = await usable_footprints(portal, scope, keys.values(), moment)
    return {
        name: pin_of_footprint(name, used.version, used.footprint, used.supplier)
        for name, key in keys.items()
        if (used := found.get(key))
    }


async def _factors(portal: Portal, scope: Scope, names: Iterable[str]) -> dict[str, Pin]:
    ids = {name.removeprefix(FACTOR): name for name in names if name.startswith(FACTOR)}
    found = await reference_factors.by_ids(portal, scope, ids)
    return {ids[one.id]: pin_of_factor(ids[one.id], one) for one in found.values()}


async def with_newest_factors(
    portal: Portal, scope: Scope, stated: CalculationInput
) -> CalculationInput:
    """The statement with each published factor replaced by the edition that took its place."""
    used = [name.removeprefix(FACTOR) for name in references(stated) if name.startswith(FACTOR)]
    known = await reference_factors.by_ids(portal, scope, used)
    newest = await reference_factors.newest(portal, scope, known.values())
    following = {identity: one.id for identity, one in newest.items() if one.id != identity}
    return _with_factors(stated, following) if following else stated


def _with_factors(stated: CalculationInput, following: Mapping[str, str]) -> CalculationInput:
    changed = {
        section: [
            row.model_copy(update={"factor_id": following.get(row.factor_id, row.factor_id)})
            for row in getattr(stated, section)
        ]
        for section in SOURCED
    }
    return stated.model_copy(update=changed)


async def pins_for(
    portal: Portal, scope: Scope, before: Calculation | None, after: CalculationInput
) -> Pins:
    """Pins of a statement: those held stay, what is new is resolved."""
    names = references(after)
    held = before.pins if before else {}
    period_end = moment_after(after.last_day)
    new = await resolve(portal, scope, (name for name in names if name not in held), period_end)
    known = {**held, **new}
    return {name: known[name] for name in names if name in known}
