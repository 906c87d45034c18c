"""Keeping the listing in step: within the transactions that change footprints and sharing."""

from collections.abc import Iterable, Mapping, Sequence

from supplier_portal.portal import Portal
from supplier_portal.products.model import Product
from tierzero.store import Session
from tierzero.tenancy import Scope

from . import repository
from .audiences import audiences_of, scope_of
from .model import Entry, entry_of

__all__ = ["entry_of", "list_deprecated", "list_new", "reshare"]


async def list_new(
    portal: Portal,
    scope: Scope,
    session: Session,
    entries: Sequence[Entry],
    products: Mapping[str, Product],
) -> None:
    """List footprints for those who may see their products, in the caller's transaction."""
    by_audience: dict[str, list[Entry]] = {}
    for entry in entries:
        for audience in audiences_of(products[entry.product_id]):
            by_audience.setdefault(audience, []).append(entry)
    for audience, listed in by_audience.items():
        await repository.insert_many(portal.database, scope_of(audience, scope), listed, session)


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
    portal: Portal, scope: Scope, session: Session, before: Product, after: Product
) -> None:
    """Let a product's footprints be seen by whom it is shared with now, and by nobody else."""
    old, new = audiences_of(before), audiences_of(after)
    if set(old) == set(new):
        return
    listed = await repository.of_product(
        portal.database, scope_of(old[0], scope), before.id, session
    )
    for audience in set(old) - set(new):
        await repository.remove_product(
            portal.database, scope_of(audience, scope), before.id, session
        )
    for audience in set(new) - set(old):
        await repository.insert_many(portal.database, scope_of(audience, scope), listed, session)
