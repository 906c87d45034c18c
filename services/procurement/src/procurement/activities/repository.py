"""The purchases of buyers."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import datetime

from procurement.lookups import by_id
from tierzero import lists
from tierzero.lists import COUNTED, Count, Listing, Stretch, Turn
from tierzero.store import Database, Session
from tierzero.tenancy import Scope, ScopedCollection

from .documents import document_of, purchase_from
from .model import Outcome, Purchase

COLLECTION = "activities"


async def prepare(database: Database) -> None:
    """Create the indexes."""
    activities = database[COLLECTION]
    standing, latest = [("organization_id", 1), ("withdrawn", 1)], [("date", -1), ("_id", -1)]
    await activities.create_index([*standing, *latest])
    await activities.create_index([*standing, ("supplier_id", 1), *latest])
    await activities.create_index([("organization_id", 1), ("supplier_id", 1)])


async def record(
    database: Database, scope: Scope, purchases: Sequence[Purchase], session: Session
) -> Outcome:
    """Store what is new or says something else than before, one version higher."""
    outcome = await compare(database, scope, purchases, session)
    activities = _scoped(database, scope)
    if outcome.recorded:
        await activities.insert_many(map(document_of, outcome.recorded), session=session)
    for purchase in outcome.corrected:
        previous = {"_id": purchase.id, "version": purchase.version - 1}
        await activities.replace_one(previous, document_of(purchase), session=session)
    return outcome


async def compare(
    database: Database, scope: Scope, purchases: Sequence[Purchase], session: Session = None
) -> Outcome:
    """What recording the purchases would come to."""
    held = await _held(database, scope, purchases, session)
    new = [purchase for purchase in purchases if purchase.id not in held]
    known = [(purchase, held[purchase.id]) for purchase in purchases if purchase.id in held]
    same = [before for purchase, before in known if _same(purchase, before)]
    other = [
        replace(purchase, version=before.version + 1)
        for purchase, before in known
        if not _same(purchase, before)
    ]
    return Outcome(tuple(new), tuple(other), tuple(same))


async def find(
    database: Database, scope: Scope, purchase_id: str, session: Session = None
) -> Purchase | None:
    """One purchase of the buyer, also a withdrawn one."""
    found = await _scoped(database, scope).find_one({"_id": purchase_id}, session=session)
    return purchase_from(found) if found else None


@dataclass(frozen=True)
class Chosen:
    """Which purchases are wanted: of a supplier, from a moment on, before another; empty is any."""

    supplier_id: str = ""
    start: datetime | None = None
    end: datetime | None = None

    def __bool__(self) -> bool:
        return self != Chosen()

    @property
    def listing(self) -> Listing:
        """The purchases that stand, the latest first."""
        theirs = {"supplier_id": self.supplier_id} if self.supplier_id else {}
        equal = {"withdrawn": False, **theirs}
        return Listing(COLLECTION, "date", equal, True, self.start, self.end)


async def count(database: Database, scope: Scope, chosen: Chosen, most: int = COUNTED) -> Count:
    """How many purchases that stand match, counted up to ``most``."""
    return await lists.count(database, scope, chosen.listing, most)


async def turned(
    database: Database, scope: Scope, chosen: Chosen, turn: Turn, size: int
) -> Stretch[Purchase]:
    """A page of the purchases that stand, the latest first."""
    found = await lists.page(database, scope, chosen.listing, turn, size)
    return lists.mapped(found, [purchase_from(document) for document in found.items])


async def latest(database: Database, scope: Scope, chosen: Chosen, limit: int) -> list[Purchase]:
    """The latest of the purchases that stand."""
    found = await lists.first(database, scope, chosen.listing, limit)
    return [purchase_from(document) for document in found]


async def _held(
    database: Database, scope: Scope, purchases: Iterable[Purchase], session: Session
) -> dict[str, Purchase]:
    ids = (purchase.id for purchase in purchases)
    found = await by_id(_scoped(database, scope), ids, session)
    return {document["_id"]: purchase_from(document) for document in found}


def _same(purchase: Purchase, before: Purchase) -> bool:
    return replace(purchase, version=before.version, recorded_at=before.recorded_at) == before


def _scoped(database: Database, scope: Scope) -> ScopedCollection:
    return ScopedCollection(database[COLLECTION], scope)
