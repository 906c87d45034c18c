"""Stating, finding and withdrawing bills of materials."""

from collections.abc import Iterable, Mapping, Sequence
from functools import partial

from supplier_portal.audit import service as audit
from supplier_portal.portal import Portal
from supplier_portal.products import service as products
from supplier_portal.products.service import Product
from tierzero import outbox
from tierzero.i18n import _
from tierzero.problems import FieldProblem, invalid, not_found
from tierzero.store import Session
from tierzero.tenancy import Scope
from tierzero.topics import BILLS_OF_MATERIALS

from . import repository
from .contract import bill_fact
from .cycles import cycle_closed_by
from .model import Bill, BillInput, Precedence
from .rules import KnownParts, PartKey, faults, key_of

__all__ = [
    "Bill",
    "BillInput",
    "Precedence",
    "check",
    "find",
    "get",
    "known_parts",
    "state",
    "users_of",
    "withdraw",
]


async def state(portal: Portal, scope: Scope, product_id: str, stated: BillInput) -> Bill:
    """State what a product is made of; nothing happens where nothing differs.

    Problem 404 where the supplier has no such product, 422 where the bill does not fit.
    """
    shared = await _shared_parts(portal, scope, stated)
    await repository.open_turns(portal.database, scope)

    async def write(session: Session) -> Bill:
        await repository.take_turn(portal.database, scope, session)
        maker = await _checked(portal, scope, product_id, stated, shared, session)
        before = await repository.find(portal.database, scope, product_id, session)
        after = _following(portal, before, maker, stated)
        if before and before.states_the_same(after):
            return before
        await _store(portal, scope, session, before, after, maker.name)
        return after

    return await portal.store.in_transaction(write)


async def check(portal: Portal, scope: Scope, product_id: str, stated: BillInput) -> None:
    """Raise what stating the bill would raise; nothing is stored."""
    shared = await _shared_parts(portal, scope, stated)
    await _checked(portal, scope, product_id, stated, shared, None)


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


async def known_parts(portal: Portal, scope: Scope, stated: BillInput) -> KnownParts:
    """The parts that are products the supplier knows: its own, and those shared with it."""
    own = await _own_parts(portal, scope, stated, None)
    return {**await _shared_parts(portal, scope, stated), **own}


async def _shared_parts(portal: Portal, scope: Scope, stated: BillInput) -> KnownParts:
    keys = {key_of(part) for part in stated.parts if part.names_product}
    others = [key for key in keys if key.supplier_id != scope.organization_id]
    found = await products.shared_by_ids(portal, scope, others)
    return {PartKey(product.supplier_id, product.id): product for product in found}


async def _own_parts(
    portal: Portal, scope: Scope, stated: BillInput, session: Session
) -> KnownParts:
    wanted = list(stated.own_parts(scope.organization_id))
    found = await products.by_ids(portal, scope, wanted, session)
    return {PartKey(one.supplier_id, one.id): one for one in found.values()}


async def _checked(
    portal: Portal,
    scope: Scope,
    product_id: str,
    stated: BillInput,
    shared: KnownParts,
    session: Session,
) -> Product:
    """The product that the bill is about, once the bill fits; raises Problem."""
    maker = (await products.by_ids(portal, scope, [product_id], session)).get(product_id)
    if maker is None:
        raise products.no_such_product()
    own = await _own_parts(portal, scope, stated, session)
    if found := faults(maker, stated, {**shared, **own}):
        raise invalid(found)
    await _refuse_cycle(portal, scope, maker, stated, session)
    return maker


async def _refuse_cycle(
    portal: Portal, scope: Scope, maker: Product, stated: BillInput, session: Session
) -> None:
    parts = list(stated.own_parts(scope.organization_id))
    look_up = partial(repository.own_parts, portal.database, scope, session=session)
    cycle = await cycle_closed_by(maker.id, parts, look_up)
    if not cycle:
        return
    known = await products.by_ids(portal, scope, cycle, session)
    raise invalid([_cycle_fault(stated, cycle, known)])


def _cycle_fault(
    stated: BillInput, cycle: Sequence[str], known: Mapping[str, Product]
) -> FieldProblem:
    place = next(n for n, part in enumerate(stated.parts) if part.product_id == cycle[1])
    named = _chain(known[one].name if one in known else one for one in (*cycle, cycle[0]))
    text = _("The product would be a part of itself: {cycle}.", cycle=named)
    about = {"cycle": _chain(cycle)}
    return FieldProblem(f"parts[{place}].product_id", "bill-of-materials-cycle", text, about)


def _chain(links: Iterable[str]) -> str:
    return " → ".join(links)


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
