"""The document store, behind one module so that its driver can be exchanged.

Motor is what the project was asked to use; PyMongo's own asynchronous client is its successor. Only
the surface both share is used, and the tests run on either (``TIERZERO_STORE_DRIVER``).
"""

import asyncio
import random
from collections.abc import AsyncIterator, Awaitable, Callable, Mapping
from contextlib import asynccontextmanager
from dataclasses import dataclass
from typing import Any, TypeVar

from motor.motor_asyncio import AsyncIOMotorClient
from pymongo import AsyncMongoClient, MongoClient
from pymongo.errors import (
    AutoReconnect,
    BulkWriteError,
    ConnectionFailure,
    DuplicateKeyError,
    OperationFailure,
    PyMongoError,
)
from pymongo.read_concern import ReadConcern
from pymongo.read_preferences import ReadPreference
from pymongo.write_concern import WriteConcern

from tierzero.sessions import Sessions
from tierzero.settings import Settings

T = TypeVar("T")
Document = dict[str, Any]
# Motor and PyMongo have no common base class; the surface used is the intersection of both.
Database = Any
Collection = Any
Session = Any

_OPTIONS: Mapping[str, Any] = {
    "tz_aware": True,
    "w": "majority",
    "journal": True,
    "readConcernLevel": "majority",
    "retryWrites": True,
    "serverSelectionTimeoutMS": 10_000,
    "connectTimeoutMS": 5_000,
}
_PAUSES = (0.01, 0.03, 0.1, 0.3, 1.0)
_DUPLICATE_CODES = frozenset({11000, 11001, 12582})
_CONFLICTS = ("TransientTransactionError", "UnknownTransactionCommitResult")


@dataclass(frozen=True)
class Store:
    """A connection to the store and the database the service owns."""

    client: Any
    database: Database
    sessions: Sessions

    async def begin(self) -> None:
        """Before anything is written: free what this process, when it was killed, has left held."""
        await self.sessions.begin()

    @asynccontextmanager
    async def transaction(self) -> AsyncIterator[Session]:
        """One transaction: everything written with the session stands, or nothing does."""
        opened = self.client.start_session()
        session = await opened if hasattr(opened, "__await__") else opened
        async with session:
            await self.sessions.note(session)
            started = session.start_transaction(
                read_concern=ReadConcern("snapshot"),
                write_concern=WriteConcern("majority", j=True),
                read_preference=ReadPreference.PRIMARY,
            )
            async with await started if hasattr(started, "__await__") else started:
                yield session

    async def in_transaction(self, work: Callable[[Session], Awaitable[T]]) -> T:
        """Run ``work`` in a transaction, again from the start where it collided with another."""
        for pause in _PAUSES:
            try:
                async with self.transaction() as session:
                    return await work(session)
            except PyMongoError as error:
                if not is_conflict(error):
                    raise
                await asyncio.sleep(pause * random.uniform(0.5, 1.5))
        async with self.transaction() as session:
            return await work(session)

    async def ping(self) -> None:
        """Raise where the store does not answer."""
        await self.database.command("ping")

    async def close(self) -> None:
        """End what is under way and close the connections."""
        await self.sessions.end()
        closed = self.client.close()
        if hasattr(closed, "__await__"):
            await closed


def connect(settings: Settings) -> Store:
    """Open the service's store; connections are made on first use."""
    make = AsyncMongoClient if settings.store_driver == "pymongo" else AsyncIOMotorClient
    client: Any = make(settings.store, appname=settings.service, **_OPTIONS)
    database = client[settings.database_name]
    return Store(client, database, Sessions(client, database, settings.replica))


def connect_blocking(settings: Settings) -> MongoClient[Document]:
    """The same store for code that runs in threads, such as the relay."""
    return MongoClient(settings.store, appname=settings.service, **_OPTIONS)


def is_passing(error: BaseException) -> bool:
    """Whether the same call may succeed later: the store is away or a transaction collided."""
    if isinstance(error, AutoReconnect | ConnectionFailure):
        return True
    return isinstance(error, PyMongoError) and any(map(error.has_error_label, _CONFLICTS))


def is_conflict(error: BaseException) -> bool:
    """Whether a transaction lost against another and should be tried again."""
    return isinstance(error, OperationFailure) and error.has_error_label(_CONFLICTS[0])


def is_duplicate(error: BaseException) -> bool:
    """Whether a write was refused because an id or another unique value is in use."""
    if isinstance(error, BulkWriteError):
        found = (error.details or {}).get("writeErrors", [])
        return bool(found) and all(one.get("code") in _DUPLICATE_CODES for one in found)
    return isinstance(error, DuplicateKeyError)
