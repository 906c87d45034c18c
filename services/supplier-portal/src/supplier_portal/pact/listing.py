"""What a partner may see of footprints, as PACT documents."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from supplier_portal.catalogue import service as catalogue
from supplier_portal.catalogue.service import Entry, Position, Wanted
from supplier_portal.footprints import service as footprints
from supplier_portal.footprints.service import IssuedFootprint
from supplier_portal.portal import Portal
from supplier_portal.sharing import service as sharing
from supplier_portal.sharing.service import Way
from tierzero.tenancy import Scope

Document = dict[str, Any]


@dataclass(frozen=True)
class Listed:
    """A page of documents, and where the list goes on."""

    documents: tuple[Document, ...]
    following: Position | None


async def listed(
    portal: Portal, reader: Scope, wanted: Wanted, after: Position | None, limit: int
) -> Listed:
    """The reader's next documents of what is wanted."""
    page = await catalogue.page(portal, reader, wanted, after, limit)
    documents = await documents_of(portal, reader, page.entries)
    shown = (documents[one.footprint_id] for one in page.entries if one.footprint_id in documents)
    return Listed(tuple(shown), page.following)


async def found(portal: Portal, reader: Scope, footprint_id: str) -> Document | None:
    """One document, where the reader may see it."""
    entry = await catalogue.find(portal, reader, footprint_id)
    if entry is None:
        return None
    return (await documents_of(portal, reader, [entry])).get(footprint_id)


async def documents_of(
    portal: Portal, reader: Scope, entries: Iterable[Entry]
) -> Mapping[str, Document]:
    """Id → document as the reader sees it; noted as handed out before it is."""
    by_owner: dict[str, list[str]] = {}
    for entry in entries:
        by_owner.setdefault(entry.supplier_id, []).append(entry.footprint_id)
    own = await _issued(portal, reader, by_owner.pop(reader.organization_id, []))
    others: list[IssuedFootprint] = []
    for owner, ids in by_owner.items():
        # In the scope of the owner; what of it the reader may see is decided by its product.
        others += await _issued(portal, Scope(owner, reader.actor), ids)
    shown = await sharing.shown(portal, reader.organization_id, others)
    await sharing.note_shown(portal, shown, reader.organization_id, Way.PACT)
    documents = {one.issued.id: one.document for one in shown}
    return documents | {one.id: one.document for one in own}


async def _issued(portal: Portal, owner: Scope, identities: Sequence[str]) -> list[IssuedFootprint]:
    if not identities:
        return []
    return await footprints.find_many(portal.database, owner, identities)
