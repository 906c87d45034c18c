"""Entering, changing and finding products."""

from collections.abc import Iterable, Mapping

from pymongo.errors import PyMongoError

from supplier_portal.portal import Portal
from tierzero.i18n import _
from tierzero.lists import Count, Stretch, Turn
from tierzero.problems import FieldProblem, Problem, conflict, invalid, not_found
from tierzero.store import Session, is_duplicate
from tierzero.tenancy import Scope

from . import listing, repository, storing
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
    "any_shared",
    "by_ids",
    "change",
    "class_key",
    "count",
    "first",
    "get",
    "id_key",
    "known_by",
    "named",
    "new_product",
    "no_such_product",
    "numbers",
    "product_of",
    "share",
    "shared_by_ids",
    "shared_products",
    "store",
    "turned",
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


async def first(portal: Portal, scope: Scope, limit: int, words: str = "") -> list[Product]:
    """The first products by number; it or the name, or a part, begins with each of the words."""
    return await listing.first(portal.database, scope, words, limit)


async def turned(
    portal: Portal, scope: Scope, words: str, turn: Turn, size: int
) -> Stretch[Product]:
    """A page of the same list."""
    return await listing.turned(portal.database, scope, words, turn, size)


async def numbers(portal: Portal, scope: Scope, limit: int) -> list[str]:
    """The first of the supplier's product numbers, in order."""
    return await listing.numbers(portal.database, scope, limit)


async def count(portal: Portal, scope: Scope) -> Count:
    """How many products there are, as far as lists are counted."""
    return await listing.count(portal.database, scope)


async def any_shared(portal: Portal, scope: Scope) -> bool:
    """Whether some customer may see something of a product."""
    return await listing.any_shared(portal.database, scope)


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
