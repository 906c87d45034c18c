"""Keeping the listing in step: within the transactions that change footprints and sharing."""

from collections.abc import Iterable, Mapping, Sequence

from supplier_portal.portal import Portal
from supplier_portal.products.model import Product
from tierzero.store import Session
from tierzero.tenancy import Scope

from . import repository
from .audiences import audiences_of, scope_of
from .model import Entry, entry_of

__all__ = ["entry_of", "list_deprecated", "list_missing", "list_new", "reshare"]


async def list_new(
    portal: Portal,
    scope: Scope,
    session: Session,
    entries: Sequence[Entry],
    products: Mapping[str, Product],
) -> None:
    """List footprints for those who may see their products, in the caller's transaction."""
    for audience, listed in _by_audience(entries, products).items():
        await repository.insert_many(portal.database, scope_of(audience, scope), listed, session)


async def list_missing(
    portal: Portal,
    scope: Scope,
    session: Session,
    entries: Sequence[Entry],
    products: Mapping[str, Product],
) -> set[str]:
    """As `list_new`, of those that are not listed yet; their ids."""
    missing: set[str] = set()
    for audience, wanted in _by_audience(entries, products).items():
        owner, ids = scope_of(audience, scope), [one.footprint_id for one in wanted]
        found = await repository.listed(portal.database, owner, ids, session)
        listed = {one.footprint_id for one in found}
        new = [one for one in wanted if one.footprint_id not in listed]
        await repository.insert_many(portal.database, owner, new, session)
        missing |= {one.footprint_id for one in new}
    return missing


def _by_audience(
    entries: Iterable[Entry], products: Mapping[str, Product]
) -> Mapping[str, list[Entry]]:
    by_audience: dict[str, list[Entry]] = {}
    for entry in entries:
        for audience in audiences_of(products[entry.product_id]):
            by_audience.setdefault(audience, []).append(entry)
    return by_audience


async def list_deprecated(
    portal: Portal,
    scope: Scope,
    session: Session,
    ended: Iterable[tuple[str, str]],
    products: Mapping[str, Product],
) -> None:
    """Mark footprints, given as (footprint id, product id), as Deprecated."""
    by_audience: dict[str, list[str]] = {}
    for footprint_id, product_id in ended:
        for audience in audiences_of(products[product_id]):
            by_audience.setdefault(audience, []).append(footprint_id)
    for audience, ids in by_audience.items():
        await repository.deprecate(portal.database, scope_of(audience, scope), ids, session)


async def reshare(
    portal: Portal,
    scope: Scope,
    session: Session,
    shared: tuple[Product, Product],
    footprint_ids: Sequence[str],
) -> None:
    """Let a product's footprints be seen by whom it is shared with now, and by nobody else.

    ``shared`` is the product before and after.
    """
    old, new = (audiences_of(one) for one in shared)
    if set(old) == set(new) or not footprint_ids:
        return
    held = await repository.listed(portal.database, scope_of(old[0], scope), footprint_ids, session)
    for audience in set(old) - set(new):
        owner = scope_of(audience, scope)
        await repository.remove(portal.database, owner, footprint_ids, session)
    for audience in set(new) - set(old):
        await repository.insert_many(portal.database, scope_of(audience, scope), held, session)
