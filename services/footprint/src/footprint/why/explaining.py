"""The tree of one inventory, page by page, in versions that belong together."""

import asyncio
from collections.abc import AsyncIterator
from dataclasses import dataclass, field

from carbon.gwp import DEFAULT_GWP_SET
from footprint.bundles import Book
from footprint.inventories.content import inventory_from
from footprint.inventories.listing import Position, Wanted
from footprint.inventories.repository import current
from footprint.networks.pages import inventory_name, slots_of
from footprint.networks.repository import pages
from footprint.networks.slots import Slot
from footprint.recent import Recent
from footprint.why.books import Shelf, book_at
from footprint.why.calculation import calculation_of
from footprint.why.documents import documents_of
from footprint.why.formula import formula_of
from footprint.why.origins import origin_of
from tierzero.footprint.v1.inventory_pb2 import Inventory
from tierzero.footprint.v1.inventory_service_pb2 import ExplainedLine, Line
from tierzero.procurement.v1.activity_pb2 import Activity
from tierzero.procurement.v1.inventory_policy_pb2 import InventoryPolicy
from tierzero.store import Document, Session, Store
from tierzero.tenancy import Scope


@dataclass(frozen=True)
class Explainer:
    """What explaining works with. One at a time: shelves follow the transactions in turn."""

    store: Store
    shelves: Recent[Shelf]
    lock: asyncio.Lock = field(default_factory=asyncio.Lock)


@dataclass(frozen=True)
class Question:
    """Which inventory, and which of its lines: one, or all from a position on."""

    wanted: Wanted
    activity_id: str = ""
    start: Position = field(default_factory=Position)
    most: int = 100


@dataclass(frozen=True)
class Explanation:
    """The inventory where there is one, explained lines, and where to go on."""

    inventory: Inventory | None
    lines: list[ExplainedLine]
    next: Position | None
    policy: InventoryPolicy | None = None


async def explain(explainer: Explainer, scope: Scope, question: Question) -> Explanation:
    """Read the tree in one cut: no document is newer or older than the line that names it."""
    async with explainer.lock, explainer.store.transaction() as session:
        database, network_id = explainer.store.database, scope.organization_id
        inventory = await _inventory(session, explainer.store, scope, question.wanted)
        book = await book_at(session, database, explainer.shelves, network_id)
        lines: list[ExplainedLine] = []
        async for place, slot in _slots(session, explainer.store, scope, question):
            if len(lines) == question.most:
                return Explanation(inventory, lines, place, _policy(book, network_id))
            lines.append(_explained(book, network_id, slot))
        return Explanation(inventory, lines, None, _policy(book, network_id))


def _policy(book: Book, network_id: str) -> InventoryPolicy | None:
    stated = book["policies"].get(network_id)
    return None if stated is None or stated.fact.withdrawn else stated


async def _inventory(
    session: Session, store: Store, scope: Scope, wanted: Wanted
) -> Inventory | None:
    found = await current(store.database, scope).find_one(
        {"category": wanted.category, "year": wanted.year}, session=session
    )
    return None if found is None else inventory_from(found)


async def _slots(
    session: Session, store: Store, scope: Scope, question: Question
) -> AsyncIterator[tuple[Position, Slot]]:
    wanted, start = question.wanted, question.start
    filter_: Document = {
        "inventories": inventory_name(wanted.category, wanted.year),
        "page": {"$gte": start.page},
    }
    if question.activity_id:
        filter_["activity_id"] = question.activity_id
    found = pages(store.database, scope).find(filter_, session=session)
    async for document in found.sort("page", 1):
        page = document["page"]
        skipped = start.offset if page == start.page else 0
        for offset, slot in list(enumerate(slots_of(document)))[skipped:]:
            if _is_meant(slot, question):
                yield Position(page, offset), slot


def _is_meant(slot: Slot, question: Question) -> bool:
    in_inventory = slot.line and question.wanted.includes(slot.category, slot.year)
    return bool(in_inventory) and question.activity_id in ("", slot.activity_id)


def _explained(book: Book, network_id: str, slot: Slot) -> ExplainedLine:
    line, activity = Line.FromString(slot.line), Activity.FromString(slot.activity)
    documents, policy = list(documents_of(book, network_id, line)), _policy(book, network_id)
    gwp_set = policy.gwp_set if policy else DEFAULT_GWP_SET.name
    return ExplainedLine(
        line=line,
        activity=activity,
        formula=formula_of(line, activity),
        documents=documents,
        calculation=calculation_of(line, activity, documents, gwp_set),
        origin=origin_of(activity),
    )
