"""Bodies of the targets API."""

from datetime import datetime

from pydantic import BaseModel, ConfigDict

from aggregator.targets.model import Target, TargetDirection, decimal_text


class TargetBody(BaseModel):
    """A target; decimals are texts."""

    model_config = ConfigDict(frozen=True)

    id: str
    version: int
    direction: TargetDirection
    base_year: int
    target_year: int
    reduction_percent: str
    base_emissions: str | None
    base_reason: str
    changed_at: datetime


class TargetList(BaseModel):
    """The factory's targets, at most one for each direction."""

    targets: list[TargetBody]


def body_of(target: Target) -> TargetBody:
    """A target as JSON carries it."""
    kept = target.model_dump(exclude={"reduction_percent", "base_emissions", "changed_by"})
    return TargetBody(
        **kept,
        reduction_percent=decimal_text(target.reduction_percent) or "",
        base_emissions=decimal_text(target.base_emissions),
    )
