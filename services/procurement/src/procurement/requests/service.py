"""Asking suppliers for footprints, and following what becomes of it."""

from collections.abc import Awaitable, Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta

from procurement import audit
from procurement.catalogue.service import Catalogue
from procurement.parts import parts
from procurement.versions import settled
from tierzero import outbox
from tierzero.facts.part_numbers import PartNumber
from tierzero.i18n import _
from tierzero.identity import Clock
from tierzero.lists import Count, Stretch, Turn
from tierzero.problems import FieldProblem, conflict, invalid, not_found
from tierzero.store import Session, Store
from tierzero.tenancy import Scope
from tierzero.topics import FOOTPRINT_REQUESTS

from . import repository
from .documents import fact_of, slot_of
from .entries import entry, reminder_entry, told_entry
from .model import (
    LONGEST_DAYS,
    Asked,
    FootprintRequest,
    Question,
    Reminder,
    State,
    Told,
    newer_told,
)
from .part_numbers import PartNumbers
from .repository import Filter
from .resolving import Resolved, Surroundings, end_of, resolve, resolve_assignment

__all__ = ["Filter", "FootprintRequest", "FootprintRequests", "Outcome", "Question", "State"]

REMIND_EVERY = timedelta(hours=24)
_AT_ONCE = 200


@dataclass(frozen=True)
class Outcome:
    """What came of questions: those asked now, and ids of open requests for the same."""

    asked: tuple[FootprintRequest, ...] = ()
    open_already: tuple[str, ...] = ()


@dataclass(frozen=True)
class FootprintRequests:
    """The requests of buyers."""

    store: Store
    catalogue: Catalogue
    part_numbers: PartNumbers
    clock: Clock

    async def ask(self, scope: Scope, questions: Sequence[Question]) -> Outcome:
        """Ask one or many, all or none; what is open already is not asked twice."""
        resolved = await self._resolved(scope, questions)
        problems = _placed(resolved, len(questions) > 1)
        if problems:
            raise invalid(problems)
        unique = {slot_of(one.asked): one.asked for one in resolved if one.asked}
        outcomes = [
            await settled(self.store, self._asking(scope, part))
            for part in parts(list(unique.values()), _AT_ONCE)
        ]
        return Outcome(
            tuple(request for one in outcomes for request in one.asked),
            tuple(identity for one in outcomes for identity in one.open_already),
        )

    async def get(self, scope: Scope, request_id: str) -> FootprintRequest:
        """One request; Problem 404 where the buyer has none of that id."""
        found = await repository.find(self.store.database, scope, request_id)
        if found is None:
            raise not_found(_("There is no such request."), "unknown-request")
        return found

    async def turned(
        self, scope: Scope, wanted: Filter, turn: Turn, size: int
    ) -> Stretch[FootprintRequest]:
        """A page of requests, the open ones first, the most urgent of them at the top."""
        listing = wanted.listing(self.clock())
        return await repository.turned(self.store.database, scope, listing, turn, size)

    async def every(self, scope: Scope, wanted: Filter) -> list[FootprintRequest]:
        """All requests that match, for a file."""
        return await repository.every(self.store.database, scope, wanted.listing(self.clock()))

    async def count(self, scope: Scope, wanted: Filter) -> Count:
        """How many requests match, as far as lists are counted."""
        return await repository.count(self.store.database, scope, wanted.listing(self.clock()))

    async def open_among(
        self, scope: Scope, pairs: Iterable[tuple[str, str]]
    ) -> set[tuple[str, str]]:
        """Those of the pairs (supplier id, product id) that are asked for at the moment."""
        return await repository.open_among(self.store.database, scope, pairs)

    async def open_subjects(self, scope: Scope) -> set[tuple[str, str]]:
        """(supplier id, product id) of everything that is asked for at the moment."""
        return await repository.open_subjects(self.store.database, scope)

    async def history(self, scope: Scope, request_id: str) -> list[audit.Entry]:
        """What happened to a request on both sides, newest first."""
        return await audit.history(self.store.database, scope, request_id)

    async def withdraw(self, scope: Scope, request_id: str) -> FootprintRequest:
        """No longer ask; Problem 409 where the request is closed."""
        return await self._restate(scope, request_id, "withdrawn", _withdrawn)

    async def remind(self, scope: Scope, request_id: str) -> FootprintRequest:
        """Remind the supplier by hand; Problem 409 where that was done in the last 24 hours."""
        now = self.clock()

        def reminded(asked: Asked) -> Asked:
            if asked.reminded_at and now < asked.reminded_at + REMIND_EVERY:
                text = _("The supplier was reminded within the last 24 hours.")
                raise conflict("reminded-already", text)
            return replace(asked, reminded_at=now)

        return await self._restate(scope, request_id, "reminded", reminded)

    async def postpone(self, scope: Scope, request_id: str, last_day: date) -> FootprintRequest:
        """Give the supplier until another day, that day included."""
        today = self.clock().date()
        if not today <= last_day <= today + timedelta(days=LONGEST_DAYS):
            text = _("The deadline must be from today on, within a year.")
            raise invalid([FieldProblem("deadline", "day-out-of-range", text)])

        def postponed(asked: Asked) -> Asked:
            return replace(asked, deadline=end_of(last_day))

        return await self._restate(scope, request_id, "postponed", postponed)

    async def assign(
        self, scope: Scope, supplier: str, part_number: str, product: str
    ) -> PartNumber:
        """Say which product of a supplier a part number means; without one it is taken back."""
        directory = await self.catalogue.directory(scope, [supplier])
        resolved = resolve_assignment(supplier, product, directory)
        if resolved.problems:
            raise invalid(resolved.problems)
        return await self.part_numbers.state(
            scope, resolved.supplier_id, part_number, resolved.product_id
        )

    async def learn(self, scope: Scope, stated: Mapping[str, Told]) -> list[str]:
        """Keep what the supplier's side tells of requests; returns ids that nobody has asked."""

        async def write(session: Session) -> list[str]:
            unknown: list[str] = []
            for request_id, told in stated.items():
                held = await repository.find(self.store.database, scope, request_id, session)
                if held is None:
                    unknown.append(request_id)
                    continue
                after = replace(held, told=newer_told(held.told, told))
                if after != held:
                    await repository.replace(self.store.database, scope, after, session)
                    step = told_entry(after, told)
                    await audit.note(self.store.database, scope, step, session)
            return unknown

        return await settled(self.store, write)

    async def learn_reminders(self, scope: Scope, stated: Mapping[str, Iterable[Reminder]]) -> None:
        """Keep when suppliers were reminded by the calendar; the same again is known."""

        async def write(session: Session) -> None:
            for request_id, told in stated.items():
                held = await repository.find(self.store.database, scope, request_id, session)
                if held is None:
                    continue
                after = replace(held, reminders=held.reminders | frozenset(told))
                if after != held:
                    await repository.replace(self.store.database, scope, after, session)
                for one in sorted(after.reminders - held.reminders):
                    step = reminder_entry(after, one)
                    await audit.note(self.store.database, scope, step, session)

        await settled(self.store, write)

    async def _resolved(self, scope: Scope, questions: Sequence[Question]) -> list[Resolved]:
        directory = await self.catalogue.directory(scope, {one.supplier for one in questions})
        pairs = {
            (supplier.id, one.part_number)
            for one in questions
            if one.part_number
            for supplier in directory.find_suppliers(one.supplier)
        }
        meant = await self.part_numbers.meant(scope, pairs)
        around = Surroundings(scope.organization_id, self.clock(), directory, meant)
        return [resolve(one, around) for one in questions]

    def _asking(
        self, scope: Scope, part: Sequence[Asked]
    ) -> Callable[[Session], Awaitable[Outcome]]:
        async def write(session: Session) -> Outcome:
            slots = {slot_of(one): one for one in part}
            taken = await repository.taken_slots(self.store.database, scope, slots, session)
            new = [FootprintRequest(one) for slot, one in slots.items() if slot not in taken]
            await repository.insert_many(self.store.database, scope, new, session)
            for one in new:
                await audit.note(self.store.database, scope, entry(scope, one, "asked"), session)
            await self._tell([one.asked for one in new], session)
            return Outcome(tuple(new), tuple(taken.values()))

        return write

    async def _restate(
        self, scope: Scope, request_id: str, what: str, change: Callable[[Asked], Asked]
    ) -> FootprintRequest:
        async def write(session: Session) -> FootprintRequest:
            held = await repository.find(self.store.database, scope, request_id, session)
            if held is None:
                raise not_found(_("There is no such request."), "unknown-request")
            if not held.is_open:
                text = _("This request is closed already.")
                raise conflict("request-closed", text)
            changed = change(held.asked)
            asked = replace(changed, version=held.asked.version + 1, recorded_at=self.clock())
            after = replace(held, asked=asked)
            await repository.replace(self.store.database, scope, after, session)
            await audit.note(self.store.database, scope, entry(scope, after, what), session)
            await self._tell([asked], session)
            return after

        return await settled(self.store, write)

    async def _tell(self, asked: Iterable[Asked], session: Session) -> None:
        by_supplier: dict[str, list[Asked]] = {}
        for one in asked:
            by_supplier.setdefault(one.supplier_id, []).append(one)
        for supplier_id, held in by_supplier.items():
            facts = [fact_of(one) for one in held]
            database = self.store.database
            await outbox.append(session, database, FOOTPRINT_REQUESTS, supplier_id, facts)


def _withdrawn(asked: Asked) -> Asked:
    return replace(asked, withdrawn=True)


def _placed(resolved: Sequence[Resolved], in_a_list: bool) -> list[FieldProblem]:
    return [
        replace(problem, path=f"[{place}].{problem.path}") if in_a_list else problem
        for place, one in enumerate(resolved)
        for problem in one.problems
    ]
