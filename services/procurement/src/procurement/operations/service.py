"""Recording, correcting and withdrawing activities other than purchases."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import timedelta

from procurement.parts import parts
from procurement.versions import settled
from tierzero import outbox
from tierzero.i18n import _
from tierzero.identity import Clock
from tierzero.lists import Count, Stretch, Turn
from tierzero.problems import FieldProblem, invalid, not_found
from tierzero.store import Session, Store
from tierzero.tenancy import Scope
from tierzero.topics import ACTIVITIES

from . import repository
from .kinds import AnyEntry
from .record import Operation, fact_of, operation_of
from .repository import Chosen, Outcome

__all__ = ["Chosen", "Operation", "Operations", "Outcome"]

_AT_ONCE = 500
# Somewhere on Earth it is already this much later than in UTC.
_FARTHEST_EAST = timedelta(hours=14)


@dataclass(frozen=True)
class Operations:
    """What buyers did besides buying."""

    store: Store
    clock: Clock

    def problems(self, entries: Sequence[AnyEntry]) -> list[tuple[FieldProblem, ...]]:
        """For each entry what speaks against recording it beside the others."""
        latest = (self.clock() + _FARTHEST_EAST).date()
        times = Counter(entry.reference for entry in entries)
        return [
            (
                *([_future()] if entry.date > latest else []),
                *([_twice()] if times[entry.reference] > 1 else []),
            )
            for entry in entries
        ]

    async def record(self, scope: Scope, entries: Sequence[AnyEntry]) -> Outcome:
        """Record activities, all or none; Problem 422 names what is wrong in which of them."""
        found = [
            replace(one, path=f"[{place}].{one.path}" if len(entries) > 1 else one.path)
            for place, problems in enumerate(self.problems(entries))
            for one in problems
        ]
        if found:
            raise invalid(found)
        return await self.record_checked(scope, entries)

    async def record_checked(self, scope: Scope, entries: Sequence[AnyEntry]) -> Outcome:
        """Record what has been checked, in parts: cut off, it is finished by sending it again."""
        made = self._made(scope, entries)
        done = [await self._record_part(scope, part) for part in parts(made, _AT_ONCE)]
        return Outcome(
            tuple(one for outcome in done for one in outcome.recorded),
            tuple(one for outcome in done for one in outcome.corrected),
            tuple(one for outcome in done for one in outcome.unchanged),
        )

    async def compare(self, scope: Scope, entries: Sequence[AnyEntry]) -> Outcome:
        """What recording would come to, without doing it."""
        return await repository.compare(self.store.database, scope, self._made(scope, entries))

    async def get(self, scope: Scope, operation_id: str) -> Operation:
        """One activity that stands; Problem 404 where the buyer has none of that id."""
        found = await repository.find(self.store.database, scope, operation_id)
        if found is None or found.withdrawn:
            raise not_found(_("There is no such activity."))
        return found

    async def withdraw(self, scope: Scope, operation_id: str) -> None:
        """Take an activity back; repeating that changes nothing."""

        async def write(session: Session) -> None:
            found = await repository.find(self.store.database, scope, operation_id, session)
            if found is None:
                raise not_found(_("There is no such activity."))
            if not found.withdrawn:
                gone = replace(found, withdrawn=True, recorded_at=self.clock())
                await self._write(scope, [gone], session)

        await self.store.in_transaction(write)

    async def count(self, scope: Scope, chosen: Chosen) -> Count:
        """How many activities that stand match, as far as lists are counted."""
        return await repository.count(self.store.database, scope, chosen)

    async def turned(
        self, scope: Scope, chosen: Chosen, turn: Turn, size: int
    ) -> Stretch[Operation]:
        """A page of the activities that stand, the latest first."""
        return await repository.turned(self.store.database, scope, chosen, turn, size)

    def _made(self, scope: Scope, entries: Sequence[AnyEntry]) -> list[Operation]:
        now = self.clock()
        return [operation_of(entry, scope.organization_id, now) for entry in entries]

    async def _record_part(self, scope: Scope, operations: Sequence[Operation]) -> Outcome:
        async def write(session: Session) -> Outcome:
            return await self._write(scope, operations, session)

        return await settled(self.store, write)

    async def _write(
        self, scope: Scope, operations: Sequence[Operation], session: Session
    ) -> Outcome:
        outcome = await repository.record(self.store.database, scope, operations, session)
        facts = [fact_of(one) for one in outcome.changed]
        buyer_id = scope.organization_id
        await outbox.append(session, self.store.database, ACTIVITIES, buyer_id, facts)
        return outcome


def _future() -> FieldProblem:
    return FieldProblem("date", "date-in-future", _("The date lies in the future."))


def _twice() -> FieldProblem:
    text = _("The reference stands more than once in what you sent.")
    return FieldProblem("reference", "duplicate-reference", text)
