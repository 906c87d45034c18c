"""Answers to the question what a buyer's inventories and lines are."""

from collections.abc import AsyncIterator
from dataclasses import dataclass
from typing import Any

from footprint.inventories.content import inventory_from
from footprint.inventories.repository import current
from footprint.lines.message import METHODS
from footprint.networks.pages import inventory_name, slots_of
from footprint.networks.repository import pages
from footprint.networks.slots import Slot
from tierzero.footprint.v1.inventory_pb2 import Inventory
from tierzero.footprint.v1.inventory_service_pb2 import Line
from tierzero.store import Database, Document
from tierzero.tenancy import Scope


@dataclass(frozen=True)
class Wanted:
    """Which inventories are asked for; 0 stands for every category or year."""

    category: int = 0
    year: int = 0

    def includes(self, category: int, year: int) -> bool:
        """Whether lines of the category and year are asked for."""
        return self.category in (0, category) and self.year in (0, year)


@dataclass(frozen=True)
class Chosen:
    """Which lines are asked for; an empty supplier or method (0) stands for any."""

    wanted: Wanted
    supplier_id: str = ""
    method: int = 0

    def includes(self, slot: Slot) -> bool:
        """Whether the slot has a line that is asked for."""
        return (
            bool(slot.line)
            and self.wanted.includes(slot.category, slot.year)
            and self.supplier_id in ("", slot.supplier_id)
            and self.method in (0, METHODS[slot.method])
        )


@dataclass(frozen=True)
class Position:
    """The place after a line: a page and how many of its slots have been read."""

    page: int = 0
    offset: int = 0


async def list_inventories(database: Database, scope: Scope, wanted: Wanted) -> list[Inventory]:
    """Last revisions, by category and year."""
    found = current(database, scope).find(_exactly(wanted)).sort([("category", 1), ("year", 1)])
    return [inventory_from(one) async for one in found]


async def list_lines(
    database: Database, scope: Scope, chosen: Chosen, start: Position, most: int
) -> tuple[list[Line], Position | None]:
    """Lines in the order in which their activities came; and where to go on, if there is more."""
    lines: list[Line] = []
    async for place, line in _lines(database, scope, chosen, start):
        if len(lines) == most:
            return lines, place
        lines.append(line)
    return lines, None


async def _lines(
    database: Database, scope: Scope, chosen: Chosen, start: Position
) -> AsyncIterator[tuple[Position, Line]]:
    names = await _names(database, scope, chosen.wanted)
    filter_: Document = {"inventories": {"$in": names}, "page": {"$gte": start.page}}
    async for document in pages(database, scope).find(filter_).sort("page", 1):
        page = document["page"]
        skipped = start.offset if page == start.page else 0
        for offset, slot in list(enumerate(slots_of(document)))[skipped:]:
            if chosen.includes(slot):
                yield Position(page, offset), Line.FromString(slot.line)


async def _names(database: Database, scope: Scope, wanted: Wanted) -> list[str]:
    # Pages are found by exact names of inventories; a buyer has a few dozen of them.
    found: Any = current(database, scope).find(_exactly(wanted), projection=["category", "year"])
    return [inventory_name(one["category"], one["year"]) async for one in found]


def _exactly(wanted: Wanted) -> Document:
    stated = {"category": wanted.category, "year": wanted.year}
    return {name: value for name, value in stated.items() if value}
