"""What is read to tell how figures changed, each time in one cut."""

import asyncio
from collections.abc import AsyncIterator
from contextlib import AsyncExitStack, asynccontextmanager
from dataclasses import dataclass

from carbon.comparison.lines import ComparedLine
from carbon.scope3.results import Method
from footprint.bundles import Book
from footprint.history.base_year import Known
from footprint.history.lines import compared_line
from footprint.history.policies import (
    excluded_categories,
    policy_in,
    reported_revision,
    reports_of,
)
from footprint.history.revisions import Span, revisions_in
from footprint.inventories.content import inventory_from
from footprint.inventories.repository import current
from footprint.networks.pages import inventory_name, slots_of
from footprint.networks.repository import pages
from footprint.why.books import book_at
from footprint.why.explaining import Explainer
from tierzero.footprint.v1.inventory_pb2 import Inventory
from tierzero.procurement.v1.inventory_policy_pb2 import InventoryPolicy
from tierzero.store import Database, Session
from tierzero.tenancy import Scope

_CATEGORIES = range(1, 16)
_READ = ("policies", "factors", "footprints", "products")
"""Kinds of facts that comparing needs; products, because they say how much of a footprint shows."""


@dataclass(frozen=True)
class Years:
    """The lines of two years that may be compared, and how many lines could not be priced."""

    base: list[ComparedLine]
    current: list[ComparedLine]
    unresolved: int


@asynccontextmanager
async def _cut(explainer: Explainer, scope: Scope) -> AsyncIterator[tuple[Session, Book]]:
    """A transaction with the buyer's facts as of it.

    Only folding the journal needs its turn; what is read then is a copy of its own.
    """
    database, buyer_id = explainer.store.database, scope.organization_id
    async with AsyncExitStack() as stack:
        async with explainer.lock:
            session = await stack.enter_async_context(explainer.store.transaction())
            book = await book_at(session, database, explainer.shelves, buyer_id)
            own: Book = {kind: dict(book[kind]) for kind in _READ}
        yield session, own


async def read_revisions(
    explainer: Explainer, scope: Scope, span: Span, most: int
) -> tuple[InventoryPolicy, list[Inventory]]:
    """The policy, and at most so many revisions, the newest first."""
    async with _cut(explainer, scope) as (session, book):
        database = explainer.store.database
        found = await revisions_in(session, database, scope, span, most)
        return policy_in(book, scope.organization_id), found


async def read_base_year(explainer: Explainer, scope: Scope) -> Known:
    """Everything about the base year that the policy names."""
    async with _cut(explainer, scope) as (session, book):
        policy = policy_in(book, scope.organization_id)
        return await known_base_year(session, explainer.store.database, scope, policy)


async def known_base_year(
    session: Session, database: Database, scope: Scope, policy: InventoryPolicy
) -> Known:
    """The base year of a policy: its inventories, and their revisions since the last report."""
    year, since = policy.base_year, dict[int, list[Inventory]]()
    found = current(database, scope).find({"year": year}, session=session)
    held = {one["category"]: inventory_from(one) async for one in found}
    reports = reports_of(policy, year)
    for category in held if reports else ():
        span = Span(category, year, above=reported_revision(reports[-1], category))
        since[category] = await revisions_in(session, database, scope, span)
    return Known(policy, held, since)


async def read_years(
    explainer: Explainer, scope: Scope, years: tuple[int, int], category: int
) -> Years:
    """The lines of a base and a current year; ``category`` 0: all that count."""
    found = Years([], [], 0)
    unresolved = 0
    async with _cut(explainer, scope) as (session, book):
        excluded = excluded_categories(policy_in(book, scope.organization_id))
        wanted = {one for one in _CATEGORIES if one not in excluded and category in (0, one)}
        names = [inventory_name(one, year) for one in wanted for year in years]
        database = explainer.store.database
        stored = pages(database, scope).find({"inventories": {"$in": names}}, session=session)
        async for document in stored:
            for slot in slots_of(document):
                if slot.line and slot.category in wanted and slot.year in years:
                    line = compared_line(book, slot)
                    (found.base if slot.year == years[0] else found.current).append(line)
                    unresolved += slot.method is Method.UNRESOLVED
            # A large buyer's pages must not keep others waiting.
            await asyncio.sleep(0)
    return Years(found.base, found.current, unresolved)
