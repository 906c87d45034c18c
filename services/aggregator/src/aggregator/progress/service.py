"""Progress, as other slices and the processes use it."""

from aggregator.progress import repository
from aggregator.progress.disclosure import FEWEST_SUPPLIERS
from aggregator.progress.keeping import FactoryProgress, progress_from
from aggregator.progress.model import (
    AssessmentTotals,
    DirectionProgress,
    InitiativeTotals,
    MethodTotal,
    Number,
    ProgressStatus,
    TargetPath,
    YearProgress,
)
from aggregator.progress.percentages import shares_of
from aggregator.progress.recomputing import recompute
from aggregator.progress.repository import COLLECTION
from aggregator.progress.suppression import for_strangers
from tierzero.store import Database, Session
from tierzero.tenancy import Scope

__all__ = [
    "COLLECTION",
    "FEWEST_SUPPLIERS",
    "AssessmentTotals",
    "DirectionProgress",
    "FactoryProgress",
    "InitiativeTotals",
    "MethodTotal",
    "Number",
    "ProgressStatus",
    "TargetPath",
    "YearProgress",
    "current_progress",
    "for_strangers",
    "mark",
    "progress_from",
    "recompute",
    "shares_of",
]


async def current_progress(database: Database, scope: Scope) -> FactoryProgress | None:
    """What was last computed for the scope's factory; None where nothing is known of it."""
    document = await repository.find(database, scope)
    return progress_from(document) if document else None


async def mark(database: Database, session: Session, factory_ids: frozenset[str]) -> None:
    """Note in a fact's own transaction that these factories' progress may have changed."""
    await repository.mark(database, session, factory_ids)
