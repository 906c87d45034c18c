"""Calculations in a list: with their product and figure."""

from collections.abc import Sequence
from dataclasses import dataclass

from supplier_portal.portal import Portal
from supplier_portal.products import service as products
from supplier_portal.products.service import Product
from tierzero.tenancy import Scope

from .evaluating import Evaluation, evaluate
from .model import Calculation


@dataclass(frozen=True)
class Listed:
    """One row; the product is None where it is gone."""

    calculation: Calculation
    product: Product | None
    evaluation: Evaluation


async def listed(portal: Portal, scope: Scope, found: Sequence[Calculation]) -> list[Listed]:
    """With products, in the same order."""
    known = await products.by_ids(portal, scope, (one.product_id for one in found))
    return [Listed(one, known.get(one.product_id), evaluate(one)) for one in found]
