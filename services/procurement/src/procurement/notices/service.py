"""Keeping notices and showing a buyer its own."""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass

from tierzero.lists import Count, Stretch, Turn
from tierzero.store import Session, Store
from tierzero.tenancy import Scope, scope_of_worker

from . import repository
from .model import Notice, NoticeKind

__all__ = ["Notice", "NoticeKind", "Notices"]

WORKER = "procurement.worker"


@dataclass(frozen=True)
class Notices:
    """The notices kept in a store; each belongs to the organization that it is for."""

    store: Store

    async def first(self, scope: Scope, limit: int) -> list[Notice]:
        """What the buyer was told last, the newest first."""
        return await repository.first(self.store.database, scope, limit)

    async def turned(
        self, scope: Scope, turn: Turn, size: int, *, kind: str = "", supplier_id: str = ""
    ) -> Stretch[Notice]:
        """A page of what the buyer was told, the newest first."""
        wanted = _wanted(kind, supplier_id)
        return await repository.turned(self.store.database, scope, wanted, turn, size)

    async def count(self, scope: Scope, *, kind: str = "", supplier_id: str = "") -> Count:
        """How much the buyer was told, as far as lists are counted."""
        return await repository.count(self.store.database, scope, _wanted(kind, supplier_id))

    async def learn(self, told: Iterable[Notice]) -> None:
        """Keep each notice with its recipient; the same again changes nothing."""
        by_recipient: dict[str, list[Notice]] = defaultdict(list)
        for notice in told:
            by_recipient[notice.recipient_id].append(notice)

        async def write(session: Session) -> None:
            for recipient, theirs in by_recipient.items():
                scope = scope_of_worker(recipient, WORKER)
                await repository.keep(self.store.database, scope, theirs, session)

        await self.store.in_transaction(write)


def _wanted(kind: str, supplier_id: str) -> dict[str, str]:
    named = {"kind": kind, "supplier_id": supplier_id}
    return {name: value for name, value in named.items() if value}
