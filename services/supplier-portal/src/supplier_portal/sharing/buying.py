"""Customers that buy a product count with its footprints as soon as they may see them.

That is a disclosure like any other: it stands in the ledger, and they are told of new values.
"""

from collections.abc import Iterable, Mapping, Sequence

from supplier_portal.footprints import repository as footprints
from supplier_portal.footprints.model import IssuedFootprint
from supplier_portal.footprints.repository import Criteria
from supplier_portal.organizations import service as organizations
from supplier_portal.portal import Portal
from supplier_portal.products import service as products
from tierzero.agents import Consumer, Delivery, Unusable
from tierzero.store import Database, Session
from tierzero.tenancy import Scope, ScopedCollection, scope_of_worker
from tierzero.topics import BOUGHT_PRODUCTS

from .ledger import Handed, disclosed_many, note
from .model import Way
from .rule import may_see

COLLECTION = "product_buyers"
WORKER = "supplier-portal.worker"
_MOST_IN_FORCE = 200


async def prepare(database: Database) -> None:
    """Create the index."""
    await database[COLLECTION].create_index([("organization_id", 1), ("product_id", 1)])


def consumer(portal: Portal) -> Consumer:
    """Learns who buys what, and notes the footprints that reach them by it."""

    async def handle(delivery: Delivery) -> None:
        for fact in delivery.facts:
            if not (fact.buyer_id and fact.supplier_id and fact.product_id):
                raise Unusable("missing-attribute", f"{fact.fact.id} names not all it must")
            scope = scope_of_worker(fact.supplier_id, WORKER)
            await _learn(portal, scope, fact.fact.id, fact.product_id, fact.buyer_id)
            await _note_present(portal, scope, fact.product_id, fact.buyer_id)

    return Consumer(BOUGHT_PRODUCTS, handle)


async def hand_on(
    portal: Portal, scope: Scope, session: Session, issued: Sequence[IssuedFootprint]
) -> None:
    """Note new footprints as received by those who buy their products and may see them."""
    buyers = await _buyers(portal, scope, {one.product_id for one in issued}, session)
    if not buyers:
        return
    known = await products.by_ids(portal, scope, buyers, session)
    owner = await organizations.get(portal, scope.actor, scope.organization_id)
    by_buyer: dict[str, list[Handed]] = {}
    for one in issued:
        product = known.get(one.product_id)
        for buyer in buyers.get(one.product_id, ()):
            if product is not None and may_see(product, owner, buyer):
                handed = Handed(one.id, product.id, product.shared_detail)
                by_buyer.setdefault(buyer, []).append(handed)
    for buyer, handed in by_buyer.items():
        await disclosed_many(portal, scope, session, handed, buyer, Way.INVENTORY)


async def _learn(portal: Portal, scope: Scope, identity: str, product_id: str, buyer: str) -> None:
    collection = ScopedCollection(portal.database[COLLECTION], scope)
    stated = {"product_id": product_id, "buyer_id": buyer}
    await collection.replace_one({"_id": identity}, {"_id": identity, **stated}, upsert=True)


async def _note_present(portal: Portal, scope: Scope, product_id: str, buyer: str) -> None:
    """The footprints in force that the buyer sees at the moment, which it has from now on."""
    product = (await products.by_ids(portal, scope, [product_id])).get(product_id)
    owner = await organizations.find(portal, scope.actor, scope.organization_id)
    if product is None or owner is None or not may_see(product, owner, buyer):
        return
    criteria = Criteria(status="Active", product_id=product_id)
    found = await footprints.of_product(portal.database, scope, criteria, _MOST_IN_FORCE)
    handed = [Handed(one.id, product.id, product.shared_detail) for one in found]
    await note(portal, scope, handed, buyer, Way.INVENTORY)


async def _buyers(
    portal: Portal, scope: Scope, product_ids: Iterable[str], session: Session
) -> Mapping[str, list[str]]:
    """Product id → who buys it, of products that anybody buys."""
    wanted = {"product_id": {"$in": list(product_ids)}}
    collection = ScopedCollection(portal.database[COLLECTION], scope)
    found: dict[str, list[str]] = {}
    async for document in collection.find(wanted, session=session):
        found.setdefault(document["product_id"], []).append(document["buyer_id"])
    return found
