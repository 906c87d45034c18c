"""Suppliers and products for programs: ``/api/v1/suppliers``, ``/api/v1/products``."""

from typing import Annotated, Any

from fastapi import APIRouter, Depends, Query

from tierzero.identity import Principal, require_scope
from tierzero.lists import Position, Stretch, stretched
from tierzero.web import Paging, paging

from .model import Organization, Product
from .service import Catalogue

Reader = Annotated[Principal, Depends(require_scope("limits:read"))]
Json = dict[str, Any]


def api(catalogue: Catalogue) -> APIRouter:
    """The routes."""
    router = APIRouter(prefix="/api/v1", tags=["catalogue"])

    @router.get("/suppliers")
    async def list_suppliers(
        caller: Reader, asked: Annotated[Paging, Depends(paging(usual=1_000))]
    ) -> Json:
        """Suppliers that count you among their customers or show you a product."""
        pages = stretched(
            await catalogue.suppliers(caller.scope), place_of, asked.turn, asked.limit
        )
        return asked.answer(pages, {"suppliers": [supplier_json(one) for one in pages.items]})

    @router.get("/products")
    async def list_products(
        caller: Reader,
        asked: Annotated[Paging, Depends(paging(usual=1_000))],
        supplier_id: str = "",
        q: Annotated[
            str, Query(max_length=200, description="Beginnings of number or name; of a supplier.")
        ] = "",
    ) -> Json:
        """Products whose footprints you are shown: of one supplier, or of one after another."""
        if supplier_id:
            known = {one.id: one for one in await catalogue.suppliers(caller.scope)}
            supplier = known.get(supplier_id, Organization(supplier_id, 0, ""))
            pages = await catalogue.offered(caller.scope, supplier, q, asked.turn, asked.limit)
        elif q:
            pages = Stretch(await catalogue.found(caller.scope, q))
        else:
            pages = await catalogue.everything(caller.scope, asked.turn, asked.limit)
        return asked.answer(pages, {"products": [product_json(one) for one in pages.items]})

    return router


def place_of(supplier: Organization) -> Position:
    """Where a supplier stands among those that a buyer knows."""
    return Position(supplier.name.casefold(), supplier.id)


def supplier_json(supplier: Organization) -> Json:
    """A supplier for programs."""
    return {
        "id": supplier.id,
        "name": supplier.name,
        "name_zh": supplier.name_zh,
        "country": supplier.country,
        "company_ids": list(supplier.company_ids),
    }


def product_json(product: Product) -> Json:
    """A product for programs."""
    return {
        "id": product.id,
        "supplier_id": product.supplier_id,
        "name": product.name,
        "product_ids": list(product.product_ids),
        "product_classifications": list(product.classifications),
        "declared_unit": product.declared_unit.value if product.declared_unit else None,
    }
