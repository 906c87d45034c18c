"""A factory's initiatives, as other slices use them."""

from decimal import Decimal

from aggregator.initiatives import repository
from aggregator.initiatives.model import Initiative
from carbon.initiatives import Direction, InitiativeState
from tierzero.store import Database, Document, Session
from tierzero.tenancy import Scope


async def initiatives_of(
    database: Database, scope: Scope, session: Session | None = None
) -> list[Initiative]:
    """The factory's own initiatives and those of its suppliers that name it as a customer."""
    found = await repository.shared_with(database, scope, session)
    return [_initiative(document) for document in found]


def _initiative(document: Document) -> Initiative:
    return Initiative(
        id=document["_id"],
        owner_id=document["organization_id"],
        name=document["name"],
        type=document["type"],
        direction=Direction(document["direction"]),
        state=InitiativeState(document["state"]),
        baseline_emissions=Decimal(document["baseline_emissions"]),
        target_emissions=Decimal(document["target_emissions"]),
        target_year=document["target_year"],
        measured={one["year"]: Decimal(one["reduction"]) for one in document["measured"]},
        recorded_at=document["recorded_at"],
    )
