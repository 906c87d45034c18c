"""Findings from what is stored."""

from footprint.findings.finding import findings_of
from footprint.networks.pages import inventory_name, slots_of
from footprint.networks.repository import pages
from footprint.networks.slots import Slot
from footprint.why.books import book_at
from footprint.why.explaining import Explainer
from tierzero.footprint.v1.finding_pb2 import Finding
from tierzero.store import Document
from tierzero.tenancy import Scope

_CATEGORIES = range(1, 16)


async def list_findings(
    explainer: Explainer, scope: Scope, year: int, language: str
) -> list[Finding]:
    """What may be counted twice in a year (0: in any), read in one cut."""
    database, network_id = explainer.store.database, scope.organization_id
    names = [inventory_name(category, year) for category in _CATEGORIES]
    wanted: Document = {"inventories": {"$in": names}} if year else {}
    slots: list[Slot] = []
    async with explainer.lock, explainer.store.transaction() as session:
        book = await book_at(session, database, explainer.shelves, network_id)
        async for document in pages(database, scope).find(wanted, session=session).sort("page", 1):
            slots += [slot for slot in slots_of(document) if year in (0, slot.year)]
        return list(findings_of(slots, book, language))
