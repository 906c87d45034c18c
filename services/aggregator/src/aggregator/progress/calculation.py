"""Progress of a factory from the set of its facts. Pure: no clock, no store.

Inventories alone decide how far a target is met; what initiatives say is kept beside them and never
added, because a measured reduction shows in a later inventory as well (double counting).
"""

from collections.abc import Iterable
from datetime import datetime

from aggregator.inventories.model import Inventory
from aggregator.progress.books import Books
from aggregator.progress.initiative_totals import totals_of
from aggregator.progress.inputs import Inputs
from aggregator.progress.model import AssessmentTotals, DirectionProgress
from aggregator.progress.target_path import REPORTED_ORIGINS, path_of
from aggregator.progress.years import years_of
from carbon.initiatives import Direction


def progress_of(inputs: Inputs) -> tuple[DirectionProgress, ...]:
    """Progress upstream, downstream and of own operations, in this order."""
    return tuple(_direction(inputs, direction) for direction in Direction)


def _direction(inputs: Inputs, direction: Direction) -> DirectionProgress:
    cells = [one for one in inputs.inventories if _belongs(one, direction)]
    books = Books(cells, _newest(one.recorded_at for one in inputs.inventories))
    target = next((one for one in inputs.targets if one.direction == direction), None)
    initiatives = [one for one in inputs.initiatives if one.direction is direction]
    # Limits are set on what is bought.
    upstream = direction is Direction.UPSTREAM
    verdict_moment = inputs.verdicts.newest if upstream else None
    path = path_of(target, books, inputs.base_year) if target else None
    rests_on_report = path is not None and path.base_origin in REPORTED_ORIGINS
    moments = (
        *(one.recorded_at for one in cells),
        *(one.recorded_at for one in initiatives),
        *((target.changed_at,) if target else ()),
        *((verdict_moment,) if verdict_moment else ()),
        *((inputs.base_year.recorded_at,) if inputs.base_year and rests_on_report else ()),
    )
    return DirectionProgress(
        direction=direction,
        target=path,
        years=years_of(books, path),
        initiatives=totals_of(inputs.factory_id, initiatives),
        assessments=_assessments(inputs) if upstream else AssessmentTotals(),
        as_of=_newest(moments),
        known_at=_newest(one.known_at for one in cells),
    )


def _belongs(inventory: Inventory, direction: Direction) -> bool:
    return inventory.line_count > 0 and inventory.direction is direction


def _assessments(inputs: Inputs) -> AssessmentTotals:
    verdicts = inputs.verdicts
    return AssessmentTotals(
        passed=verdicts.passed,
        conditional=verdicts.conditional,
        failed=verdicts.failed,
        no_data=verdicts.no_data,
        expired=verdicts.expired,
    )


def _newest(moments: Iterable[datetime]) -> datetime | None:
    return max(moments, default=None)
