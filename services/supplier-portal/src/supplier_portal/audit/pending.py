"""Entries that this process has written and that no link holds yet."""

import asyncio
import time
from collections.abc import Collection, Iterable, Mapping
from typing import Any

LONGEST = 120.0
"""Seconds after which a transaction has committed or never will: the store ends them at 60."""


class Pending:
    """Ids by organization. What a transaction wrote and took back is forgotten after a while."""

    def __init__(self) -> None:
        self.reached: dict[str, int] = {}
        """Number of the last link of an organization that was seen: there is no way back."""
        self._noted: dict[str, dict[Any, float]] = {}
        self._some = asyncio.Event()

    def note(self, organization_id: str, ids: Iterable[Any]) -> None:
        """Remember entries of a transaction that may yet fail."""
        now = time.monotonic()
        self._noted.setdefault(organization_id, {}).update(dict.fromkeys(ids, now))
        self._some.set()

    def by_organization(self) -> Mapping[str, list[Any]]:
        """What waits."""
        return {organization: list(ids) for organization, ids in self._noted.items()}

    def settle(self, organization_id: str, linked: Collection[Any]) -> None:
        """Forget what is linked, and what has been waited for long enough."""
        oldest = time.monotonic() - LONGEST
        waiting = self._noted.get(organization_id, {})
        for identity in [one for one, at in waiting.items() if one in linked or at < oldest]:
            del waiting[identity]
        if not waiting:
            self._noted.pop(organization_id, None)
        if not self._noted:
            self._some.clear()

    async def some(self) -> None:
        """Return when something waits."""
        await self._some.wait()
