"""Footprint facts as what prices purchases."""

from dataclasses import dataclass
from datetime import datetime
from decimal import Decimal
from functools import lru_cache
from typing import Any

from google.protobuf.timestamp_pb2 import Timestamp

from carbon.footprint.model import FootprintStatus
from carbon.footprint.validity import expiry
from carbon.scope3.inputs import UNRATED, FootprintValue
from carbon.units import DeclaredUnit
from footprint.values.ratings import percentage, ratings_from_message
from footprint.values.reading import (
    decimal,
    instant,
    not_negative,
    positive,
    text,
)
from tierzero.agents import Unusable
from tierzero.facts import declared_unit_from_message
from tierzero.supplier_portal.v1.footprint_pb2 import FOOTPRINT_STATUS_ACTIVE, Footprint


def footprint_value_from_message(footprint: Footprint) -> FootprintValue:
    """The pricing part of a footprint; raises Unusable.

    Withdrawn is as deprecated: it prices nothing any more.
    """
    pcf, shared = footprint.pcf, terms_of(footprint)
    return FootprintValue(
        id=footprint.fact.id,
        version=footprint.fact.version,
        product_id=text(footprint.product_id, "product_id"),
        supplier_id=text(footprint.supplier_id, "supplier_id"),
        status=FootprintStatus.ACTIVE if is_active(footprint) else FootprintStatus.DEPRECATED,
        declared_unit=shared.declared_unit,
        declared_unit_amount=shared.amount,
        product_mass_per_declared_unit=shared.mass,
        pcf_excluding_biogenic_uptake=decimal(
            pcf.pcf_excluding_biogenic_uptake, "pcf.pcf_excluding_biogenic_uptake"
        ),
        reference_period_start=shared.period_start,
        reference_period_end=shared.period_end,
        created=shared.created,
        validity_period_end=shared.valid_until,
        primary_data_share=shared.primary_data_share,
        gwp_sets=tuple(pcf.ipcc_characterization_factors),
        product_name=footprint.product_name_company,
        ratings=ratings_from_message(pcf.dqi, "pcf.dqi") if pcf.HasField("dqi") else UNRATED,
        is_verified=bool(pcf.verification.coverage),
    )


def check_footprint(footprint: Footprint) -> None:
    """Raise Unusable where `footprint_value_from_message` would, for less."""
    pcf = footprint.pcf
    text(footprint.product_id, "product_id")
    text(footprint.supplier_id, "supplier_id")
    terms_of(footprint)
    decimal(pcf.pcf_excluding_biogenic_uptake, "pcf.pcf_excluding_biogenic_uptake")
    if pcf.HasField("dqi"):
        ratings_from_message(pcf.dqi, "pcf.dqi")


@dataclass(frozen=True)
class Terms:
    """What is the same in thousands of footprints: all but ids, figure and quality."""

    declared_unit: DeclaredUnit
    amount: Decimal
    mass: Decimal
    primary_data_share: Decimal | None
    period_start: datetime
    period_end: datetime
    created: datetime
    valid_until: datetime | None
    expires_at: datetime
    """First moment at which it must no longer be used."""


Stamp = tuple[int, int] | None


def terms_of(footprint: Footprint) -> Terms:
    """Read the terms, mostly from memory; raises Unusable."""
    pcf = footprint.pcf
    return _terms(
        pcf.declared_unit_of_measurement,
        pcf.declared_unit_amount,
        pcf.product_mass_per_declared_unit,
        pcf.primary_data_share,
        _stamp(pcf, "reference_period_start", pcf.reference_period_start),
        _stamp(pcf, "reference_period_end", pcf.reference_period_end),
        _stamp(footprint, "created", footprint.created),
        _stamp(footprint, "validity_period_end", footprint.validity_period_end),
    )


def _stamp(message: Any, name: str, stated: Timestamp) -> Stamp:
    seconds = stated.seconds
    return (seconds, stated.nanos) if seconds or message.HasField(name) else None


@lru_cache(maxsize=4096)
def _terms(unit: int, amount: str, mass: str, share: str, *stamps: Stamp) -> Terms:
    """Read once; what is refused is not remembered."""
    start, end, created, until = stamps
    period_end = _moment(end, "pcf.reference_period_end")
    valid_until = _moment(until, "validity_period_end") if until else None
    return Terms(
        declared_unit=_unit(unit),
        amount=positive(amount, "pcf.declared_unit_amount"),
        mass=not_negative(mass or "0", "pcf.product_mass_per_declared_unit"),
        primary_data_share=percentage(share, "pcf.primary_data_share"),
        period_start=_moment(start, "pcf.reference_period_start"),
        period_end=period_end,
        created=_moment(created, "created"),
        valid_until=valid_until,
        expires_at=expiry(period_end, valid_until),
    )


def _moment(stamp: Stamp, path: str) -> datetime:
    if stamp is None:
        raise Unusable("missing-field", f"{path} is missing")
    return instant(*stamp, path)


def is_active(footprint: Footprint) -> bool:
    """Whether it prices anything: withdrawn is as deprecated."""
    return footprint.status == FOOTPRINT_STATUS_ACTIVE and not footprint.fact.withdrawn


def _unit(stated: int) -> DeclaredUnit:
    unit = declared_unit_from_message(stated)
    if unit is None:
        raise Unusable("unknown-unit", "pcf.declared_unit_of_measurement is not known here")
    return unit
