"""Setting, changing and withdrawing limits."""

from collections.abc import Awaitable, Callable
from dataclasses import dataclass, replace
from uuid import uuid4

from pymongo.errors import DuplicateKeyError

from carbon.limits import Limit
from procurement import audit
from procurement.catalogue.service import Catalogue
from tierzero import outbox
from tierzero.i18n import _
from tierzero.identity import Clock
from tierzero.lists import Count, Stretch, Turn
from tierzero.problems import FieldProblem, invalid, not_found
from tierzero.store import Session, Store
from tierzero.tenancy import Scope
from tierzero.topics import LIMITS

from . import repository
from .book import LimitBook
from .documents import fact_of
from .model import LimitTerms, SetLimit, terms_of
from .rules import collide, overlap_problem, refuse_stale, stale_problem

__all__ = ["LimitBook", "LimitTerms", "Limits", "SetLimit", "terms_of"]

Assess = Callable[[Scope, str], Awaitable[None]]


@dataclass(frozen=True)
class Limits:
    """The limits of buyers. ``assess`` is called once a change is durable."""

    store: Store
    catalogue: Catalogue
    clock: Clock
    assess: Assess

    async def turned(self, scope: Scope, turn: Turn, size: int) -> Stretch[SetLimit]:
        """A page of the buyer's limits that are not withdrawn, the latest first."""
        return await repository.turned(self.store.database, scope, turn, size)

    async def in_force(self, scope: Scope) -> Count:
        """How many of the buyer's limits are in force, as far as lists are counted."""
        return await repository.count_in_force(self.store.database, scope, self.clock())

    async def get(self, scope: Scope, limit_id: str) -> SetLimit:
        """One limit; Problem 404 where the buyer has none of that id."""
        found = await repository.find(self.store.database, scope, limit_id)
        if found is None:
            raise not_found(_("There is no such limit."))
        return found

    async def history(self, scope: Scope, limit_id: str) -> list[audit.Entry]:
        """What was changed, by whom, newest first."""
        return await audit.history(self.store.database, scope, limit_id)

    async def set(self, scope: Scope, terms: LimitTerms) -> SetLimit:
        """Set a limit; all known products it applies to are assessed at once."""
        limit = await self._resolved(scope, terms)
        held = SetLimit(str(uuid4()), 1, scope.organization_id, limit, self.clock())
        await self._write(scope, held, None)
        return held

    async def change(
        self, scope: Scope, limit_id: str, terms: LimitTerms, version: int | None = None
    ) -> SetLimit:
        """Replace the terms; ``version`` is the one the caller saw, where it wants to be sure."""
        before = await self.get(scope, limit_id)
        refuse_stale(before, version)
        limit = await self._resolved(scope, terms)
        if limit == before.limit:
            return before
        held = replace(before, version=before.version + 1, limit=limit, recorded_at=self.clock())
        await self._write(scope, held, before)
        return held

    async def withdraw(self, scope: Scope, limit_id: str) -> None:
        """Take a limit back, and its verdicts with it; repeating that changes nothing."""
        before = await repository.find(self.store.database, scope, limit_id)
        if before is None:
            raise not_found(_("There is no such limit."))
        if before.withdrawn:
            return
        held = replace(before, version=before.version + 1, withdrawn=True, recorded_at=self.clock())
        await self._write(scope, held, before)

    async def _resolved(self, scope: Scope, terms: LimitTerms) -> Limit:
        product_id = terms.product_id
        if product_id:
            product_id = await self._product_id(scope, product_id)
        return Limit(**{**dict(terms), "product_id": product_id})

    async def _product_id(self, scope: Scope, wanted: str) -> str:
        product = await self.catalogue.shown_as(scope, wanted)
        if product is not None:
            return product.id
        text = _("No supplier shows you a product {product}.", product=wanted)
        raise invalid([FieldProblem("product_id", "unknown-product", text)])

    async def _write(self, scope: Scope, held: SetLimit, before: SetLimit | None) -> None:
        async def write(session: Session) -> None:
            await self._refuse_overlap(scope, held, session)
            await self._put(scope, held, before, session)
            entry = _entry(scope, held, before)
            await audit.note(self.store.database, scope, entry, session)
            fact = fact_of(held)
            await outbox.append(session, self.store.database, LIMITS, held.buyer_id, [fact])

        try:
            await self.store.in_transaction(write)
        except DuplicateKeyError as error:
            raise overlap_problem() from error
        await self.assess(scope, held.id)

    async def _put(
        self, scope: Scope, held: SetLimit, before: SetLimit | None, session: Session
    ) -> None:
        database, due = self.store.database, held.recorded_at
        if before is None:
            await repository.insert(database, scope, held, due, session)
        elif not await repository.replace(database, scope, held, due, session):
            raise stale_problem()

    async def _refuse_overlap(self, scope: Scope, held: SetLimit, session: Session) -> None:
        if held.withdrawn:
            return
        for other in await repository.beside(self.store.database, scope, held, session):
            if other.id != held.id and collide(other, held):
                raise overlap_problem(other)


def _entry(scope: Scope, held: SetLimit, before: SetLimit | None) -> audit.Entry:
    action = "withdrawn" if held.withdrawn else "changed" if before else "set"
    return audit.Entry(
        at=held.recorded_at,
        actor=scope.actor,
        action=f"limit.{action}",
        subject_id=held.id,
        version=held.version,
        before=terms_of(before).model_dump(mode="json") if before else {},
        after={} if held.withdrawn else terms_of(held).model_dump(mode="json"),
    )
