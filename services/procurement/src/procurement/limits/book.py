"""Limits as those who assess need them."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime

from tierzero.store import Database, Session
from tierzero.tenancy import Scope

from . import repository
from .model import SetLimit


@dataclass(frozen=True)
class LimitBook:
    """The limits kept in a database, read-only but for their schedule."""

    database: Database

    async def find(self, scope: Scope, limit_id: str, session: Session = None) -> SetLimit | None:
        """One limit of a buyer, also a withdrawn one."""
        return await repository.find(self.database, scope, limit_id, session)

    async def of_buyer(self, scope: Scope) -> list[SetLimit]:
        """The limits of a buyer that are not withdrawn."""
        return await repository.every(self.database, scope)

    async def that_concern(
        self,
        scope: Scope,
        product_ids: Collection[str],
        buyers: Collection[str] | None,
        session: Session = None,
    ) -> list[SetLimit]:
        """Limits of the buyers (None: of all) that may concern products of a supplier."""
        return await repository.that_concern(self.database, scope, product_ids, buyers, session)

    async def due(self, now: datetime) -> list[tuple[str, str]]:
        """(buyer id, limit id) of limits whose reach time has changed, or that wait."""
        return await repository.due(self.database, now)

    async def reschedule(
        self, scope: Scope, held: SetLimit, at: datetime | None, session: Session
    ) -> None:
        """Note when the limit's reach changes next."""
        await repository.reschedule(self.database, scope, held, at, session)
