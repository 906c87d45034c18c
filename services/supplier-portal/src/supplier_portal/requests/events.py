"""What the worker listens to: questions and part numbers, and whatever may answer a question."""

from collections import defaultdict
from collections.abc import Iterable
from typing import Any

from supplier_portal.portal import Portal
from tierzero.agents import Consumer, Delivery, Job
from tierzero.tenancy import Scope, scope_of_worker
from tierzero.topics import FOOTPRINT_REQUESTS, FOOTPRINTS, ORGANIZATIONS, PRODUCTS

from . import mapping, rematching
from .contract import question_of, stated_part_number
from .receiving import WORKER
from .service import receive
from .sweeping import sweep

_SWEEP_SECONDS = 5.0


def consumers(portal: Portal) -> list[Consumer]:
    """Questions of buyers, and the portal's own facts that may answer what waits."""

    async def questions(delivery: Delivery) -> None:
        await _learn(portal, map(stated_part_number, delivery.envelope.part_numbers))
        for incoming in map(question_of, delivery.facts):
            await receive(portal, incoming)

    async def footprints(delivery: Delivery) -> None:
        for supplier_id, facts in _by_owner(delivery.facts).items():
            wanted = {fact.product_id for fact in facts}
            await rematching.match_products(portal, _scope(supplier_id), wanted)

    async def products(delivery: Delivery) -> None:
        for supplier_id, facts in _by_owner(delivery.facts).items():
            wanted = {fact.fact.id for fact in facts}
            await rematching.match_products(portal, _scope(supplier_id), wanted)

    async def organizations(delivery: Delivery) -> None:
        for fact in delivery.facts:
            await rematching.match_all(portal, _scope(fact.fact.id))

    return [
        Consumer(FOOTPRINT_REQUESTS, questions),
        Consumer(FOOTPRINTS, footprints),
        Consumer(PRODUCTS, products),
        Consumer(ORGANIZATIONS, organizations),
    ]


def deadlines(portal: Portal) -> Job:
    """Reminders and expiry, by the clock."""

    async def run() -> None:
        await sweep(portal)

    return Job("deadlines of requests", _SWEEP_SECONDS, run)


async def _learn(portal: Portal, statements: Iterable[Any]) -> None:
    by_supplier: dict[str, list[Any]] = defaultdict(list)
    for statement in statements:
        by_supplier[statement.supplier_id].append(statement)
    for supplier_id, stated in by_supplier.items():
        scope = _scope(supplier_id)
        await mapping.learn(portal, scope, stated)
        # Not only what was new: a delivery cut off behind the learning is repeated whole.
        await rematching.match_keys(portal, scope, [one.id for one in stated])


def _by_owner(facts: Iterable[Any]) -> dict[str, list[Any]]:
    grouped: dict[str, list[Any]] = defaultdict(list)
    for fact in facts:
        grouped[fact.supplier_id].append(fact)
    return grouped


def _scope(supplier_id: str) -> Scope:
    return scope_of_worker(supplier_id, WORKER)
