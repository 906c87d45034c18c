"""What arrives from the supplier portal: kept first, then what rests on it is assessed again.

Keeping and assessing are two transactions on purpose. Whoever keeps the second of two facts (a
limit and a footprint, say) sees both when it assesses, so no order of arrival leaves a pair out;
and a delivery that was cut off between the two is repeated whole.
"""

from collections import defaultdict
from collections.abc import Awaitable, Callable, Collection, Iterable
from dataclasses import dataclass
from typing import Any, TypeVar

from tierzero.agents import Consumer, Delivery
from tierzero.store import Database, Session, Store
from tierzero.tenancy import Scope, scope_of_worker
from tierzero.topics import FOOTPRINTS, ORGANIZATIONS, PRODUCTS, VERIFICATIONS

from . import repository, verifications
from .facts import footprint_of, organization_of, product_of
from .model import IssuedFootprint, Product
from .verifications import Verification, verification_of

WORKER = "procurement.worker"
Stated = TypeVar("Stated", Product, IssuedFootprint, Verification)
Keep = Callable[[Database, Scope, Any, Session], Awaitable[None]]

Reassess = Callable[[Scope, Collection[str] | None], Awaitable[None]]
"""Assess a supplier's products again: those with the ids, or all of them."""


@dataclass(frozen=True)
class Intake:
    """Keeps what arrives and has it assessed."""

    store: Store
    reassess: Reassess

    async def organizations(self, delivery: Delivery) -> None:
        """An organization's new customers may now see what it shows to all of them."""
        for organization in [organization_of(fact) for fact in delivery.facts]:
            scope = scope_of_worker(organization.id, WORKER)
            await self._keep(repository.keep_organization, scope, organization)
            await self.reassess(scope, None)

    async def products(self, delivery: Delivery) -> None:
        """A product's classes, unit or sharing decide which limits apply."""
        stated = [product_of(fact) for fact in delivery.facts]
        for scope, products in _by_supplier(stated):
            await self._keep(repository.keep_products, scope, products)
            await self.reassess(scope, {product.id for product in products})

    async def footprints(self, delivery: Delivery) -> None:
        """A footprint, or its deprecation, changes the verdicts on its product."""
        issued = [footprint_of(fact) for fact in delivery.facts]
        for scope, footprints in _by_supplier(issued):
            await self._keep(repository.keep_footprints, scope, footprints)
            await self.reassess(scope, {footprint.product_id for footprint in footprints})

    async def verifications(self, delivery: Delivery) -> None:
        """A verifier's statement, or its end, changes what limits that ask for one say."""
        stated = [verification_of(fact) for fact in delivery.facts]
        for scope, held in _by_supplier(stated):
            await self._keep(verifications.keep, scope, held)
            await self.reassess(scope, {one.product_id for one in held})

    async def _keep(self, keep: Keep, scope: Scope, stated: Any) -> None:
        async def write(session: Session) -> None:
            await keep(self.store.database, scope, stated, session)

        await self.store.in_transaction(write)


def consumers(intake: Intake) -> list[Consumer]:
    """The topics and what is done with each."""
    return [
        Consumer(ORGANIZATIONS, intake.organizations),
        Consumer(PRODUCTS, intake.products),
        Consumer(FOOTPRINTS, intake.footprints),
        Consumer(VERIFICATIONS, intake.verifications),
    ]


def _by_supplier(stated: Iterable[Stated]) -> list[tuple[Scope, list[Stated]]]:
    grouped: dict[str, list[Stated]] = defaultdict(list)
    for one in stated:
        grouped[one.supplier_id].append(one)
    return [(scope_of_worker(supplier, WORKER), held) for supplier, held in grouped.items()]
