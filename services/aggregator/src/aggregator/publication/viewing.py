"""Makes what is kept into what is shown, judged as of a moment."""

from datetime import UTC, datetime

from aggregator.organizations.service import OrganizationName
from aggregator.progress.service import (
    DirectionProgress,
    FactoryProgress,
    InitiativeTotals,
    ProgressStatus,
    YearProgress,
    shares_of,
)
from aggregator.publication.view import (
    DirectionView,
    FactoryView,
    GroupView,
    InitiativesView,
    MethodShare,
    ProgressView,
    ReductionView,
    YearView,
)
from carbon.targets import STALE_AFTER


def view_of(progress: FactoryProgress, name: OrganizationName, now: datetime) -> ProgressView:
    """Everything that the progress tells: whole for the factory itself, else what is left of it
    for strangers."""
    moments = [one.as_of for one in progress.directions if one.as_of]
    return ProgressView(
        factory=FactoryView(
            id=progress.factory_id, name=name.english, name_zh=name.chinese, country=name.country
        ),
        revision=progress.revision,
        as_of=max(moments, default=None),
        directions={one.direction: _direction(one, now) for one in progress.directions},
    )


def _direction(progress: DirectionProgress, now: datetime) -> DirectionView:
    status, year = headline_of(progress, now)
    return DirectionView(
        direction=progress.direction,
        status=status,
        status_year=year,
        target=progress.target,
        years=tuple(map(_year, progress.years)),
        initiatives=_initiatives(progress.initiatives),
        assessments=progress.assessments,
        as_of=progress.as_of,
    )


def headline_of(progress: DirectionProgress, now: datetime) -> tuple[ProgressStatus, int | None]:
    """The status of the last complete year, unless it is too long ago to tell anything.

    How old a figure is depends on the reader's present, so it is judged here and not kept.
    """
    if progress.target is None:
        return ProgressStatus.NO_TARGET, None
    told = [one for one in progress.years if one.year >= progress.target.base_year]
    complete = [one for one in told if one.complete]
    if not complete:
        return (ProgressStatus.RUNNING if told else ProgressStatus.NO_DATA), None
    last = complete[-1]
    age = now - datetime(last.year + 1, 1, 1, tzinfo=UTC)
    return (ProgressStatus.NO_DATA if age > STALE_AFTER else last.status), last.year


def _year(year: YearProgress) -> YearView:
    kept = year.model_dump(exclude={"methods"})
    shares = (MethodShare(method=one, percent=part) for one, part in shares_of(year.methods))
    return YearView(**kept, methods=tuple(shares))


def _initiatives(totals: InitiativeTotals) -> InitiativesView:
    return InitiativesView(
        initiative_count=totals.initiative_count,
        measured=totals.measured,
        planned=totals.planned,
        suppressed=totals.suppressed,
        years=tuple(ReductionView(year=one.year, measured=one.measured) for one in totals.years),
        groups=tuple(
            GroupView(**one.model_dump(include=set(GroupView.model_fields)))
            for one in totals.groups
        ),
        unconfirmed=totals.unconfirmed,
        contested=totals.contested,
        in_footprints=totals.in_footprints,
    )
