"""Frees what transactions of a process that was killed still hold.

A store ends the transaction of a client that is gone only after a minute. Until then whoever writes
the same documents collides with it, and that is first of all the successor, which is given the same
messages again. So each process notes the sessions in which it has transactions, under its name; the
next process of that name (a container that is started again keeps it) ends them before it begins,
and a process that stops in the middle of its work ends its own.

Ending a session by mistake, where two processes have one name, costs the other a repetition: its
transaction is undone and tried again. Processes without a name note nothing.
"""

import asyncio
import logging
from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from typing import Any

from pymongo.errors import PyMongoError

COLLECTION = "processes"
_MOST = 200
"""Sessions noted at most; drivers use the last one first, so there are as many as transactions at
once."""
_KEPT = timedelta(days=30)
_STOP_WITHIN_SECONDS = 2.0
_log = logging.getLogger(__name__)


@dataclass
class Sessions:
    """Sessions of one process on its service's database."""

    client: Any
    database: Any
    process: str
    """Its name, the same after a restart; empty: it has none."""
    _noted: set[bytes] = field(default_factory=set[bytes], init=False)
    _has_begun: bool = field(default=False, init=False)

    async def begin(self) -> None:
        """End what the predecessor has left open; once, before the first transaction."""
        if self._has_begun or not self.process:
            return
        found = await self.database[COLLECTION].find_one({"_id": self.process})
        if found:
            await self._end(found["sessions"])
        else:
            kept = int(_KEPT.total_seconds())
            await self.database[COLLECTION].create_index("seen_at", expireAfterSeconds=kept)
        fresh = {"_id": self.process, "sessions": [], "seen_at": datetime.now(UTC)}
        await self.database[COLLECTION].replace_one({"_id": self.process}, fresh, upsert=True)
        self._has_begun = True

    async def note(self, session: Any) -> None:
        """Before the first write of a transaction: it is in this session."""
        if not self.process:
            return
        await self.begin()
        identity = session.session_id["id"]
        if identity in self._noted:
            return
        added = {"sessions": {"$each": [identity], "$slice": -_MOST}}
        change = {"$push": added, "$set": {"seen_at": datetime.now(UTC)}}
        await self.database[COLLECTION].update_one({"_id": self.process}, change, upsert=True)
        self._noted.add(identity)

    async def end(self) -> None:
        """End the own ones, before the connections are closed."""
        try:
            async with asyncio.timeout(_STOP_WITHIN_SECONDS):
                await self._end(self._noted)
        except (PyMongoError, TimeoutError) as error:
            _log.warning("sessions are left to the store: %s", error)

    async def _end(self, identities: Iterable[bytes]) -> None:
        sessions = [{"id": one} for one in identities]
        if sessions:
            await self.client.admin.command({"killSessions": sessions})
