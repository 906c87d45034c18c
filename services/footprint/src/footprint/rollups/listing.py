"""Answers to the question what products emit by their bills of materials."""

from collections.abc import AsyncIterator
from dataclasses import dataclass

from footprint.inventories.listing import Position
from footprint.networks.rollups.pages import page_messages
from footprint.rollups.repository import roll_up_figures, roll_up_pages, whole_pages
from tierzero.footprint.v1.roll_up_pb2 import RollUp
from tierzero.store import Database, Document
from tierzero.tenancy import Scope


@dataclass(frozen=True)
class WantedRollUps:
    """Which are asked for; 0 stands for every year, an empty id for every product."""

    year: int = 0
    product_id: str = ""

    @property
    def filter(self) -> Document:
        """Pages on which they may be."""
        stated = {"year": self.year, "product_id": self.product_id}
        return {name: value for name, value in stated.items() if value}


async def list_roll_ups(
    database: Database, scope: Scope, wanted: WantedRollUps, start: Position, most: int
) -> tuple[list[RollUp], Position | None]:
    """Roll-ups by year, in the order in which products came; and where to go on, if there is more.

    A position counts pages over all years and what has been read of one.
    """
    found: list[RollUp] = []
    async for place, roll_up in _roll_ups(database, scope, wanted, start):
        if len(found) == most:
            return found, place
        found.append(roll_up)
    return found, None


async def _roll_ups(
    database: Database, scope: Scope, wanted: WantedRollUps, start: Position
) -> AsyncIterator[tuple[Position, RollUp]]:
    pages = roll_up_pages(database, scope).find(wanted.filter).sort([("year", 1), ("page", 1)])
    number = 0
    async for document in pages:
        skipped = start.offset if number == start.page else 0
        shown = await _messages(database, scope, document) if number >= start.page else []
        for offset, roll_up in list(enumerate(shown))[skipped:]:
            if wanted.product_id in ("", roll_up.product_id):
                yield Position(number, offset), roll_up
        number += 1


async def _messages(database: Database, scope: Scope, page: Document) -> list[RollUp]:
    figures = roll_up_figures(database, scope).find({"_id": page["_id"]})
    (whole,) = whole_pages([page], await figures.to_list(None))
    return list(page_messages(whole))
