"""Recomputes one factory's progress from all its facts, and publishes what changed."""

from aggregator.assessments.service import verdicts_of
from aggregator.base_years.service import base_year_of
from aggregator.initiatives.service import initiatives_of
from aggregator.inventories.service import inventories_of
from aggregator.progress import repository
from aggregator.progress.calculation import progress_of
from aggregator.progress.inputs import Inputs
from aggregator.progress.keeping import Update, update_of
from aggregator.targets.service import targets_of
from tierzero import outbox
from tierzero.identity import Clock
from tierzero.store import Database, Session, Store
from tierzero.telemetry import linked_span
from tierzero.telemetry.measures import SUBMISSION_TO_PROGRESS, record
from tierzero.tenancy import Scope, scope_of_worker
from tierzero.topics import PROGRESS


async def recompute(store: Store, factory_id: str, clock: Clock) -> bool:
    """Compute, keep and state on the bus, in one transaction; returns whether anything changed.

    Whoever stores a fact leaves a mark in the fact's own transaction, and this transaction removes
    the marks that were seen before it began. So no fact is overlooked, whatever runs at the same
    time or dies in between: two recomputations of a factory collide on a mark, and one begins anew.
    """
    scope = scope_of_worker(factory_id, "aggregator.progress")
    marks = await repository.marks_of(store.database, scope)
    if not marks:
        return False
    seen = [mark["_id"] for mark in marks]

    async def write(session: Session) -> Update | None:
        update = await _update(store.database, scope, session, clock)
        await repository.unmark(store.database, scope, session, seen)
        return update

    with linked_span("progress recompute", [mark["traceparent"] for mark in marks]):
        update = await store.in_transaction(write)
    for known_at in update.known_at if update else ():
        record(SUBMISSION_TO_PROGRESS, max(0.0, (clock() - known_at).total_seconds()))
    return update is not None


async def _update(
    database: Database, scope: Scope, session: Session, clock: Clock
) -> Update | None:
    computed = progress_of(await _inputs(database, scope, session))
    before = await repository.find(database, scope, session)
    update = update_of(scope.organization_id, before, computed, clock())
    if update:
        await repository.save(database, scope, session, update.document)
        await outbox.append(session, database, PROGRESS, scope.organization_id, update.facts)
    return update


async def _inputs(database: Database, scope: Scope, session: Session) -> Inputs:
    return Inputs(
        factory_id=scope.organization_id,
        inventories=await inventories_of(database, scope, session),
        initiatives=await initiatives_of(database, scope, session),
        targets=await targets_of(database, scope, session),
        verdicts=await verdicts_of(database, scope, session),
        base_year=await base_year_of(database, scope, session),
    )
