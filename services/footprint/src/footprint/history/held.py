"""What was told of each buyer's base year, and the policy it was told by."""

from dataclasses import dataclass

from tierzero.footprint.v1.base_year_pb2 import BaseYearFigures
from tierzero.procurement.v1.inventory_policy_pb2 import InventoryPolicy
from tierzero.store import Database, Document, Session
from tierzero.tenancy import Scope, ScopedCollection

_COLLECTION = "base_years"


@dataclass(frozen=True)
class Held:
    """The newest policy that came, and what was told last; ``turns`` counts looks at it."""

    policy: InventoryPolicy
    told: BaseYearFigures
    turns: int = 0


async def read(session: Session | None, database: Database, scope: Scope) -> Held:
    """What is held of the scope's buyer; empty messages before the first."""
    found = await _collection(database, scope).find_one(
        {"_id": scope.organization_id}, session=session
    )
    if found is None:
        return Held(InventoryPolicy(), BaseYearFigures())
    policy = InventoryPolicy.FromString(bytes(found["policy"]))
    return Held(policy, BaseYearFigures.FromString(bytes(found["told"])), found["turns"])


async def write(session: Session, database: Database, scope: Scope, held: Held) -> None:
    """Keep it. Also where nothing is new: two that decide at once, one by a new policy and one by
    a new revision, must collide, or each would miss what the other saw."""
    document: Document = {
        "_id": scope.organization_id,
        "policy": held.policy.SerializeToString(),
        "told": held.told.SerializeToString(),
        "turns": held.turns + 1,
    }
    collection = _collection(database, scope)
    await collection.replace_one(
        {"_id": scope.organization_id}, document, upsert=True, session=session
    )


def _collection(database: Database, scope: Scope) -> ScopedCollection:
    return ScopedCollection(database[_COLLECTION], scope)
