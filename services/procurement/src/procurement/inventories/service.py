"""What the pages and the API show: answers of the footprint service with this service's names."""

from collections.abc import Iterable
from dataclasses import dataclass

from fastapi import Request

from procurement.assessments.views import supplier_name
from procurement.catalogue.service import Catalogue
from procurement.methods import METHOD_NAMED
from tierzero.footprint.v1.inventory_service_pb2 import Line as StatedLine
from tierzero.footprint.v1.inventory_service_pb2 import ListLinesRequest
from tierzero.i18n import current_language
from tierzero.identity import Principal, forwarded_metadata
from tierzero.settings import Settings

from .asking import Asker
from .figures import Inventory, inventory_of
from .lines import Line, line_of


@dataclass(frozen=True)
class Inventories:
    """The footprint service as one caller asks it, and the catalogue for names."""

    settings: Settings
    catalogue: Catalogue

    def asker(self, request: Request) -> Asker:
        """Asks on behalf of the sender of a request."""
        return Asker(self.settings.footprint_grpc, forwarded_metadata(request))

    async def every(self, request: Request, year: int = 0, category: int = 0) -> list[Inventory]:
        """The caller's inventories."""
        found = await self.asker(request).inventories(year, category)
        return [inventory_of(one) for one in found]

    async def supplier_names(self, caller: Principal) -> dict[str, str]:
        """Names by id, of everybody who takes part."""
        language = current_language()
        known = await self.catalogue.organizations(caller.scope)
        return {key: supplier_name(one, language) for key, one in known.items()}

    async def named(self, caller: Principal, stated: Iterable[StatedLine]) -> list[Line]:
        """Lines with the names of suppliers and products."""
        every = list(stated)
        suppliers = await self.supplier_names(caller)
        bought = {one.product_id for one in every if one.product_id}
        products = await self.catalogue.product_names(caller.scope, bought)
        return [line_of(one, suppliers, products) for one in every]


@dataclass(frozen=True)
class Wanted:
    """Which lines a reader wants to see."""

    year: int
    category: int
    supplier: str = ""
    method: str = ""
    after: str = ""

    def request(self, size: int) -> ListLinesRequest:
        """The question for a page of lines; an unknown method is any."""
        return ListLinesRequest(
            year=self.year,
            category=self.category,
            supplier_id=self.supplier,
            method=METHOD_NAMED.get(self.method, 0),
            page_size=size,
            page_token=self.after,
        )
