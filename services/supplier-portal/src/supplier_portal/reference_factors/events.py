"""Consumes the topic of factors."""

from datetime import UTC, datetime
from decimal import Decimal

from google.protobuf.timestamp_pb2 import Timestamp

from carbon.decimals import InvalidDecimal, parse_decimal
from carbon.units import UnknownUnit, canonical_unit
from supplier_portal.portal import Portal
from supplier_portal.register import REGISTER
from tierzero.agents import Consumer, Delivery, Unusable
from tierzero.procurement.v1 import factor_pb2 as contract
from tierzero.tenancy import scope_of_worker
from tierzero.topics import FACTORS

from . import service
from .model import ReferenceFactor


def consumer(portal: Portal) -> Consumer:
    """Keeps physical factors; those per money are no basis for a product's footprint."""

    async def handle(delivery: Delivery) -> None:
        by_owner: dict[str, list[ReferenceFactor]] = {}
        for fact in delivery.facts:
            if fact.kind == contract.FACTOR_KIND_AVERAGE_DATA:
                factor = factor_of(fact)
                by_owner.setdefault(factor.owner or REGISTER, []).append(factor)
        for owner, factors in by_owner.items():
            scope = scope_of_worker(owner, "supplier-portal.worker")
            await service.learn(portal, scope, factors)

    return Consumer(FACTORS, handle)


def factor_of(fact: contract.EmissionFactor) -> ReferenceFactor:
    """The factor that a fact states; raises Unusable."""
    if not fact.fact.id or not fact.classification:
        raise Unusable("missing-attribute", "the factor states no id or class")
    return ReferenceFactor(
        id=fact.fact.id,
        version=fact.fact.version,
        owner=fact.fact.organization_id,
        factor_set=fact.factor_set,
        set_version=fact.factor_set_version,
        classification=fact.classification,
        name=fact.name,
        value=_value(fact.value),
        unit=_unit(fact.unit),
        region=fact.region,
        data_year=fact.data_year or None,
        gwp_set=fact.gwp_set,
        source=fact.source,
        licence=fact.licence,
        valid_from=_moment(fact.valid_from) if fact.HasField("valid_from") else None,
        valid_until=_moment(fact.valid_until) if fact.HasField("valid_until") else None,
        recorded_at=_moment(fact.fact.recorded_at),
    )


def _value(text: str) -> Decimal:
    try:
        return parse_decimal(text)
    except InvalidDecimal as error:
        raise Unusable("invalid-decimal", f"the factor's value is {text!r}") from error


def _unit(text: str) -> str:
    try:
        return canonical_unit(text)
    except UnknownUnit as error:
        raise Unusable("unknown-unit", str(error)) from error


def _moment(stamp: Timestamp) -> datetime:
    return stamp.ToDatetime(UTC)
