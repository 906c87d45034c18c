"""Progress as it is kept: each direction with a version that grows only with its content."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Any

from aggregator.progress.contract import fact_of
from aggregator.progress.model import DirectionProgress
from aggregator.progress.suppression import for_strangers
from carbon.initiatives import Direction
from tierzero.aggregator.v1.progress_pb2 import Progress
from tierzero.store import Document


@dataclass(frozen=True)
class FactoryProgress:
    """The progress of one factory; ``revision`` grows when any direction changes."""

    factory_id: str
    revision: int
    directions: tuple[DirectionProgress, ...]

    @property
    def for_strangers(self) -> "FactoryProgress":
        """What strangers may see of it."""
        return replace(self, directions=tuple(map(for_strangers, self.directions)))

    def of(self, direction: Direction) -> DirectionProgress:
        """Progress in one direction."""
        return next(one for one in self.directions if one.direction is direction)


@dataclass(frozen=True)
class Update:
    """The document to keep (whole), the facts to state (for strangers), and when their newest
    sources became known."""

    document: Document
    facts: tuple[Progress, ...]
    known_at: tuple[datetime, ...]


def progress_from(document: Document) -> FactoryProgress:
    """Progress from the document in which it is kept."""
    directions = tuple(map(_content, document["directions"]))
    return FactoryProgress(document["_id"], document["revision"], directions)


def update_of(
    factory_id: str, before: Document | None, computed: Sequence[DirectionProgress], now: datetime
) -> Update | None:
    """What to write where the content of any direction has changed, else None."""
    kept: dict[Direction, Document] = {}
    if before:
        kept = {_content(one).direction: one for one in before["directions"]}
    changed = [one for one in computed if _differs(kept.get(one.direction), one)]
    if not changed:
        return None
    merged = kept | {one.direction: _next(kept.get(one.direction), one, now) for one in changed}
    versions = {one.direction: merged[one.direction]["version"] for one in changed}
    return Update(
        document={
            "revision": before["revision"] + 1 if before else 1,
            "directions": [merged[direction] for direction in Direction],
        },
        # The topic's readers are partners: strangers, as those who open the public page.
        facts=tuple(
            fact_of(factory_id, for_strangers(one), versions[one.direction], now) for one in changed
        ),
        known_at=tuple(
            one.known_at
            for one in changed
            if one.known_at and _is_news(kept.get(one.direction), one.known_at)
        ),
    )


def _content(kept: Document) -> DirectionProgress:
    return DirectionProgress.model_validate(kept["content"])


def _differs(kept: Document | None, computed: DirectionProgress) -> bool:
    return kept is None or _content(kept) != computed


def _next(kept: Document | None, computed: DirectionProgress, now: datetime) -> Document:
    content: dict[str, Any] = computed.model_dump(mode="json")
    version = kept["version"] + 1 if kept else 1
    return {"version": version, "recorded_at": now, "content": content}


def _is_news(kept: Document | None, known_at: datetime) -> bool:
    known_before = _content(kept).known_at if kept else None
    return known_before is None or known_at > known_before
