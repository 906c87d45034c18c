"""Suppliers and products for programs: ``/api/v1/suppliers``, ``/api/v1/products``."""

from typing import Annotated, Any

from fastapi import APIRouter, Depends

from tierzero.identity import Principal, require_scope

from .model import Organization, Product
from .service import Catalogue

Reader = Annotated[Principal, Depends(require_scope("limits:read"))]
Json = dict[str, Any]


def api(catalogue: Catalogue) -> APIRouter:
    """The routes."""
    router = APIRouter(prefix="/api/v1", tags=["catalogue"])

    @router.get("/suppliers")
    async def list_suppliers(caller: Reader) -> Json:
        """Suppliers that count you among their customers or show you a product."""
        found = await catalogue.suppliers(caller.scope)
        return {"suppliers": [supplier_json(supplier) for supplier in found]}

    @router.get("/products")
    async def list_products(caller: Reader, supplier_id: str = "") -> Json:
        """Products whose footprints you are shown."""
        found = await catalogue.products(caller.scope)
        chosen = [one for one in found if supplier_id in ("", one.supplier_id)]
        return {"products": [product_json(product) for product in chosen]}

    return router


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
