"""Reading what other organizations show: the one way to documents beyond a scope, and read-only.

A document carries in ``shown_to`` for whom it is: its owner writes that mark within its own scope.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from .scope import Document, ScopeViolation

SHOWN_FIELD = "shown_to"


@dataclass(frozen=True, slots=True)
class Audience:
    """On whose behalf somebody looks, and the marks that let it see a document."""

    viewer_id: str
    marks: tuple[str, ...]

    def filter(self, filter_: Mapping[str, Any] | None = None) -> Document:
        """The filter narrowed to what is shown; a condition on the marks themselves raises."""
        found = dict(filter_ or {})
        if SHOWN_FIELD in found:
            raise ScopeViolation(f"{SHOWN_FIELD} is the audience's, not the caller's")
        return {**found, SHOWN_FIELD: {"$in": list(self.marks)}}


@dataclass(frozen=True, slots=True)
class ShownCollection:
    """What the owners of a collection's documents show to an audience; nothing else is reached."""

    collection: Any
    audience: Audience

    async def find_one(
        self, filter_: Mapping[str, Any] | None = None, **options: Any
    ) -> Document | None:
        """One document that is shown, or None."""
        return await self.collection.find_one(self.audience.filter(filter_), **options)

    def find(self, filter_: Mapping[str, Any] | None = None, **options: Any) -> Any:
        """The driver's cursor over what is shown."""
        return self.collection.find(self.audience.filter(filter_), **options)

    async def count_documents(
        self, filter_: Mapping[str, Any] | None = None, **options: Any
    ) -> int:
        """How many documents that are shown match."""
        return await self.collection.count_documents(self.audience.filter(filter_), **options)
