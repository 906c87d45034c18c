"""The collections ``bills_of_materials`` and ``bill_turns``."""

from collections.abc import Mapping, Sequence
from decimal import Decimal
from typing import Any

from pymongo.errors import PyMongoError

from carbon.units import DeclaredUnit
from tierzero.store import Database, Session, is_duplicate
from tierzero.tenancy import Scope, ScopedCollection

from .model import Bill, BillInput

COLLECTION = "bills_of_materials"
TURNS = "bill_turns"


def _documents(database: Database, scope: Scope) -> ScopedCollection:
    return ScopedCollection(database[COLLECTION], scope)


def _turns(database: Database, scope: Scope) -> ScopedCollection:
    return ScopedCollection(database[TURNS], scope)


async def prepare(database: Database) -> None:
    """Create the indexes."""
    await database[COLLECTION].create_index([("organization_id", 1), ("own_parts", 1)])
    await database[TURNS].create_index([("organization_id", 1)], unique=True)


async def take_turn(database: Database, scope: Scope, session: Session) -> None:
    """Make changes of one supplier's bills collide, so that one of them begins again.

    Two bills that contain each other are each free of cycles while neither sees the other: a
    transaction on a snapshot alone would let both pass.
    """
    await _turns(database, scope).update_one({}, {"$inc": {"turn": 1}}, session=session)


async def open_turns(database: Database, scope: Scope) -> None:
    """Make sure, before the transaction, that there is a turn to take."""
    if await _turns(database, scope).count_documents():
        return
    try:
        await _turns(database, scope).insert_one({"turn": 0})
    except PyMongoError as error:
        if not is_duplicate(error):
            raise


async def find(
    database: Database, scope: Scope, product_id: str, session: Session = None
) -> Bill | None:
    """The bill of a product, also a withdrawn one."""
    document = await _documents(database, scope).find_one({"_id": product_id}, session=session)
    return _bill(document) if document else None


async def own_parts(
    database: Database, scope: Scope, product_ids: Sequence[str], session: Session
) -> Mapping[str, Sequence[str]]:
    """Product → its parts that are the supplier's own, of those with a bill."""
    wanted = {"_id": {"$in": list(product_ids)}, "withdrawn": False}
    cursor = _documents(database, scope).find(wanted, projection={"own_parts": 1}, session=session)
    return {document["_id"]: document["own_parts"] async for document in cursor}


async def users_of(database: Database, scope: Scope, product_id: str, limit: int) -> list[str]:
    """Products of the supplier that contain the product."""
    containing = {"own_parts": product_id, "withdrawn": False}
    cursor = _documents(database, scope).find(
        containing, projection={"_id": 1}, sort=[("_id", 1)], limit=limit
    )
    return [document["_id"] async for document in cursor]


async def put(database: Database, scope: Scope, bill: Bill, session: Session) -> None:
    """Store a version in the place of the one before."""
    document = _document(bill)
    if bill.version == 1:
        await _documents(database, scope).insert_one(document, session=session)
    else:
        chosen = {"_id": bill.product_id}
        await _documents(database, scope).replace_one(chosen, document, session=session)


def _document(bill: Bill) -> dict[str, Any]:
    content = bill.content()
    return {
        "_id": content.pop("product_id"),
        "organization_id": content.pop("supplier_id"),
        **content,
        "own_parts": sorted(set(bill.stated.own_parts(bill.supplier_id))),
        "recorded_at": bill.recorded_at,
        "withdrawn": bill.withdrawn,
    }


def _bill(document: Mapping[str, Any]) -> Bill:
    mass = document["mass_per_declared_unit"]
    stated = {name: document[name] for name in BillInput.model_fields}
    return Bill(
        document["_id"],
        document["organization_id"],
        BillInput.model_validate(stated),
        DeclaredUnit(document["declared_unit"]),
        None if mass is None else Decimal(mass),
        document["version"],
        document["recorded_at"],
        document["withdrawn"],
    )
