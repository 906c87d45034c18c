"""Reading listings of what is shown to a reader."""

from supplier_portal.portal import Portal
from supplier_portal.sharing import service as sharing
from tierzero.tenancy import Scope

from . import repository, searching
from .audiences import audiences_with, scope_of
from .model import Entry, Page, Position, Wanted
from .narrowing import Reading

__all__ = ["Entry", "Page", "Position", "Wanted", "find", "page"]

_BEGINNING = Position("", -1)


async def page(
    portal: Portal, reader: Scope, wanted: Wanted, after: Position | None, limit: int
) -> Page:
    """Footprints that the reader may see, in an order that never changes, after a position."""
    found: list[tuple[str, Entry]] = []
    for audience in await _audiences(portal, reader):
        if after and audience < after.audience:
            continue
        start = after.place if after and audience == after.audience else -1
        reading = Reading(portal.database, scope_of(audience, reader), wanted, portal.clock())
        read = await searching.read(reading, start, limit + 1 - len(found))
        found += [(audience, entry) for entry in read]
        if len(found) > limit:
            break
    return _page(found, after, limit)


async def find(portal: Portal, reader: Scope, footprint_id: str) -> Entry | None:
    """The footprint with an id, where the reader may see it."""
    for audience in await _audiences(portal, reader):
        entry = await repository.find(portal.database, scope_of(audience, reader), footprint_id)
        if entry:
            return entry
    return None


def _page(found: list[tuple[str, Entry]], after: Position | None, limit: int) -> Page:
    entries = tuple(entry for _audience, entry in found[:limit])
    if len(found) <= limit:
        return Page(entries)
    if not entries:
        return Page((), after or _BEGINNING)
    audience, last = found[limit - 1]
    return Page(entries, Position(audience, last.place))


async def _audiences(portal: Portal, reader: Scope) -> tuple[str, ...]:
    shown = await sharing.visible_to(portal, reader.organization_id)
    return audiences_with(reader.organization_id, shown.marks)
