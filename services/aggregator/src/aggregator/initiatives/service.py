"""A factory's initiatives, as other slices use them."""

from decimal import Decimal

from aggregator.initiatives import repository
from aggregator.initiatives.model import Initiative
from carbon.initiatives import Direction, InitiativeState
from carbon.reductions import Period, period_of, share_of
from tierzero.store import Database, Document, Session
from tierzero.tenancy import Scope


async def initiatives_of(
    database: Database, scope: Scope, session: Session | None = None
) -> list[Initiative]:
    """The parts of initiatives that count for the factory.

    Its own parts, and those of its suppliers that name it as a customer.
    """
    found = await repository.shared_with(database, scope, session)
    return [part for document in found for part in parts_of(document, scope.organization_id)]


def parts_of(document: Document, factory_id: str) -> list[Initiative]:
    """Each organization's part of an initiative, as far as it counts for the factory."""
    shares = document.get("shares") or [_whole(document)]
    holders = frozenset(one["organization_id"] for one in shares if one["agreed"])
    return [_part(document, one, holders) for one in shares if factory_id in one["factory_ids"]]


def _whole(document: Document) -> Document:
    """What documents of before there were shares say."""
    return {
        "organization_id": document["organization_id"],
        "percent": "100",
        "agreed": True,
        "factory_ids": document["factory_ids"],
    }


def _part(document: Document, share: Document, holders: frozenset[str]) -> Initiative:
    percent = Decimal(share["percent"])

    def part(amount: str) -> Decimal:
        return share_of(Decimal(amount), percent)

    return Initiative(
        id=document["_id"],
        owner_id=share["organization_id"],
        name=document["name"],
        type=document["type"],
        direction=Direction(document["direction"]),
        state=InitiativeState(document["state"]),
        baseline_emissions=part(document["baseline_emissions"]),
        target_emissions=part(document["target_emissions"]),
        target_year=document["target_year"],
        measured={one["year"]: part(one["reduction"]) for one in document["measured"]},
        recorded_at=document["recorded_at"],
        agreed=share["agreed"],
        lead_id=document["organization_id"],
        holders=holders,
        product_ids=frozenset(document.get("product_ids", ())),
        periods=_periods(document.get("periods", ())),
        in_footprints=document.get("in_footprints", False),
    )


def _periods(labels: list[str]) -> tuple[Period, ...]:
    return tuple(found for label in labels if (found := period_of(label)))
