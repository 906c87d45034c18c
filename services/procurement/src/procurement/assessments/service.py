"""Keeping verdicts in step with limits, products, footprints and time.

Each step reads, decides and writes in one transaction. Two that touch the same verdict collide, and
the later one decides again from what the earlier one left.
"""

from collections import Counter, defaultdict
from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass
from functools import partial

from carbon.limits import Verdict
from procurement.catalogue.service import Catalogue
from procurement.limits.service import LimitBook
from procurement.parts import parts
from procurement.versions import settled
from tierzero import outbox
from tierzero.identity import Clock
from tierzero.lists import Stretch, Turn
from tierzero.store import Session, Store
from tierzero.tenancy import Scope, scope_of_worker
from tierzero.topics import ASSESSMENTS

from . import repository, totals
from .deciding import Changes, changes, decide_all, next_change
from .documents import fact_of
from .listing import About, Filter
from .model import Assessment
from .viewers import viewers_of

__all__ = ["About", "Assessment", "Assessments", "Filter"]

# Short lists of ids are what the embedded store looks up quickly; see procurement.lookups.
_PRODUCTS_AT_ONCE = 100
ASSESSOR = "procurement.assessor"


@dataclass(frozen=True)
class Assessments:
    """The verdicts kept in a store."""

    store: Store
    catalogue: Catalogue
    limits: LimitBook
    clock: Clock

    async def turned(
        self, scope: Scope, wanted: Filter, turn: Turn, size: int
    ) -> Stretch[Assessment]:
        """A page of the verdicts that hold for the buyer and are wanted, the latest first."""
        return await repository.turned(self.store.database, scope, wanted, turn, size)

    async def totals(self, scope: Scope) -> dict[str, Counter[str]]:
        """Supplier id → verdict → how many hold for the buyer."""
        return await totals.of_buyer(self.store.database, scope)

    async def subjects(self, scope: Scope, verdicts: Iterable[Verdict]) -> set[tuple[str, str]]:
        """(supplier id, product id) of which one of the verdicts holds."""
        return await repository.subjects(self.store.database, scope, verdicts)

    async def assess_products(self, scope: Scope, ids: Collection[str] | None) -> None:
        """Assess a supplier's products, all or those with the ids, against every limit."""
        wanted = await self.catalogue.own_product_ids(scope) if ids is None else ids
        for part in parts(sorted(wanted), _PRODUCTS_AT_ONCE):
            await settled(self.store, partial(self._products, scope, part))

    async def assess_limit(self, scope: Scope, limit_id: str) -> None:
        """Assess all products a buyer is shown against one of its limits."""
        limit = await self.limits.find(scope, limit_id)
        if limit is None:
            return
        subject = limit.limit.product_id
        shown = await self.catalogue.products(scope, {subject} if subject else None)
        ids = sorted(product.id for product in shown)
        for part in parts(ids, _PRODUCTS_AT_ONCE):
            await settled(self.store, partial(self._limit, scope, limit_id, part))
        await settled(self.store, partial(self._close, scope, limit_id, ids))

    async def sweep(self) -> None:
        """Assess again what time alone has changed, and limits whose assessment was cut off."""
        now = self.clock()
        for buyer_id, limit_id in await self.limits.due(now):
            await self.assess_limit(scope_of_worker(buyer_id, ASSESSOR), limit_id)
        for supplier_id, ids in (await repository.due(self.store.database, now)).items():
            await self.assess_products(scope_of_worker(supplier_id, ASSESSOR), ids)

    async def _products(self, scope: Scope, ids: Sequence[str], session: Session) -> None:
        shelf = await self.catalogue.own_shelf(scope, ids, session)
        if not shelf.products:
            return
        buyers = viewers_of(shelf, scope.organization_id)
        limits = await self.limits.that_concern(scope, ids, buyers, session)
        held = await repository.about_supplier(self.store.database, scope, ids, session)
        if not limits and not held:
            return
        stocked = await self.catalogue.with_footprints(scope, shelf, session)
        now = self.clock()
        await self._write(changes(held, decide_all(limits, stocked, now), now), session)

    async def _limit(
        self, scope: Scope, limit_id: str, ids: Sequence[str], session: Session
    ) -> None:
        limit = await self.limits.find(scope, limit_id, session)
        if limit is None or limit.withdrawn:
            return
        shelf = await self.catalogue.shelf_shown(scope, ids, session)
        held = await repository.of_limit(self.store.database, scope, limit_id, session, ids)
        now = self.clock()
        await self._write(changes(held, decide_all([limit], shelf, now), now), session)

    async def _close(
        self, scope: Scope, limit_id: str, assessed: Collection[str], session: Session
    ) -> None:
        """Withdraw what the limit no longer reaches, and note when to look at it again."""
        limit = await self.limits.find(scope, limit_id, session)
        if limit is None:
            return
        reached = set() if limit.withdrawn else set(assessed)
        every = await repository.of_limit(self.store.database, scope, limit_id, session)
        held = {key: kept for key, kept in every.items() if kept.decision.product_id not in reached}
        ids = {kept.decision.product_id for kept in held.values()}
        shelf = await self.catalogue.shelf_shown(scope, ids, session)
        now = self.clock()
        await self._write(changes(held, decide_all([limit], shelf, now), now), session)
        at = None if limit.withdrawn else next_change([limit], (), now)
        await self.limits.reschedule(scope, limit, at, session)

    async def _write(self, found: Changes, session: Session) -> None:
        database = self.store.database
        scopes = _scopes_of(found)
        await repository.keep(database, scopes, found.published, session)
        await repository.reschedule(database, scopes, found.rescheduled, session)
        await totals.note(database, scopes, found.counted, session)
        for supplier_id, stated in _by_supplier(found.published).items():
            facts = [fact_of(assessment) for assessment in stated]
            await outbox.append(session, database, ASSESSMENTS, supplier_id, facts)


def _scopes_of(found: Changes) -> dict[str, Scope]:
    buyers = {kept.decision.buyer_id for kept in (*found.published, *found.rescheduled)}
    return {buyer: scope_of_worker(buyer, ASSESSOR) for buyer in buyers}


def _by_supplier(stated: Iterable[Assessment]) -> dict[str, list[Assessment]]:
    grouped: dict[str, list[Assessment]] = defaultdict(list)
    for assessment in stated:
        grouped[assessment.decision.supplier_id].append(assessment)
    return grouped
