"""The collection ``own_emissions``."""

from collections.abc import Mapping
from typing import Any

from tierzero.store import Database, Session
from tierzero.tenancy import Scope, ScopedCollection

from .model import OwnEmissions, OwnEmissionsInput

COLLECTION = "own_emissions"


def _documents(database: Database, scope: Scope) -> ScopedCollection:
    return ScopedCollection(database[COLLECTION], scope)


async def prepare(database: Database) -> None:
    """Create the indexes."""
    await database[COLLECTION].create_index([("organization_id", 1), ("year", -1)], unique=True)


async def find(
    database: Database, scope: Scope, year: int, session: Session = None
) -> OwnEmissions | None:
    """The emissions of a year, also withdrawn ones."""
    document = await _documents(database, scope).find_one({"year": year}, session=session)
    return _emissions(document) if document else None


async def every(database: Database, scope: Scope) -> list[OwnEmissions]:
    """All years that hold, the latest first."""
    cursor = _documents(database, scope).find({"withdrawn": False}, sort=[("year", -1)])
    return [_emissions(document) async for document in cursor]


async def put(database: Database, scope: Scope, emissions: OwnEmissions, session: Session) -> None:
    """Store a version in the place of the one before; DuplicateKeyError where two are the first."""
    documents, document = _documents(database, scope), _document(emissions)
    if emissions.version == 1:
        await documents.insert_one(document, session=session)
    else:
        await documents.replace_one({"_id": emissions.id}, document, session=session)


def _document(emissions: OwnEmissions) -> dict[str, Any]:
    return {
        "_id": emissions.id,
        "organization_id": emissions.supplier_id,
        "year": emissions.year,
        **emissions.stated.content(),
        "version": emissions.version,
        "recorded_at": emissions.recorded_at,
        "withdrawn": emissions.withdrawn,
    }


def _emissions(document: Mapping[str, Any]) -> OwnEmissions:
    stated = {name: document[name] for name in OwnEmissionsInput.model_fields}
    return OwnEmissions(
        document["organization_id"],
        document["year"],
        OwnEmissionsInput.model_validate(stated),
        document["version"],
        document["recorded_at"],
        document["withdrawn"],
    )
