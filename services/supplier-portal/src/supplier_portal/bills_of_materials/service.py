"""Stating, finding and withdrawing bills of materials."""

from supplier_portal.audit import service as audit
from supplier_portal.portal import Portal
from supplier_portal.products import service as products
from supplier_portal.products.service import Product
from tierzero import outbox
from tierzero.i18n import _
from tierzero.problems import not_found
from tierzero.store import Session
from tierzero.tenancy import Scope
from tierzero.topics import BILLS_OF_MATERIALS

from . import repository
from .checking import checked_maker
from .contract import bill_fact
from .model import Bill, BillInput, Precedence
from .parts import known_parts, shared_parts
from .shown import ShownBill, ShownPart, shown_bill
from .texts import SHORT_PRECEDENCES

__all__ = [
    "SHORT_PRECEDENCES",
    "Bill",
    "BillInput",
    "Precedence",
    "ShownBill",
    "ShownPart",
    "check",
    "find",
    "get",
    "known_parts",
    "shown_bill",
    "state",
    "users_of",
    "withdraw",
]


async def state(portal: Portal, scope: Scope, product_id: str, stated: BillInput) -> Bill:
    """State what a product is made of; nothing happens where nothing differs.

    Problem 404 where the supplier has no such product, 422 where the bill does not fit.
    """
    shared = await shared_parts(portal, scope, stated)
    await repository.open_turns(portal.database, scope)

    async def write(session: Session) -> Bill:
        await repository.take_turn(portal.database, scope, session)
        maker = await checked_maker(portal, scope, product_id, stated, shared, session)
        before = await repository.find(portal.database, scope, product_id, session)
        after = _following(portal, before, maker, stated)
        if before and before.states_the_same(after):
            return before
        await _store(portal, scope, session, before, after, maker.name)
        return after

    return await portal.store.in_transaction(write)


async def check(portal: Portal, scope: Scope, product_id: str, stated: BillInput) -> None:
    """Raise what stating the bill would raise; nothing is stored."""
    shared = await shared_parts(portal, scope, stated)
    await checked_maker(portal, scope, product_id, stated, shared, None)


async def withdraw(portal: Portal, scope: Scope, product_id: str) -> Bill:
    """Take a bill back: the product's footprint is then the stated one alone. Problem 404."""
    product = await products.get(portal, scope, product_id)

    async def write(session: Session) -> Bill:
        before = await repository.find(portal.database, scope, product_id, session)
        if before is None or before.withdrawn:
            raise _no_bill()
        after = before.withdrawn_at(portal.clock())
        await _store(portal, scope, session, before, after, product.name)
        return after

    return await portal.store.in_transaction(write)


async def find(portal: Portal, scope: Scope, product_id: str) -> Bill | None:
    """The bill of a product, or None where it has none."""
    bill = await repository.find(portal.database, scope, product_id)
    return None if bill is None or bill.withdrawn else bill


async def get(portal: Portal, scope: Scope, product_id: str) -> Bill:
    """The bill of a product; Problem 404 where it has none."""
    await products.get(portal, scope, product_id)
    bill = await find(portal, scope, product_id)
    if bill is None:
        raise _no_bill()
    return bill


async def users_of(portal: Portal, scope: Scope, product_id: str, limit: int = 20) -> list[Product]:
    """Products of the supplier that contain the product, by number."""
    found = await repository.users_of(portal.database, scope, product_id, limit)
    known = await products.by_ids(portal, scope, found)
    return sorted(known.values(), key=lambda product: product.number)


def _following(portal: Portal, before: Bill | None, maker: Product, stated: BillInput) -> Bill:
    return Bill(
        product_id=maker.id,
        supplier_id=maker.supplier_id,
        stated=stated,
        declared_unit=maker.declared_unit,
        mass_per_declared_unit=maker.mass_per_declared_unit,
        version=before.version + 1 if before else 1,
        recorded_at=portal.clock(),
    )


async def _store(
    portal: Portal, scope: Scope, session: Session, before: Bill | None, after: Bill, name: str
) -> None:
    await repository.put(portal.database, scope, after, session)
    entry = audit.Change(
        _action(before, after),
        after.product_id,
        before.content() if before and not before.withdrawn else None,
        None if after.withdrawn else after.content(),
        name,
    )
    await audit.record(portal, scope, session, entry)
    topic, key = BILLS_OF_MATERIALS, scope.organization_id
    await outbox.append(session, portal.database, topic, key, [bill_fact(after)])


def _action(before: Bill | None, after: Bill) -> str:
    if after.withdrawn:
        return "bill_of_materials.withdrawn"
    is_new = before is None or before.withdrawn
    return "bill_of_materials.stated" if is_new else "bill_of_materials.changed"


def _no_bill() -> Exception:
    return not_found(_("This product has no bill of materials."), "no-bill-of-materials")
