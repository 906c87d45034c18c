"""Bodies of the publication API."""

from collections.abc import Mapping
from datetime import datetime

from pydantic import BaseModel, ConfigDict

from aggregator.progress.service import ProgressStatus
from aggregator.publication.view import FactoryView, ProgressView
from carbon.initiatives import Direction


class PublicationState(BaseModel):
    """Whether everyone may see the factory's progress."""

    model_config = ConfigDict(extra="forbid")

    published: bool


class ProgressSummary(BaseModel):
    """A factory with its status in each direction that can have a target."""

    factory: FactoryView
    revision: int
    as_of: datetime | None
    status: Mapping[Direction, ProgressStatus]
    href: str


class ProgressList(BaseModel):
    """Every factory that publishes its progress, by name."""

    factories: list[ProgressSummary]


def summary_of(view: ProgressView) -> ProgressSummary:
    """A factory in a list."""
    told = (Direction.UPSTREAM, Direction.DOWNSTREAM)
    return ProgressSummary(
        factory=view.factory,
        revision=view.revision,
        as_of=view.as_of,
        status={direction: view.directions[direction].status for direction in told},
        href=f"/api/v1/progress/{view.factory.id}",
    )
