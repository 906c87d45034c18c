"""Initiatives from the bus."""

from collections.abc import Iterable

from aggregator.facts import (
    Intake,
    decimal_of,
    document_of,
    member_of,
    required,
    take_in,
    year_of,
)
from aggregator.initiatives.repository import COLLECTION
from carbon.decimals import format_decimal
from carbon.initiatives import Direction, InitiativeState
from carbon.reductions import are_whole, period_of
from tierzero.agents import Delivery, Handler, Unusable
from tierzero.store import Document
from tierzero.supplier_portal.v1 import initiative_pb2 as contract

SHARES_AGREED = {
    contract.SHARE_STATE_PROPOSED: False,
    contract.SHARE_STATE_CONFIRMED: True,
    contract.SHARE_STATE_DECLINED: False,
}
DIRECTIONS = {
    contract.DIRECTION_UPSTREAM: Direction.UPSTREAM,
    contract.DIRECTION_DOWNSTREAM: Direction.DOWNSTREAM,
    contract.DIRECTION_OWN_OPERATIONS: Direction.OWN_OPERATIONS,
}
STATES = {
    contract.INITIATIVE_STATE_PLANNED: InitiativeState.PLANNED,
    contract.INITIATIVE_STATE_APPROVED: InitiativeState.APPROVED,
    contract.INITIATIVE_STATE_RUNNING: InitiativeState.RUNNING,
    contract.INITIATIVE_STATE_MEASURED: InitiativeState.MEASURED,
    contract.INITIATIVE_STATE_VERIFIED: InitiativeState.VERIFIED,
    contract.INITIATIVE_STATE_CLOSED: InitiativeState.CLOSED,
    contract.INITIATIVE_STATE_REVERSED: InitiativeState.REVERSED,
}


def handler(intake: Intake) -> Handler:
    """Keeps the newest statement about each initiative and announces its factories' change."""

    async def handle(delivery: Delivery) -> None:
        documents = [read(fact) for fact in delivery.facts]
        await take_in(intake, COLLECTION, documents, _factories)

    return handle


def read(initiative: contract.Initiative) -> Document:
    """The document of a statement: each organization's share and the factories it counts for.

    A share concerns the customers it names; without any, the organization itself.
    """
    owner = required(initiative.supplier_id, "supplier_id")
    shares = _shares(initiative, owner)
    return {
        **document_of(initiative.fact, owner),
        "factory_ids": sorted({one for share in shares for one in share["factory_ids"]}),
        "shares": shares,
        "product_ids": sorted(set(initiative.product_ids)),
        "in_footprints": bool(initiative.in_footprint_ids),
        "name": initiative.name,
        "type": required(initiative.type, "type"),
        "direction": member_of(DIRECTIONS, initiative.direction, "direction").value,
        "state": member_of(STATES, initiative.state, "state").value,
        "baseline_emissions": _emissions(initiative.baseline_emissions, "baseline_emissions"),
        "target_emissions": _emissions(initiative.target_emissions, "target_emissions"),
        "target_year": initiative.target_year,
        "measured": _measured(initiative.measured_reductions),
        "periods": _periods(initiative),
    }


def _shares(initiative: contract.Initiative, owner: str) -> list[Document]:
    """All of it is the owner's where no shares are stated."""
    if not initiative.shares:
        factories = sorted(set(initiative.customer_ids) or {owner})
        return [_share(owner, "100", True, factories)]
    stated = [_stated_share(one) for one in initiative.shares]
    holders = {one["organization_id"] for one in stated}
    percents = [decimal_of(one["percent"], "shares.percent") for one in stated]
    if len(holders) < len(stated) or not are_whole(percents):
        raise Unusable("shares-not-whole", "the shares are not 100 % of different organizations")
    return sorted(stated, key=lambda one: one["organization_id"])


def _stated_share(share: contract.ReductionShare) -> Document:
    holder = required(share.organization_id, "shares.organization_id")
    percent = format_decimal(decimal_of(share.percent, "shares.percent"))
    agreed = member_of(SHARES_AGREED, share.state, "shares.state")
    return _share(holder, percent, agreed, sorted(set(share.customer_ids) or {holder}))


def _share(holder: str, percent: str, agreed: bool, factory_ids: list[str]) -> Document:
    return {
        "organization_id": holder,
        "percent": percent,
        "agreed": agreed,
        "factory_ids": factory_ids,
    }


def _periods(initiative: contract.Initiative) -> list[str]:
    """What was measured when; earlier statements know whole years only."""
    years = (str(one.year) for one in initiative.measured_reductions)
    labels = [one.period for one in initiative.measured_periods] or list(years)
    for label in labels:
        if period_of(label) is None:
            raise Unusable("not-a-period", f"measured_periods names {label[:20]!r}")
    return sorted(set(labels))


def _emissions(text: str, field: str) -> str:
    amount = decimal_of(text, field)
    if amount < 0:
        raise Unusable("negative-emissions", f"{field} is {text}")
    return format_decimal(amount)


def _measured(reductions: Iterable[contract.MeasuredReduction]) -> list[Document]:
    by_year: dict[int, str] = {}
    for one in reductions:
        year = year_of(one.year, "measured_reductions.year")
        if year in by_year:
            raise Unusable("repeated-year", f"measured_reductions names {year} twice")
        amount = decimal_of(one.reduction, "measured_reductions.reduction")
        by_year[year] = format_decimal(amount)
    return [{"year": year, "reduction": by_year[year]} for year in sorted(by_year)]


def _factories(document: Document) -> Iterable[str]:
    return document["factory_ids"]
