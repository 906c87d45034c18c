"""Publishing emission factors: what is published once is never changed, only superseded."""

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any

from procurement.parts import parts
from procurement.versions import settled
from tierzero import outbox
from tierzero.i18n import _
from tierzero.identity import Clock
from tierzero.lists import Count, Stretch, Turn, mapped
from tierzero.problems import FieldProblem, conflict
from tierzero.store import Session, Store
from tierzero.tenancy import Scope
from tierzero.topics import FACTORS

from . import listing, repository, sets
from .documents import fact_of, factor_from
from .listing import Chosen
from .model import EVERYONE, Factor, FactorEntry, FactorSet
from .owners import publishing_scope, readable_scopes

__all__ = [
    "EVERYONE",
    "Chosen",
    "Factor",
    "FactorEntry",
    "FactorSet",
    "Factors",
    "Publication",
    "publishing_scope",
    "readable_scopes",
]

_AT_ONCE = 500


@dataclass(frozen=True)
class Publication:
    """What came of entries: how many factors are new, how many were known already."""

    published: int = 0
    unchanged: int = 0


@dataclass(frozen=True)
class Factors:
    """The emission factors of everybody and of single buyers."""

    store: Store
    clock: Clock

    async def problems(
        self, scope: Scope, entries: Sequence[FactorEntry]
    ) -> list[tuple[FieldProblem, ...]]:
        """For each entry what speaks against publishing it."""
        factors = self._factors(scope, entries)
        held = await self._held(publishing_scope(scope), factors)
        times = Counter(factor.id for factor in factors)
        return [_problems_of(factor, held, times[factor.id]) for factor in factors]

    async def publish(self, scope: Scope, entries: Sequence[FactorEntry]) -> Publication:
        """Publish factors, all or none; Problem 409 where one is published with another value."""
        found = await self.problems(scope, entries)
        errors = [
            replace(problem, path=f"[{place}].{problem.path}")
            for place, problems in enumerate(found)
            for problem in problems
        ]
        if errors:
            raise conflict("factor-published", _PUBLISHED, errors)
        return await self.publish_checked(scope, entries)

    async def publish_checked(self, scope: Scope, entries: Sequence[FactorEntry]) -> Publication:
        """Publish what nothing speaks against; cut off, it is finished by a repetition."""
        owner, factors = publishing_scope(scope), self._factors(scope, entries)
        new = 0
        for part in parts(factors, _AT_ONCE):
            new += await self._publish_part(owner, part)
        return Publication(new, len(factors) - new)

    async def compare(self, scope: Scope, entries: Sequence[FactorEntry]) -> Publication:
        """What publishing would come to, without doing it."""
        factors = self._factors(scope, entries)
        held = await self._held(publishing_scope(scope), factors)
        return Publication(len(factors) - len(held), len(held))

    async def sets(self, scope: Scope, turn: Turn, size: int) -> Stretch[FactorSet]:
        """A page of the sets the caller may use, by name."""
        found = await sets.readable(self.store.database, scope).page(turn, size)
        return mapped(found, [sets.set_from(document) for document in found.items])

    async def count_sets(self, scope: Scope) -> Count:
        """How many sets there are, as far as lists are counted."""
        return await sets.readable(self.store.database, scope).count()

    async def turned(self, scope: Scope, chosen: Chosen, turn: Turn, size: int) -> Stretch[Factor]:
        """A page of the factors the caller may use, by set, version and class."""
        found = await listing.readable(self.store.database, scope, chosen).page(turn, size)
        return mapped(found, [factor_from(document) for document in found.items])

    async def count(self, scope: Scope, chosen: Chosen) -> Count:
        """How many of them are meant, as far as lists are counted."""
        return await listing.readable(self.store.database, scope, chosen).count()

    def _factors(self, scope: Scope, entries: Iterable[FactorEntry]) -> list[Factor]:
        owner, now = publishing_scope(scope).organization_id, self.clock()
        return [Factor(entry, owner, now) for entry in entries]

    async def _held(self, owner: Scope, factors: Sequence[Factor]) -> dict[str, Factor]:
        return await repository.held(self.store.database, owner, factors)

    async def _publish_part(self, owner: Scope, factors: Sequence[Factor]) -> int:
        async def write(session: Session) -> int:
            held = await repository.held(self.store.database, owner, factors, session)
            new = [factor for factor in factors if factor.id not in held]
            await repository.insert(self.store.database, owner, new, session)
            await self._state(new, session)
            return len(new)

        return await settled(self.store, write)

    async def _state(self, factors: Iterable[Factor], session: Session) -> None:
        grouped: dict[str, list[Any]] = defaultdict(list)
        for factor in factors:
            grouped[factor.set_id].append(fact_of(factor))
        for set_id, facts in grouped.items():
            await outbox.append(session, self.store.database, FACTORS, set_id, facts)


_PUBLISHED = _("A published factor is never changed; publish a new version of the set instead.")


def _problems_of(
    factor: Factor, held: Mapping[str, Factor], times: int
) -> tuple[FieldProblem, ...]:
    if times > 1:
        text = _("The same set, version and classification stands more than once in what you sent.")
        return (FieldProblem("classification", "duplicate-factor", text),)
    before = held.get(factor.id)
    if before is None or before.content == factor.content:
        return ()
    return (FieldProblem("value", "factor-published", _PUBLISHED),)
