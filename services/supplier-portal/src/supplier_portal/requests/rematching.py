"""Answering what waits as soon as something changes: one footprint answers many customers.

Whoever comes second, the request or what it waits for, looks for the other after its own commit,
so no order of the two leaves a pair out. Each request is answered in a transaction of its own.
"""

from collections.abc import Iterable
from dataclasses import replace

from supplier_portal.portal import Portal
from supplier_portal.products import service as products
from supplier_portal.products.service import Product
from tierzero.store import Session
from tierzero.tenancy import Scope

from . import part_number_repository, repository, states
from .documents import class_keyed, id_keyed
from .model import FootprintRequest
from .receiving import WORKER, automatic_answer, still_in_force
from .storing import Change, store


async def match_products(portal: Portal, scope: Scope, product_ids: Iterable[str]) -> list[str]:
    """Answer open requests that may mean one of the products; ids of those answered."""
    if not await repository.any_open(portal.database, scope):
        return []
    known = (await products.by_ids(portal, scope, product_ids)).values()
    keys = [key for product in known for key in _keys_of(product)]
    for product in known:
        mapped = await part_number_repository.of_product(portal.database, scope, product.id)
        keys += [one.id for one in mapped]
    return await match_keys(portal, scope, keys)


async def match_keys(portal: Portal, scope: Scope, keys: Iterable[str]) -> list[str]:
    """Answer open requests that name one of the keys; ids of those answered."""
    waiting = await repository.open_ids(portal.database, scope, list(dict.fromkeys(keys)))
    return [one for one in waiting if await settle(portal, scope, one)]


async def match_all(portal: Portal, scope: Scope) -> list[str]:
    """Answer whatever can be answered; ids of those answered."""
    waiting = await repository.open_ids(portal.database, scope)
    return [one for one in waiting if await settle(portal, scope, one)]


async def settle(portal: Portal, scope: Scope, identity: str) -> bool:
    """Answer one open request where a footprint fits by now; whether it was answered."""
    request = await repository.find(portal.database, scope, identity)
    if request is None or not request.is_open:
        return False
    found = await automatic_answer(portal, scope, request)
    if not found:
        return False

    async def write(session: Session) -> bool:
        before = await repository.find(portal.database, scope, identity, session)
        if before is None or before.question != request.question or not before.is_open:
            return False
        if not await still_in_force(portal, scope, session, found):
            return False
        after = _answered(before, found, portal)
        await store(portal, scope, session, Change(before, after))
        return True

    return await portal.store.in_transaction(write)


def _answered(before: FootprintRequest, found: tuple[str, ...], portal: Portal) -> FootprintRequest:
    return replace(states.answered(before, found, portal.clock(), WORKER), automatic=True)


def _keys_of(product: Product) -> list[str]:
    ids = map(id_keyed, product.product_ids)
    return [*ids, *map(class_keyed, product.product_classifications)]
