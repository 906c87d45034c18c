"""Recording, correcting and withdrawing purchases."""

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from decimal import Decimal

from carbon.decimals import exact_arithmetic
from procurement.bought import service as bought
from procurement.catalogue.service import Catalogue, Product
from procurement.parts import parts
from procurement.versions import settled
from tierzero import outbox
from tierzero.i18n import _
from tierzero.identity import Clock
from tierzero.lists import COUNTED, Count, Stretch, Turn
from tierzero.problems import FieldProblem, invalid, not_found
from tierzero.store import Session, Store
from tierzero.tenancy import Scope
from tierzero.topics import ACTIVITIES

from . import repository
from .checking import Checked, check, check_unit, purchase_of, without_mass
from .documents import fact_of
from .model import Outcome, Purchase, PurchaseEntry
from .repository import Chosen

__all__ = ["Activities", "Checked", "Chosen", "Outcome", "Purchase", "PurchaseEntry"]

_AT_ONCE = 500


@dataclass(frozen=True)
class Activities:
    """The purchases of buyers."""

    store: Store
    catalogue: Catalogue
    clock: Clock

    async def check(self, scope: Scope, entries: Iterable[PurchaseEntry]) -> list[Checked]:
        """Hold entries against what the buyer is shown; problems are named by field."""
        given, now = list(entries), self.clock()
        directory = await self.catalogue.directory(scope, (entry.supplier for entry in given))
        checked = [check(entry, directory, now) for entry in given]
        masses = await self._masses(scope, without_mass(checked))
        return _unique([check_unit(one, masses) for one in checked])

    async def record(self, scope: Scope, entries: Sequence[PurchaseEntry]) -> Outcome:
        """Record purchases, all or none; Problem 422 names what is wrong in which of them."""
        checked = await self.check(scope, entries)
        problems = _named(checked, len(entries) > 1)
        if problems:
            raise invalid(problems)
        return await self.record_checked(scope, checked)

    async def record_checked(self, scope: Scope, checked: Sequence[Checked]) -> Outcome:
        """Record what has been checked, in parts: cut off, it is finished by sending it again."""
        purchases = self._purchases(scope, checked)
        done = [await self._record_part(scope, part) for part in parts(purchases, _AT_ONCE)]
        return _joined(done)

    async def compare(self, scope: Scope, checked: Sequence[Checked]) -> Outcome:
        """What recording would come to, without doing it."""
        purchases = self._purchases(scope, checked)
        return await repository.compare(self.store.database, scope, purchases)

    async def get(self, scope: Scope, purchase_id: str) -> Purchase:
        """One purchase that stands; Problem 404 where the buyer has none of that id."""
        found = await repository.find(self.store.database, scope, purchase_id)
        if found is None or found.withdrawn:
            raise not_found(_("There is no such purchase."))
        return found

    async def withdraw(self, scope: Scope, purchase_id: str) -> None:
        """Take a purchase back; repeating that changes nothing."""

        async def write(session: Session) -> None:
            found = await repository.find(self.store.database, scope, purchase_id, session)
            if found is None:
                raise not_found(_("There is no such purchase."))
            if not found.withdrawn:
                gone = replace(found, withdrawn=True, recorded_at=self.clock())
                outcome = await repository.record(self.store.database, scope, [gone], session)
                await self._publish(scope, outcome, session)

        await self.store.in_transaction(write)

    async def count(self, scope: Scope, chosen: Chosen, most: int = COUNTED) -> Count:
        """How many purchases that stand match, counted up to ``most``."""
        return await repository.count(self.store.database, scope, chosen, most)

    async def turned(
        self, scope: Scope, chosen: Chosen, turn: Turn, size: int
    ) -> Stretch[Purchase]:
        """A page of the purchases that stand, the latest first."""
        return await repository.turned(self.store.database, scope, chosen, turn, size)

    async def latest(self, scope: Scope, chosen: Chosen, limit: int) -> list[Purchase]:
        """The latest of the purchases that stand."""
        return await repository.latest(self.store.database, scope, chosen, limit)

    def _purchases(self, scope: Scope, checked: Sequence[Checked]) -> list[Purchase]:
        now = self.clock()
        return [purchase_of(one, scope.organization_id, now) for one in checked]

    async def _record_part(self, scope: Scope, purchases: Sequence[Purchase]) -> Outcome:
        async def write(session: Session) -> Outcome:
            outcome = await repository.record(self.store.database, scope, purchases, session)
            await self._publish(scope, outcome, session)
            await self._tell_suppliers(scope, outcome, session)
            return outcome

        return await settled(self.store, write)

    async def _publish(self, scope: Scope, outcome: Outcome, session: Session) -> None:
        facts = [fact_of(purchase) for purchase in (*outcome.recorded, *outcome.corrected)]
        buyer_id = scope.organization_id
        await outbox.append(session, self.store.database, ACTIVITIES, buyer_id, facts)

    async def _tell_suppliers(self, scope: Scope, outcome: Outcome, session: Session) -> None:
        """Each supplier learns once that a product of it is bought: nothing of how much."""
        stated = (*outcome.recorded, *outcome.corrected)
        pairs = {(one.supplier_id, one.product_id) for one in stated if one.product_id}
        await bought.tell(self.store.database, scope, pairs, self.clock(), session)

    async def _masses(self, scope: Scope, products: Sequence[Product]) -> dict[str, Decimal]:
        footprints = await self.catalogue.footprints(scope, products)
        masses: dict[str, Decimal] = {}
        with exact_arithmetic():
            for product_id, issued in footprints.items():
                pcfs = (one.footprint.pcf for one in issued)
                stated = [
                    pcf.product_mass_per_declared_unit / pcf.declared_unit_amount for pcf in pcfs
                ]
                masses[product_id] = max(stated, default=Decimal(0))
        return masses


def _unique(checked: list[Checked]) -> list[Checked]:
    times = Counter(one.entry.reference for one in checked)
    text = _("The reference stands more than once in what you sent.")
    twice = FieldProblem("reference", "duplicate-reference", text)
    return [
        replace(one, problems=(*one.problems, twice)) if times[one.entry.reference] > 1 else one
        for one in checked
    ]


def _named(checked: Sequence[Checked], several: int) -> list[FieldProblem]:
    return [
        replace(problem, path=f"[{place}].{problem.path}") if several else problem
        for place, one in enumerate(checked)
        for problem in one.problems
    ]


def _joined(outcomes: Sequence[Outcome]) -> Outcome:
    return Outcome(
        tuple(purchase for one in outcomes for purchase in one.recorded),
        tuple(purchase for one in outcomes for purchase in one.corrected),
        tuple(purchase for one in outcomes for purchase in one.unchanged),
    )
