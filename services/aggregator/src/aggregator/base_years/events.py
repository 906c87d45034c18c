"""Base years from the bus."""

from collections.abc import Iterable

from aggregator.base_years.repository import COLLECTION
from aggregator.facts import (
    Intake,
    decimal_of,
    document_of,
    milligrams_of,
    required,
    take_in,
    year_of,
)
from carbon.decimals import format_decimal
from tierzero.agents import Delivery, Handler, Unusable
from tierzero.footprint.v1 import base_year_pb2 as contract
from tierzero.store import Document

_LAST_CATEGORY = 15


def handler(intake: Intake) -> Handler:
    """Keeps the newest statement and announces the buyer's change."""

    async def handle(delivery: Delivery) -> None:
        documents = [read(fact) for fact in delivery.facts]
        await take_in(intake, COLLECTION, documents, _buyer)

    return handle


def read(told: contract.BaseYearFigures) -> Document:
    """The document of a statement."""
    buyer = required(told.buyer_id, "buyer_id")
    if told.fact.id != buyer:
        raise Unusable("wrong-identity", f"id {told.fact.id!r} is not {buyer!r}")
    return {
        **document_of(told.fact, buyer),
        "year": year_of(told.year, "year") if told.reported else told.year,
        "reported": told.reported,
        "recalculated": told.recalculated,
        "cumulative_percent": format_decimal(
            decimal_of(told.cumulative_percent, "cumulative_percent")
        ),
        "figures": [_figure(one) for one in told.figures],
    }


def _figure(figure: contract.BaseYearFigure) -> Document:
    if not 1 <= figure.category <= _LAST_CATEGORY:
        raise Unusable("unknown-category", f"scope 3 has no category {figure.category}")
    in_force = milligrams_of(figure.in_force.digits, "figures.in_force")
    return {"category": figure.category, "in_force": str(in_force)}


def _buyer(document: Document) -> Iterable[str]:
    return (document["organization_id"],)
