"""The collection ``audit_seals``: seals are added and read, never changed or removed."""

from dataclasses import asdict

from tierzero.store import Database
from tierzero.tenancy import Scope, ScopedCollection

from .seals import Seal

COLLECTION = "audit_seals"


async def prepare(database: Database) -> None:
    """Create the indexes."""
    await database[COLLECTION].create_index([("organization_id", 1), ("number", 1)])


async def append(database: Database, scope: Scope, seal: Seal) -> None:
    """Add a seal; DuplicateKeyError where another process has added that one."""
    document = {"_id": f"{seal.organization_id}:{seal.number}", **asdict(seal)}
    await ScopedCollection(database[COLLECTION], scope).insert_one(document)


async def newest(database: Database, scope: Scope) -> Seal | None:
    """The last seal of the organization."""
    found = await ScopedCollection(database[COLLECTION], scope).find_one(sort=[("number", -1)])
    return _seal(found) if found else None


async def every(database: Database, scope: Scope) -> list[Seal]:
    """All seals of the organization, in their order."""
    cursor = ScopedCollection(database[COLLECTION], scope).find({}, sort=[("number", 1)])
    return [_seal(document) async for document in cursor]


def _seal(document: dict[str, object]) -> Seal:
    fields = Seal.__dataclass_fields__
    return Seal(**{name: document[name] for name in fields})  # type: ignore[arg-type]
