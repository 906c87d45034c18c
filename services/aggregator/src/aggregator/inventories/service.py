"""A factory's inventories, as other slices use them."""

from aggregator.inventories import repository
from aggregator.inventories.model import Inventory
from aggregator.inventories.model import Part as InventoryPart
from carbon.initiatives import Direction
from carbon.quantum import Milligrams
from carbon.scope3.results import Method
from tierzero.store import Database, Document, Session
from tierzero.tenancy import Scope

__all__ = ["Inventory", "InventoryPart", "emissions_in", "inventories_of"]


async def inventories_of(
    database: Database, scope: Scope, session: Session | None = None
) -> list[Inventory]:
    """Every category and year that the factory has lines in, in order."""
    found = await repository.current(database, scope, session)
    return [_inventory(document) for document in found if document["line_count"]]


async def emissions_in(
    database: Database, scope: Scope, direction: Direction, year: int, session: Session
) -> Milligrams | None:
    """Emissions of one direction and year in mg CO2e; None where the inventory lacks the year."""
    known = await inventories_of(database, scope, session)
    totals = [one.total for one in known if one.year == year and one.direction is direction]
    return sum(totals) if totals else None


def _inventory(document: Document) -> Inventory:
    return Inventory(
        category=document["category"],
        year=document["year"],
        total=int(document["total"]),
        line_count=document["line_count"],
        unresolved_line_count=document["unresolved_line_count"],
        methods={Method(share["method"]): _part(share) for share in document["methods"]},
        suppliers={share["supplier_id"]: _part(share) for share in document["suppliers"]},
        gwp_sets=tuple(document["gwp_sets"]),
        recorded_at=document["recorded_at"],
        known_at=document["known_at"],
    )


def _part(share: Document) -> InventoryPart:
    return InventoryPart(int(share["total"]), share["line_count"])
