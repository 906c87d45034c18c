"""Writing products with their events: for one product and for many alike."""

from collections.abc import Iterable, Sequence
from dataclasses import replace
from datetime import datetime
from decimal import Decimal

from carbon.units import DeclaredUnit
from supplier_portal.audit import service as audit
from supplier_portal.catalogue import keeping as catalogue
from supplier_portal.footprints import marking
from supplier_portal.portal import Portal
from supplier_portal.sharing.rule import marks_of
from tierzero import outbox
from tierzero.store import Session
from tierzero.tenancy import Scope
from tierzero.topics import PRODUCTS

from . import repository
from .contract import product_fact
from .identity import own_urn, product_id
from .model import Product, ProductInput


def new_product(
    supplier_id: str,
    number: str,
    *,
    name: str,
    declared_unit: DeclaredUnit,
    mass_per_declared_unit: Decimal | None,
    description: str = "",
    product_ids: Iterable[str] = (),
    product_classifications: Iterable[str] = (),
) -> Product:
    """The first version of a product, shared with all customers."""
    own = own_urn(supplier_id, number)
    return Product(
        id=product_id(supplier_id, number),
        supplier_id=supplier_id,
        number=number,
        name=name,
        description=description,
        product_ids=tuple(dict.fromkeys((own, *product_ids))),
        product_classifications=tuple(dict.fromkeys(product_classifications)),
        declared_unit=declared_unit,
        mass_per_declared_unit=mass_per_declared_unit,
    )


def product_of(supplier_id: str, stated: ProductInput, before: Product | None = None) -> Product:
    """The product that a supplier states; how it is shared stays where it says nothing of that."""
    product = new_product(
        supplier_id,
        stated.number,
        name=stated.name,
        declared_unit=stated.declared_unit,
        mass_per_declared_unit=stated.mass_per_declared_unit,
        description=stated.description,
        product_ids=stated.product_ids,
        product_classifications=stated.product_classifications,
    )
    was = before or product
    named = was.shared_with if stated.shared_with is None else stated.shared_with
    return replace(
        product,
        sharing=stated.sharing or was.sharing,
        shared_with=tuple(dict.fromkeys(named)),
        shared_detail=stated.shared_detail or was.shared_detail,
    )


async def store(
    portal: Portal,
    scope: Scope,
    session: Session,
    added: Sequence[Product],
    changed: Sequence[tuple[Product, Product]] = (),
) -> None:
    """Write new products and (before, after) pairs with audit entries and events."""
    now = portal.clock()
    new = [replace(product, recorded_at=now) for product in added]
    newer = [_following(before, after, now) for before, after in changed]
    await repository.insert_many(portal.database, scope, new, session)
    await repository.replace_many(portal.database, scope, newer, session)
    for pair in changed:
        await _reshare_footprints(portal, scope, session, pair)
    entries = [_change(None, product) for product in new]
    entries += [_change(before, after) for (before, _), after in zip(changed, newer, strict=True)]
    await audit.record(portal, scope, session, *entries)
    facts = [product_fact(product, now) for product in (*new, *newer)]
    await outbox.append(session, portal.database, PRODUCTS, scope.organization_id, facts)


async def _reshare_footprints(
    portal: Portal, scope: Scope, session: Session, changed: tuple[Product, Product]
) -> None:
    """Footprints carry for whom they are, and stand in their listings: so readers find them."""
    before, after = changed
    if marks_of(before) == marks_of(after):
        return
    await marking.mark(portal.database, scope, after.id, marks_of(after), session)
    ids = await marking.ids_of(portal.database, scope, after.id, session)
    await catalogue.reshare(portal, scope, session, changed, ids)


def _following(before: Product, after: Product, now: datetime) -> Product:
    return replace(after, version=before.version + 1, recorded_at=now)


def _change(before: Product | None, after: Product) -> audit.Change:
    return audit.Change(
        "product.changed" if before else "product.created",
        after.id,
        before.content() if before else None,
        after.content(),
        after.name,
    )
