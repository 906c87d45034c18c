"""The products that a buyer is shown, in pages: of one supplier by name, of all, or by words."""

from collections.abc import AsyncIterator, Mapping, Sequence
from dataclasses import replace
from typing import Any

from tierzero import lists
from tierzero.lists import Listing, Position, Stretch, Turn, is_found, turn_of, typed_words
from tierzero.store import Database
from tierzero.tenancy import Scope, scope_of_worker

from .documents import product_from
from .model import Organization, Product, Sharing, may_see
from .repository import PRODUCTS

READER = "procurement.reader"
MOST_FOUND = 500
"""So many products are looked for by words; who types more of them finds the rest."""

_BY_NAME = Listing(PRODUCTS, "name_key")
_LOOKED_AT = ("sharing", "shared_with", "withdrawn", "words")
_LAST = chr(0x10FFFF)


async def of_supplier(
    database: Database, buyer: Scope, supplier: Organization, words: str, turn: Turn, size: int
) -> Stretch[Product]:
    """A page of a supplier's products that the buyer is shown, by name; without words, of all."""
    listing = _shown(supplier, buyer.organization_id, typed_words(words))
    found = await lists.page(database, _owner(supplier), listing, turn, size)
    return lists.mapped(found, [product_from(document) for document in found.items])


async def of_suppliers(
    database: Database, buyer: Scope, suppliers: Sequence[Organization], turn: Turn, size: int
) -> Stretch[Product]:
    """A page of what all of them show, supplier by supplier in the order of their ids."""
    backwards = turn.before is not None and turn.after is None
    found = [
        one async for one in _read(database, buyer, suppliers, turn, size + 1, backwards=backwards)
    ]
    chosen = found[:size][::-1] if backwards else found[:size]
    more = len(found) > size
    has_previous, has_next = (more, True) if backwards else (turn.after is not None, more)
    return Stretch(
        [product for _place, product in chosen],
        str(chosen[0][0]) if chosen and has_previous else "",
        str(chosen[-1][0]) if chosen and has_next else "",
    )


async def found_by_words(
    database: Database, buyer: Scope, suppliers: Mapping[str, Organization], words: str
) -> list[Product]:
    """Products that the buyer is shown and whose number or name begins so; the first of many."""
    typed = typed_words(words)
    if not typed:
        return []
    rarest = max(typed, key=len)
    bounds = {"words": {"$gte": rarest, "$lt": rarest + _LAST}}
    found: list[Product] = []
    async for one in database[PRODUCTS].find(bounds):
        supplier = suppliers.get(one["organization_id"])
        if supplier and _is_shown(one, supplier, buyer.organization_id, typed):
            found.append(product_from(one))
        if len(found) == MOST_FOUND:
            break
    return found


async def _read(
    database: Database,
    buyer: Scope,
    suppliers: Sequence[Organization],
    turn: Turn,
    size: int,
    *,
    backwards: bool,
) -> AsyncIterator[tuple[Position, Product]]:
    """Products from a place on, or back from one, with the place of each."""
    origin, left = turn.before if backwards else turn.after, size
    for supplier in sorted(suppliers, key=_id, reverse=backwards):
        if origin and (supplier.id > origin.value if backwards else supplier.id < origin.value):
            continue
        at = turn_of(after=origin.id).after if origin and supplier.id == origin.value else None
        sides = {"before": at} if backwards else {"after": at}
        listing = _shown(supplier, buyer.organization_id, ())
        if backwards and at is None:
            listing = replace(listing, descending=True)
        places = await lists.positions(database, _owner(supplier), listing, left, **sides)
        documents = await lists.at_places(database, _owner(supplier), listing, places)
        for one in documents:
            place = Position(supplier.id, str(Position(one["name_key"], one["_id"])))
            yield place, product_from(one)
        left -= len(documents)
        if left <= 0:
            return


def _owner(supplier: Organization) -> Scope:
    return scope_of_worker(supplier.id, READER)


def _id(supplier: Organization) -> str:
    return supplier.id


def _shown(supplier: Organization, buyer_id: str, typed: Sequence[str]) -> Listing:
    def wanted(document: Mapping[str, Any]) -> bool:
        return _is_shown(document, supplier, buyer_id, typed)

    return replace(_BY_NAME, looks_at=_LOOKED_AT, wanted=wanted)


def _is_shown(
    document: Mapping[str, Any], supplier: Organization, buyer_id: str, typed: Sequence[str]
) -> bool:
    shown = may_see(_sharing(document), supplier.customer_ids, buyer_id)
    return shown and is_found(document["words"], typed)


def _sharing(document: Mapping[str, Any]) -> Product:
    """As much of a product as says who may see it."""
    return Product(
        "",
        0,
        "",
        "",
        sharing=Sharing(document["sharing"]),
        shared_with=tuple(document["shared_with"]),
        withdrawn=document["withdrawn"],
    )
