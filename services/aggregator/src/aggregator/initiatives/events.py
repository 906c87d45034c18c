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
from tierzero.agents import Delivery, Handler, Unusable
from tierzero.store import Document
from tierzero.supplier_portal.v1 import initiative_pb2 as contract

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
    """The document of a statement. It concerns the customers it names; without any, its owner."""
    owner = required(initiative.supplier_id, "supplier_id")
    return {
        **document_of(initiative.fact, owner),
        "factory_ids": sorted(set(initiative.customer_ids) or {owner}),
        "name": initiative.name,
        "type": required(initiative.type, "type"),
        "direction": member_of(DIRECTIONS, initiative.direction, "direction").value,
        "state": member_of(STATES, initiative.state, "state").value,
        "baseline_emissions": _emissions(initiative.baseline_emissions, "baseline_emissions"),
        "target_emissions": _emissions(initiative.target_emissions, "target_emissions"),
        "target_year": initiative.target_year,
        "measured": _measured(initiative.measured_reductions),
    }


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
