"""Entering, changing and finding products."""

from collections.abc import Iterable, Mapping

from pymongo.errors import PyMongoError

from supplier_portal.portal import Portal
from tierzero.i18n import _
from tierzero.problems import FieldProblem, Problem, conflict, invalid, not_found
from tierzero.store import Session, is_duplicate
from tierzero.tenancy import Scope

from . import repository, storing
from .identity import class_key, id_key
from .model import Product, ProductInput, Sharing
from .shared import shared_by_ids, shared_products
from .sharing_anew import SharedAnew, share
from .storing import new_product, product_of, store

__all__ = [
    "Product",
    "ProductInput",
    "SharedAnew",
    "Sharing",
    "add",
    "by_ids",
    "change",
    "class_key",
    "count",
    "count_shared",
    "get",
    "id_key",
    "known_by",
    "named",
    "new_product",
    "no_such_product",
    "numbers",
    "page",
    "product_of",
    "share",
    "shared_by_ids",
    "shared_products",
    "store",
]


async def add(portal: Portal, scope: Scope, stated: ProductInput) -> Product:
    """Enter a product; Problem 409 where the number is in use."""
    product = product_of(scope.organization_id, stated)

    async def write(session: Session) -> None:
        await store(portal, scope, session, [product])

    try:
        await portal.store.in_transaction(write)
    except PyMongoError as error:
        if not is_duplicate(error):
            raise
        text = _("You already have a product with the number {number}.", number=stated.number)
        taken = FieldProblem("number", "number-taken", text)
        raise conflict("number-taken", text, [taken]) from error
    return product


async def change(portal: Portal, scope: Scope, identity: str, stated: ProductInput) -> Product:
    """State a product anew; nothing happens where nothing differs. Its number stays."""

    async def write(session: Session) -> Product:
        before = await _existing(portal, scope, identity, session)
        _refuse_other_number(before, stated)
        after = product_of(scope.organization_id, stated, before)
        if before.states_the_same(after):
            return before
        await storing.store(portal, scope, session, [], [(before, after)])
        return await _existing(portal, scope, identity, session)

    return await portal.store.in_transaction(write)


async def get(portal: Portal, scope: Scope, identity: str) -> Product:
    """A product; Problem 404 where the supplier has no such one."""
    return await _existing(portal, scope, identity, None)


async def by_ids(
    portal: Portal, scope: Scope, identities: Iterable[str], session: Session = None
) -> Mapping[str, Product]:
    """Id → product, of those that exist."""
    wanted = list(dict.fromkeys(identities))
    if not wanted:
        return {}
    return await repository.find_many(portal.database, scope, wanted, session)


async def known_by(
    portal: Portal, scope: Scope, product_ids: Iterable[str], session: Session = None
) -> Product | None:
    """The product that one of the URNs names, the earlier URN first."""
    wanted = list(product_ids)
    found = await repository.with_product_ids(portal.database, scope, wanted, session)
    by_urn = {urn: product for product in found for urn in product.product_ids}
    return next((by_urn[urn] for urn in wanted if urn in by_urn), None)


async def named(
    portal: Portal,
    scope: Scope,
    product_ids: Iterable[str] = (),
    classifications: Iterable[str] = (),
    limit: int = 1_000,
) -> list[Product]:
    """Products that any of the URNs or classes name, without regard to case, by number."""
    ids, classes = set(map(id_key, product_ids)), set(map(class_key, classifications))
    if not ids and not classes:
        return []
    return await repository.named(portal.database, scope, ids, classes, limit)


async def page(
    portal: Portal,
    scope: Scope,
    *,
    words: str = "",
    after: str = "",
    skip: int = 0,
    limit: int = 100,
) -> list[Product]:
    """Products by number; ``words`` occur in number or name."""
    return await repository.page(
        portal.database, scope, words=words, after=after, skip=skip, limit=limit
    )


async def numbers(portal: Portal, scope: Scope, limit: int) -> list[str]:
    """The first of the supplier's product numbers, in order."""
    return await repository.numbers(portal.database, scope, limit)


async def count(portal: Portal, scope: Scope, words: str = "") -> int:
    """How many products there are."""
    return await repository.count(portal.database, scope, words)


async def count_shared(portal: Portal, scope: Scope) -> int:
    """How many products some customer may see something of."""
    return await repository.count_shared(portal.database, scope)


async def _existing(portal: Portal, scope: Scope, identity: str, session: Session) -> Product:
    product = await repository.find(portal.database, scope, identity, session)
    if product is None:
        raise no_such_product()
    return product


def no_such_product() -> Problem:
    """404: the supplier has no such product."""
    return not_found(_("There is no such product."), "unknown-product")


def _refuse_other_number(before: Product, stated: ProductInput) -> None:
    if before.number != stated.number:
        text = _("A product keeps its number {number}; enter a new one.", number=before.number)
        raise invalid([FieldProblem("number", "number-fixed", text)])
