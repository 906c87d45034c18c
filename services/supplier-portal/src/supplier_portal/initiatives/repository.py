"""The collection ``initiatives``."""

from collections.abc import Iterable, Mapping
from dataclasses import asdict
from typing import Any

from tierzero.lists import Count, Stretch, Turn, mapped
from tierzero.store import Database, Session
from tierzero.tenancy import Scope, ScopedCollection

from . import listing
from .listing import COLLECTION
from .model import Consent, Initiative, InitiativeInput, Step, content_of


def _documents(database: Database, scope: Scope) -> ScopedCollection:
    return ScopedCollection(database[COLLECTION], scope)


async def prepare(database: Database) -> None:
    """Create the indexes."""
    await listing.prepare(database[COLLECTION])
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


async def turned(
    database: Database, scope: Scope, words: str, turn: Turn, size: int
) -> Stretch[Initiative]:
    """A page of the organization's initiatives that the words find, by name."""
    found = await listing.own(database, scope, words).page(turn, size)
    return mapped(found, [_initiative(document) for document in found.items])


async def count(database: Database, scope: Scope, words: str) -> Count:
    """How many of them there are, as far as lists are counted."""
    return await listing.own(database, scope, words).count()


async def nearest(database: Database, scope: Scope, limit: int) -> list[Initiative]:
    """The organization's initiatives with the nearest targets."""
    found = await listing.nearest(database, scope, limit)
    return [_initiative(document) for document in found]


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


async def offered(database: Database, scope: Scope, turn: Turn, size: int) -> Stretch[Initiative]:
    """A page of the initiatives of others that give the scope's organization a share, by name."""
    found = await listing.offered(database, _offered_to(scope), turn, size)
    return mapped(found, [_initiative(document) for document in found.items])


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
        **listing.derived_of(content_of(initiative.stated)),
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
