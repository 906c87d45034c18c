"""The collections ``calculations`` (as they are) and ``calculation_versions`` (as they were)."""

from tierzero import lists
from tierzero.lists import Count, Listing, Stretch, Turn
from tierzero.store import Database, Session
from tierzero.tenancy import Scope, ScopedCollection

from .documents import calculation_of, document_of
from .model import Calculation

COLLECTION = "calculations"
VERSIONS = "calculation_versions"


def _current(database: Database, scope: Scope) -> ScopedCollection:
    return ScopedCollection(database[COLLECTION], scope)


def _versions(database: Database, scope: Scope) -> ScopedCollection:
    return ScopedCollection(database[VERSIONS], scope)


async def prepare(database: Database) -> None:
    """Create the indexes."""
    latest = [("recorded_at", -1), ("_id", -1)]
    await database[COLLECTION].create_index([("organization_id", 1), ("product_id", 1), *latest])
    await database[COLLECTION].create_index([("organization_id", 1), *latest])
    # A version is written once: two that save the same version at a time collide here.
    unique = [("organization_id", 1), ("calculation_id", 1), ("version", 1)]
    await database[VERSIONS].create_index(unique, unique=True)


async def find(
    database: Database, scope: Scope, identity: str, session: Session = None
) -> Calculation | None:
    """The present version of a calculation."""
    document = await _current(database, scope).find_one({"_id": identity}, session=session)
    return calculation_of(document, identity) if document else None


async def find_version(
    database: Database, scope: Scope, identity: str, version: int
) -> Calculation | None:
    """One version of a calculation, also of one that is removed."""
    chosen = {"calculation_id": identity, "version": version}
    document = await _versions(database, scope).find_one(chosen)
    return calculation_of(document, identity) if document else None


async def turned(
    database: Database, scope: Scope, product_id: str, turn: Turn, size: int
) -> Stretch[Calculation]:
    """A page of calculations, the latest saved first; of one product where it is named."""
    found = await lists.page(database, scope, _listing(product_id), turn, size)
    return lists.mapped(found, [calculation_of(one, one["_id"]) for one in found.items])


async def count(database: Database, scope: Scope, product_id: str = "") -> Count:
    """How many there are, as far as lists are counted."""
    return await lists.count(database, scope, _listing(product_id))


async def versions(database: Database, scope: Scope, identity: str) -> list[Calculation]:
    """All versions, the latest first."""
    chosen = {"calculation_id": identity}
    cursor = _versions(database, scope).find(chosen, sort=[("version", -1)], limit=200)
    return [calculation_of(document, identity) async for document in cursor]


async def put(database: Database, scope: Scope, calculation: Calculation, session: Session) -> None:
    """Store a version: beside the ones before, and as the present one."""
    document = document_of(calculation)
    kept = {"calculation_id": calculation.id, **document}
    await _versions(database, scope).insert_one(kept, session=session)
    present = {"_id": calculation.id, **document}
    if calculation.version == 1:
        await _current(database, scope).insert_one(present, session=session)
    else:
        chosen = {"_id": calculation.id}
        await _current(database, scope).replace_one(chosen, present, session=session)


async def remove(database: Database, scope: Scope, identity: str, session: Session) -> None:
    """Take a calculation from the list; its versions stay, because footprints may rest on them."""
    await _current(database, scope).delete_one({"_id": identity}, session=session)


def _listing(product_id: str) -> Listing:
    equal = {"product_id": product_id} if product_id else {}
    return Listing(COLLECTION, "recorded_at", equal, descending=True)
