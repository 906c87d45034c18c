"""At most one relay serves an outbox at a time, so that a key's facts leave in order."""

import time
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta

from pymongo import ReturnDocument
from pymongo.database import Database
from pymongo.errors import DuplicateKeyError

from tierzero.store import Document

LASTS = timedelta(seconds=8)
RENEWED_AFTER_SECONDS = 2.5
_SURE_SECONDS = 5.0
"""So long after it was asked for, the lease is relied on without asking."""


@dataclass
class Lease:
    """A claim on a name for one holder; it ends by itself unless renewed."""

    database: Database[Document]
    name: str
    holder: str
    _sure_until: float = field(default=float("-inf"), init=False)

    def hold(self) -> bool:
        """Whether the lease is ours: taken or renewed now, or less than five seconds ago.

        Renewing is a synced write, which no hop should have to wait for: who holds the lease calls
        `renew` beside its work.
        """
        return time.monotonic() < self._sure_until or self.renew()

    def renew(self) -> bool:
        """Take or renew the lease; whether it is ours."""
        asked_at = time.monotonic()
        is_ours = self._take()
        self._sure_until = asked_at + _SURE_SECONDS if is_ours else float("-inf")
        return is_ours

    def _take(self) -> bool:
        now = datetime.now(UTC)
        free = {"$or": [{"holder": self.holder}, {"expires_at": {"$lt": now}}]}
        try:
            taken = self.database["leases"].find_one_and_update(
                {"_id": self.name, **free},
                {"$set": {"holder": self.holder, "expires_at": now + LASTS}},
                upsert=True,
                return_document=ReturnDocument.AFTER,
            )
        except DuplicateKeyError:
            # It exists and is somebody else's: the upsert tried to insert it once more.
            return False
        return taken is not None

    def release(self) -> None:
        """Give it back at once, so that a successor need not wait."""
        self._sure_until = float("-inf")
        self.database["leases"].delete_one({"_id": self.name, "holder": self.holder})
