"""The policies of buyers, one each."""

from tierzero.store import Database, Session
from tierzero.tenancy import Scope, ScopedCollection

from .documents import document_of, policy_from
from .model import Policy

COLLECTION = "inventory_policies"


async def prepare(database: Database) -> None:
    """Create the index."""
    await database[COLLECTION].create_index([("organization_id", 1)])


async def find(database: Database, scope: Scope, session: Session = None) -> Policy | None:
    """The buyer's policy."""
    found = await _scoped(database, scope).find_one({"_id": scope.organization_id}, session=session)
    return policy_from(found) if found else None


async def put(database: Database, scope: Scope, policy: Policy, session: Session) -> bool:
    """Store a version in place of the one before; False where that is no longer there.

    Raises DuplicateKeyError where somebody else stated the first one meanwhile.
    """
    policies, document = _scoped(database, scope), document_of(policy)
    if policy.version == 1:
        await policies.insert_one(document, session=session)
        return True
    previous = {"_id": policy.buyer_id, "version": policy.version - 1}
    outcome = await policies.replace_one(previous, document, session=session)
    return outcome.matched_count == 1


def _scoped(database: Database, scope: Scope) -> ScopedCollection:
    return ScopedCollection(database[COLLECTION], scope)
