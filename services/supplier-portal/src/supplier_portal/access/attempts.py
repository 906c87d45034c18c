"""Guessing secrets is slowed down: failures are counted in the store, for all processes together.

A failure is a document; how many there are of the last minute decides. Nothing is updated, so no
number of processes disturb each other. Limits: ten a minute of one name from one address (NIST SP
800-63B-4 §3.2.2 asks for rate limiting), a hundred of one address whatever the names.
"""

import hashlib
from dataclasses import dataclass
from datetime import datetime, timedelta

from supplier_portal.portal import Portal
from supplier_portal.register import register_scope
from tierzero.i18n import _
from tierzero.problems import Problem
from tierzero.store import Database
from tierzero.tenancy import ScopedCollection

COLLECTION = "failed_attempts"
OF_NAME, OF_ADDRESS = 10, 100
WINDOW = timedelta(minutes=1)
_KEPT = timedelta(hours=1)
_ACTOR = "sign-in"


async def prepare(database: Database) -> None:
    """Create the indexes."""
    await database[COLLECTION].create_index([("keys", 1), ("at", 1)])
    await database[COLLECTION].create_index([("at", 1)])


@dataclass(frozen=True)
class Attempts:
    """Failed attempts of the last minute, in every process of the portal."""

    portal: Portal

    async def admit(self, name: str, address: str) -> None:
        """Raise Problem 429 where too many attempts have failed."""
        since = self.portal.clock() - WINDOW
        of_name, of_address = _keys(name, address)
        too_many = (
            await self._failures(of_name, since, OF_NAME) >= OF_NAME
            or await self._failures(of_address, since, OF_ADDRESS) >= OF_ADDRESS
        )
        if too_many:
            detail = _("Too many failed attempts; wait a minute and try again.")
            raise Problem(429, "too-many-attempts", detail, headers={"Retry-After": "60"})

    async def note_failure(self, name: str, address: str) -> None:
        """Count one failed attempt, and forget those that no longer matter."""
        now = self.portal.clock()
        await self._documents().insert_one({"keys": list(_keys(name, address)), "at": now})
        await self._documents().delete_many({"at": {"$lt": now - _KEPT}})

    async def _failures(self, key: str, since: datetime, most: int) -> int:
        wanted = {"keys": key, "at": {"$gte": since}}
        return await self._documents().count_documents(wanted, limit=most)

    def _documents(self) -> ScopedCollection:
        return ScopedCollection(self.portal.database[COLLECTION], register_scope(_ACTOR))


def _keys(name: str, address: str) -> tuple[str, str]:
    """Hashed, because people type passwords where names belong."""
    return _hashed("name", name, address), _hashed("address", address)


def _hashed(*parts: str) -> str:
    return hashlib.sha256("\n".join(parts).encode()).hexdigest()
