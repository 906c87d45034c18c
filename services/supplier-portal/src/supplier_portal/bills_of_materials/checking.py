"""A bill against what is stored: its product, its parts, and the supplier's other bills."""

from collections.abc import Iterable, Mapping, Sequence
from functools import partial

from supplier_portal.portal import Portal
from supplier_portal.products import service as products
from supplier_portal.products.service import Product
from tierzero.i18n import _
from tierzero.problems import FieldProblem, invalid
from tierzero.store import Session
from tierzero.tenancy import Scope

from . import repository
from .cycles import cycle_closed_by
from .model import BillInput
from .parts import own_parts
from .rules import KnownParts, faults


async def checked_maker(
    portal: Portal,
    scope: Scope,
    product_id: str,
    stated: BillInput,
    shared: KnownParts,
    session: Session,
) -> Product:
    """The product that the bill is about; Problem 404 without it, 422 where something is wrong."""
    maker = (await products.by_ids(portal, scope, [product_id], session)).get(product_id)
    if maker is None:
        raise products.no_such_product()
    own = await own_parts(portal, scope, stated, session)
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
    if cycle:
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
