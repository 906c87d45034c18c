"""The collection ``initiatives``."""

from collections.abc import Mapping
from typing import Any

from tierzero.store import Database, Session
from tierzero.tenancy import Scope, ScopedCollection

from .model import Initiative, InitiativeInput, content_of

COLLECTION = "initiatives"


def _documents(database: Database, scope: Scope) -> ScopedCollection:
    return ScopedCollection(database[COLLECTION], scope)


async def prepare(database: Database) -> None:
    """Create the indexes."""
    await database[COLLECTION].create_index([("organization_id", 1), ("name", 1)])


async def find(
    database: Database, scope: Scope, identity: str, session: Session = None
) -> Initiative | None:
    """One initiative of the organization."""
    document = await _documents(database, scope).find_one({"_id": identity}, session=session)
    return _initiative(document) if document else None


async def every(database: Database, scope: Scope) -> list[Initiative]:
    """All initiatives by name."""
    cursor = _documents(database, scope).find({}, sort=[("name", 1), ("_id", 1)])
    return [_initiative(document) async for document in cursor]


async def insert(
    database: Database, scope: Scope, initiative: Initiative, session: Session
) -> None:
    """Add one; DuplicateKeyError where the id is in use."""
    await _documents(database, scope).insert_one(_document(initiative), session=session)


async def replace(
    database: Database, scope: Scope, initiative: Initiative, session: Session
) -> None:
    """Put a newer version in the place of an older one."""
    await _documents(database, scope).replace_one(
        {"_id": initiative.id}, _document(initiative), session=session
    )


def _document(initiative: Initiative) -> dict[str, Any]:
    return {
        "_id": initiative.id,
        **content_of(initiative.stated),
        "version": initiative.version,
        "recorded_at": initiative.recorded_at,
    }


def _initiative(document: Mapping[str, Any]) -> Initiative:
    # Earlier documents lack what initiatives could not say yet.
    names = (InitiativeInput.model_fields.keys() - {"id"}) & document.keys()
    stated = InitiativeInput.model_validate({name: document[name] for name in names})
    return Initiative(
        document["_id"],
        document["organization_id"],
        stated,
        document["version"],
        document["recorded_at"],
    )
