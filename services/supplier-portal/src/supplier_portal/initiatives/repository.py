"""The collection ``initiatives``."""

from collections.abc import Iterable, Mapping
from dataclasses import asdict
from typing import Any

from tierzero.store import Database, Session
from tierzero.tenancy import Scope, ScopedCollection

from .model import Consent, Initiative, InitiativeInput, Step, content_of

COLLECTION = "initiatives"


def _documents(database: Database, scope: Scope) -> ScopedCollection:
    return ScopedCollection(database[COLLECTION], scope)


async def prepare(database: Database) -> None:
    """Create the indexes."""
    await database[COLLECTION].create_index([("organization_id", 1), ("name", 1)])
    await database[COLLECTION].create_index([("product_ids", 1)])
    await database[COLLECTION].create_index([("shares.organization_id", 1)])


async def find(
    database: Database, scope: Scope, identity: str, session: Session = None
) -> Initiative | None:
    """One initiative of the organization."""
    document = await _documents(database, scope).find_one({"_id": identity}, session=session)
    return _initiative(document) if document else None


async def find_many(
    database: Database, scope: Scope, identities: Iterable[str], session: Session = None
) -> list[Initiative]:
    """Those of the organization's initiatives that exist."""
    wanted = {"_id": {"$in": list(identities)}}
    cursor = _documents(database, scope).find(wanted, session=session)
    return [_initiative(document) async for document in cursor]


async def every(database: Database, scope: Scope) -> list[Initiative]:
    """All initiatives by name."""
    cursor = _documents(database, scope).find({}, sort=[("name", 1), ("_id", 1)])
    return [_initiative(document) async for document in cursor]


async def on_products(
    database: Database, scope: Scope, product_ids: Iterable[str], session: Session = None
) -> list[Initiative]:
    """The organization's initiatives that name one of the products."""
    wanted = {"product_ids": {"$in": list(product_ids)}}
    cursor = _documents(database, scope).find(wanted, session=session)
    return [_initiative(document) async for document in cursor]


async def of_others_on(
    database: Database, scope: Scope, product_ids: Iterable[str]
) -> list[Initiative]:
    """Initiatives of other organizations that name one of the products the scope names too."""
    wanted = {
        "product_ids": {"$in": list(product_ids)},
        "organization_id": {"$ne": scope.organization_id},
    }
    return [_initiative(document) async for document in database[COLLECTION].find(wanted)]


async def offered(database: Database, scope: Scope) -> list[Initiative]:
    """Initiatives of other organizations that give the scope's organization a share, by name."""
    cursor = database[COLLECTION].find(_offered_to(scope), sort=[("name", 1), ("_id", 1)])
    return [_initiative(document) async for document in cursor]


async def offered_one(
    database: Database, scope: Scope, identity: str, session: Session = None
) -> Initiative | None:
    """One of them."""
    wanted = {"_id": identity, **_offered_to(scope)}
    document = await database[COLLECTION].find_one(wanted, session=session)
    return _initiative(document) if document else None


def _offered_to(scope: Scope) -> dict[str, Any]:
    return {
        "shares.organization_id": scope.organization_id,
        "organization_id": {"$ne": scope.organization_id},
    }


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
        "consents": [asdict(one) for one in initiative.consents],
        "steps": [asdict(one) for one in initiative.steps],
        "in_footprint_ids": list(initiative.in_footprint_ids),
        "verification_id": initiative.verification_id,
    }


def _initiative(document: Mapping[str, Any]) -> Initiative:
    # Earlier documents lack what initiatives could not say yet.
    names = (InitiativeInput.model_fields.keys() - {"id"}) & document.keys()
    stated = InitiativeInput.model_validate({name: document[name] for name in names})
    consents = (
        Consent(**{**one, "customer_ids": tuple(one["customer_ids"])})
        for one in document.get("consents", ())
    )
    return Initiative(
        id=document["_id"],
        supplier_id=document["organization_id"],
        stated=stated,
        version=document["version"],
        recorded_at=document["recorded_at"],
        consents=tuple(consents),
        steps=tuple(Step(**one) for one in document.get("steps", ())),
        in_footprint_ids=tuple(document.get("in_footprint_ids", ())),
        verification_id=document.get("verification_id", ""),
    )
