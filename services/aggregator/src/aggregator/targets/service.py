"""Setting targets: one for each direction, on a base that the inventory knows."""

import uuid
from collections.abc import Awaitable, Callable
from dataclasses import dataclass

from pymongo.errors import DuplicateKeyError

from aggregator.facts import Announce
from aggregator.inventories.service import emissions_in
from aggregator.targets import errors, repository
from aggregator.targets.documents import document_from, target_from
from aggregator.targets.model import Target, TargetTerms
from carbon.initiatives import Direction
from carbon.quantum import to_tonnes
from carbon.targets import target_errors
from tierzero.identity import Clock
from tierzero.problems import FieldProblem, invalid
from tierzero.store import Database, Session, Store
from tierzero.tenancy import Scope

Work = Callable[[Session], Awaitable[Target]]


@dataclass(frozen=True)
class Targets:
    """What setting targets needs: who notes a change in its transaction, and who acts on it."""

    store: Store
    clock: Clock
    announce: Announce
    settle: Callable[[str], Awaitable[object]]


async def targets_of(
    database: Database, scope: Scope, session: Session | None = None
) -> list[Target]:
    """The targets of the scope's factory."""
    return [target_from(one) for one in await repository.every(database, scope, session)]


async def target_of(
    database: Database, scope: Scope, identifier: str, session: Session | None = None
) -> Target:
    """One target of the scope; Problem 404 where there is none."""
    found = await repository.find(database, scope, identifier, session)
    if found is None:
        raise errors.no_such_target()
    return target_from(found)


async def set_target(targets: Targets, scope: Scope, terms: TargetTerms) -> Target:
    """Set a direction's first target; Problem 409 where it has one, 422 where it has no path."""

    async def work(session: Session) -> Target:
        await _check(targets.store.database, scope, session, terms)
        target = _target(targets, scope, terms, str(uuid.uuid4()), 1)
        await repository.insert(targets.store.database, scope, session, document_from(target))
        return target

    try:
        return await _change(targets, scope, work)
    except DuplicateKeyError as error:
        raise errors.already_set() from error


async def change_target(
    targets: Targets, scope: Scope, identifier: str, terms: TargetTerms, version: int | None = None
) -> Target:
    """Change a target; Problem 412 where it is no longer at the version the caller has read."""

    async def work(session: Session) -> Target:
        database = targets.store.database
        before = await _unchanged(database, scope, identifier, version, session)
        if before.direction is not terms.direction:
            raise invalid([errors.direction_is_fixed()])
        await _check(database, scope, session, terms)
        target = _target(targets, scope, terms, identifier, before.version + 1)
        await repository.replace(database, scope, session, document_from(target))
        return target

    return await _change(targets, scope, work)


async def remove_target(
    targets: Targets, scope: Scope, identifier: str, version: int | None = None
) -> None:
    """Give a target up; its progress is then told without a path."""

    async def work(session: Session) -> Target:
        database = targets.store.database
        before = await _unchanged(database, scope, identifier, version, session)
        await repository.delete(database, scope, session, identifier)
        return before

    await _change(targets, scope, work)


async def _change(targets: Targets, scope: Scope, work: Work) -> Target:
    async def write(session: Session) -> Target:
        target = await work(session)
        await targets.announce(session, frozenset({scope.organization_id}))
        return target

    target = await targets.store.in_transaction(write)
    # The caller's next page shows what the target makes of the figures.
    await targets.settle(scope.organization_id)
    return target


async def _unchanged(
    database: Database, scope: Scope, identifier: str, version: int | None, session: Session
) -> Target:
    target = await target_of(database, scope, identifier, session)
    if version is not None and version != target.version:
        raise errors.overtaken()
    return target


async def _check(database: Database, scope: Scope, session: Session, terms: TargetTerms) -> None:
    direction = Direction(terms.direction.value)
    measured = await emissions_in(database, scope, direction, terms.base_year, session)
    base = terms.base_emissions if measured is None else to_tonnes(measured)
    codes = target_errors(terms.base_year, terms.target_year, base, terms.reduction_percent)
    base_field = "base_year" if terms.base_emissions is None else "base_emissions"
    problems: list[FieldProblem] = [errors.field_problem(code, base_field) for code in codes]
    if measured is not None and terms.base_emissions is not None:
        problems.append(errors.base_is_measured())
    if problems:
        raise invalid(problems)


def _target(
    targets: Targets, scope: Scope, terms: TargetTerms, identifier: str, version: int
) -> Target:
    now = targets.clock()
    return Target(
        id=identifier,
        version=version,
        # As precise as the store keeps it, so that a target reads the same at once and later.
        changed_at=now.replace(microsecond=now.microsecond // 1000 * 1000),
        changed_by=scope.actor,
        **terms.model_dump(),
    )
