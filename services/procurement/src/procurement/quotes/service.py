"""Stating exchange rates and price indices: another value supersedes, nothing is edited."""

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace

from procurement.factors.service import EVERYONE, publishing_scope
from procurement.parts import parts
from procurement.versions import settled
from tierzero import outbox
from tierzero.i18n import _
from tierzero.identity import Clock
from tierzero.lists import Count, Stretch, Turn, mapped
from tierzero.problems import FieldProblem, invalid
from tierzero.procurement.v1.factor_pb2 import FactorsPublished
from tierzero.store import Session, Store
from tierzero.tenancy import Scope
from tierzero.topics import FACTORS

from . import listing, repository
from .kinds import QuoteKind, fact_of
from .model import Entry, Quote, quote_id

__all__ = ["Quotes", "Statement"]

_AT_ONCE = 500


@dataclass(frozen=True)
class Statement:
    """What came of entries: first statements, superseding ones, and those known already."""

    recorded: int = 0
    superseded: int = 0
    unchanged: int = 0


@dataclass(frozen=True)
class Quotes:
    """Exchange rates or price indices, of everybody and of single buyers."""

    store: Store
    clock: Clock
    kind: QuoteKind

    async def turned(self, scope: Scope, words: str, turn: Turn, size: int) -> Stretch[Quote]:
        """A page of the latest quotes the caller may use and the words find, by currency."""
        readable = listing.readable(self.store.database, scope, self.kind, words)
        found = await readable.page(turn, size)
        quotes = [repository.quote_from(self.kind, document) for document in found.items]
        return mapped(found, quotes)

    async def count(self, scope: Scope, words: str) -> Count:
        """How many of them there are, as far as lists are counted."""
        return await listing.readable(self.store.database, scope, self.kind, words).count()

    def problems(self, entries: Sequence[Entry]) -> list[tuple[FieldProblem, ...]]:
        """For each entry what speaks against stating it beside the others."""
        times = Counter(entry.key for entry in entries)
        text = _("The same rate or index stands more than once in what you sent.")
        twice = FieldProblem("year", "duplicate-quote", text)
        return [(twice,) if times[entry.key] > 1 else () for entry in entries]

    async def publish(self, scope: Scope, entries: Sequence[Entry]) -> Statement:
        """State quotes, all or none."""
        found = [
            replace(problem, path=f"[{place}].{problem.path}")
            for place, problems in enumerate(self.problems(entries))
            for problem in problems
        ]
        if found:
            raise invalid(found)
        return await self.publish_checked(scope, entries)

    async def publish_checked(self, scope: Scope, entries: Sequence[Entry]) -> Statement:
        """State what nothing speaks against, in parts."""
        owner = publishing_scope(scope)
        done = [await self._publish_part(owner, part) for part in parts(entries, _AT_ONCE)]
        return Statement(
            sum(one.recorded for one in done),
            sum(one.superseded for one in done),
            sum(one.unchanged for one in done),
        )

    async def compare(self, scope: Scope, entries: Sequence[Entry]) -> Statement:
        """What stating would come to, without doing it."""
        return _statement(*await self._news(publishing_scope(scope), entries, None))

    async def _publish_part(self, owner: Scope, entries: Sequence[Entry]) -> Statement:
        async def write(session: Session) -> Statement:
            new, known = await self._news(owner, entries, session)
            await repository.insert(self.store.database, owner, self.kind, new, session)
            await self._state(new, session)
            return _statement(new, known)

        return await settled(self.store, write)

    async def _news(
        self, owner: Scope, entries: Sequence[Entry], session: Session
    ) -> tuple[list[Quote], int]:
        """Quotes that say something new, and how many say what is known."""
        ids = {quote_id(owner.organization_id, entry): entry for entry in entries}
        held = await repository.latest(self.store.database, owner, self.kind, list(ids), session)
        new = [
            Quote(entry, owner.organization_id, _next_version(held.get(key)), self.clock())
            for key, entry in ids.items()
            if key not in held or held[key].entry.number != entry.number
        ]
        return new, len(entries) - len(new)

    async def _state(self, quotes: Iterable[Quote], session: Session) -> None:
        facts = [fact_of(self.kind, quote, EVERYONE) for quote in quotes]
        if facts:
            envelope = FactorsPublished(**{self.kind.envelope_field: facts})
            database = self.store.database
            await outbox.append_envelope(session, database, FACTORS, self.kind.name, envelope)


def _statement(new: Sequence[Quote], known: int) -> Statement:
    first = sum(1 for quote in new if quote.version == 1)
    return Statement(first, len(new) - first, known)


def _next_version(before: Quote | None) -> int:
    return before.version + 1 if before else 1
