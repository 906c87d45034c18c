"""At most one relay serves an outbox at a time, so that a key's facts leave in order."""

from dataclasses import dataclass
from datetime import UTC, datetime, timedelta

from pymongo import ReturnDocument
from pymongo.database import Database
from pymongo.errors import DuplicateKeyError

from tierzero.store import Document

LASTS = timedelta(seconds=8)


@dataclass(frozen=True)
class Lease:
    """A claim on a name for one holder; it ends by itself unless renewed."""

    database: Database[Document]
    name: str
    holder: str

    def hold(self) -> bool:
        """Take or renew the lease; whether it is ours now."""
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
        self.database["leases"].delete_one({"_id": self.name, "holder": self.holder})
