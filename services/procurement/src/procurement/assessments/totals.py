"""How many verdicts of each kind stand, kept per buyer and supplier as verdicts are written."""

from collections import Counter
from collections.abc import Iterable, Mapping
from contextlib import suppress

from pymongo.errors import BulkWriteError

from tierzero.store import Collection, Database, Session
from tierzero.tenancy import Scope, ScopedCollection

from .model import Assessment

COLLECTION = "assessment_totals"
Change = Mapping[tuple[str, str], Counter[str]]
"""(buyer id, supplier id) → verdict → how many more."""


def change_of(before: Mapping[str, Assessment], after: Iterable[Assessment]) -> Change:
    """What writing assessments in place of those held before does to the totals."""
    change: dict[tuple[str, str], Counter[str]] = {}
    for one in after:
        for stated, number in ((before.get(one.id), -1), (one, 1)):
            if stated is not None and not stated.decision.withdrawn:
                pair = (stated.decision.buyer_id, stated.decision.supplier_id)
                change.setdefault(pair, Counter())[stated.decision.verdict.value] += number
    return change


async def prepare(database: Database, assessments: Collection) -> None:
    """Create the index; count once what was stored before anybody counted."""
    totals = database[COLLECTION]
    await totals.create_index([("organization_id", 1)])
    if await totals.find_one({}) is not None:
        return
    counted: dict[tuple[str, str], Counter[str]] = {}
    shown = {"organization_id": 1, "supplier_id": 1, "verdict": 1}
    async for one in assessments.find({"withdrawn": False}, projection=shown):
        pair = (one["organization_id"], one["supplier_id"])
        counted.setdefault(pair, Counter())[one["verdict"]] += 1
    if counted:
        with suppress(BulkWriteError):  # another process was quicker
            await totals.insert_many(
                [
                    {"_id": f"{buyer}|{supplier}", "organization_id": buyer}
                    | {"supplier_id": supplier, "verdicts": dict(verdicts)}
                    for (buyer, supplier), verdicts in counted.items()
                ]
            )


async def note(
    database: Database, scopes: Mapping[str, Scope], change: Change, session: Session
) -> None:
    """Count what is written, in its transaction; ``scopes`` are those of the buyers."""
    for (buyer, supplier), verdicts in sorted(change.items(), key=lambda pair: pair[0]):
        more = {f"verdicts.{name}": number for name, number in verdicts.items() if number}
        if more:
            await ScopedCollection(database[COLLECTION], scopes[buyer]).update_one(
                {"_id": f"{buyer}|{supplier}"},
                {"$inc": more, "$set": {"supplier_id": supplier}},
                upsert=True,
                session=session,
            )


async def of_buyer(database: Database, scope: Scope) -> dict[str, Counter[str]]:
    """Supplier id → verdict → how many stand for the buyer."""
    cursor = ScopedCollection(database[COLLECTION], scope).find({})
    return {one["supplier_id"]: Counter(one["verdicts"]) async for one in cursor}
