"""What procurement knows of suppliers and their products, learnt from the bus."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime
from decimal import Decimal
from enum import StrEnum

from carbon.footprint.model import ProductFootprint
from carbon.footprint.presentation import Detail
from carbon.units import DeclaredUnit


class Sharing(StrEnum):
    """To whom a supplier shows the footprints of a product."""

    NOBODY = "nobody"
    NAMED_CUSTOMERS = "named_customers"
    ALL_CUSTOMERS = "all_customers"
    PUBLIC = "public"


@dataclass(frozen=True)
class Organization:
    """Somebody who takes part. ``customer_ids`` are the organizations it supplies."""

    id: str
    version: int
    name: str
    name_zh: str = ""
    roles: tuple[str, ...] = ()
    country: str = ""
    country_subdivision: str = ""
    company_ids: tuple[str, ...] = ()
    customer_ids: tuple[str, ...] = ()
    withdrawn: bool = False

    def supplies(self, organization_id: str) -> bool:
        """Whether it names the organization as its customer."""
        return organization_id in self.customer_ids


@dataclass(frozen=True)
class Product:
    """Something a supplier sells. ``mass_per_declared_unit`` is in kg per one declared unit."""

    id: str
    version: int
    supplier_id: str
    name: str
    product_ids: tuple[str, ...] = ()
    classifications: tuple[str, ...] = ()
    declared_unit: DeclaredUnit | None = None
    mass_per_declared_unit: Decimal | None = None
    sharing: Sharing = Sharing.NOBODY
    shared_with: tuple[str, ...] = ()
    shared_detail: Detail = Detail.ALL_FIELDS
    withdrawn: bool = False


@dataclass(frozen=True)
class IssuedFootprint:
    """A footprint as it arrived; ``content`` is the serialized fact, whole."""

    id: str
    version: int
    supplier_id: str
    product_id: str
    footprint: ProductFootprint
    content: bytes
    recorded_at: datetime
    withdrawn: bool = False


def may_see(product: Product, customer_ids: Collection[str], buyer_id: str) -> bool:
    """Whether a supplier with these customers shows the product's footprints to the buyer."""
    if product.withdrawn:
        return False
    if product.sharing is Sharing.PUBLIC:
        return True
    if product.sharing is Sharing.ALL_CUSTOMERS:
        return buyer_id in customer_ids
    return product.sharing is Sharing.NAMED_CUSTOMERS and buyer_id in product.shared_with
