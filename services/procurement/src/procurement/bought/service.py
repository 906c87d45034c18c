"""Telling suppliers which of their products a buyer buys, once for each."""

from collections import defaultdict
from collections.abc import Iterable
from datetime import datetime

from tierzero import outbox
from tierzero.procurement.v1.bought_product_pb2 import BoughtProduct
from tierzero.store import Database, Session
from tierzero.tenancy import Scope
from tierzero.topics import BOUGHT_PRODUCTS

from . import repository


async def tell(
    database: Database,
    scope: Scope,
    bought: Iterable[tuple[str, str]],
    now: datetime,
    session: Session,
) -> None:
    """State products bought for the first time, given as (supplier id, product id) pairs."""
    by_id = {_identity(scope, product): (supplier, product) for supplier, product in bought}
    new = await repository.unknown(database, scope, by_id, session) if by_id else set[str]()
    if not new:
        return
    pairs = [(identity, by_id[identity][1]) for identity in sorted(new)]
    await repository.insert(database, scope, pairs, session)
    by_supplier: dict[str, list[BoughtProduct]] = defaultdict(list)
    for identity in sorted(new):
        supplier, product = by_id[identity]
        by_supplier[supplier].append(_fact(scope, identity, supplier, product, now))
    for supplier, facts in by_supplier.items():
        await outbox.append(session, database, BOUGHT_PRODUCTS, supplier, facts)


def _identity(scope: Scope, product_id: str) -> str:
    return f"{scope.organization_id}:{product_id}"


def _fact(scope: Scope, identity: str, supplier: str, product: str, now: datetime) -> BoughtProduct:
    buyer = scope.organization_id
    fact = BoughtProduct(buyer_id=buyer, supplier_id=supplier, product_id=product)
    fact.fact.id, fact.fact.version, fact.fact.organization_id = identity, 1, buyer
    fact.fact.recorded_at.FromDatetime(now)
    return fact
