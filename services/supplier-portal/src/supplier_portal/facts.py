"""The header of the facts that the portal states."""

from datetime import datetime

from carbon.units import DeclaredUnit
from tierzero.common.v1.fact_pb2 import Fact


def fact_header(
    identity: str,
    version: int,
    recorded_at: datetime,
    organization_id: str,
    *,
    withdrawn: bool = False,
) -> Fact:
    """Id, version, system time (UTC, aware), owner of a fact, and whether it no longer holds."""
    header = Fact(
        id=identity, version=version, organization_id=organization_id, withdrawn=withdrawn
    )
    header.recorded_at.FromDatetime(recorded_at)
    return header


def declared_unit_name(unit: DeclaredUnit) -> str:
    """The contract's name for a declared unit."""
    return f"DECLARED_UNIT_{unit.name}"
