"""Facts about activities other than purchases, about policies and suppliers' own emissions."""

from collections.abc import Mapping
from datetime import UTC, datetime
from typing import Any

from tests.unit.footprint.facts import header, stamp
from tierzero.procurement.v1 import activity_pb2 as contract
from tierzero.procurement.v1.inventory_policy_pb2 import InventoryPolicy, OtherGwpSets
from tierzero.supplier_portal.v1.supplier_emissions_pb2 import SupplierEmissions


def operation(
    identity: str,
    category: int,
    detail: Any,
    buyer: str = "plant",
    version: int = 1,
    *,
    year: int = 2024,
    withdrawn: bool = False,
) -> contract.Activity:
    """Something the buyer did in the middle of a year."""
    done = contract.Activity(
        fact=header(identity, version, withdrawn=withdrawn),
        buyer_id=buyer,
        category=category,
        date=stamp(datetime(year, 6, 1, tzinfo=UTC)),
    )
    for field in contract.Activity.DESCRIPTOR.oneofs_by_name["detail"].fields:
        if field.message_type is detail.DESCRIPTOR:
            getattr(done, field.name).CopyFrom(detail)
    return done


def waste(mass: str, classification: str) -> contract.WasteTreatment:
    """Kilograms of waste, treated in two ways of one class."""
    halves = [contract.Share(share="0.5", classifications=[classification]) for _ in range(2)]
    return contract.WasteTreatment(mass=mass, mass_unit="kg", treatments=halves)


def freight(amount: str, classification: str) -> contract.Transport:
    """Transport that was paid in yuan."""
    return contract.Transport(amount=amount, currency="CNY", classifications=[classification])


def asset(emissions: str) -> contract.LeasedAsset:
    """A building that knows its own emissions."""
    return contract.LeasedAsset(emissions=emissions)


def policy(
    buyer: str,
    gwp_set: str = "AR6",
    others: OtherGwpSets = OtherGwpSets.OTHER_GWP_SETS_NOTED,
    excluded: Mapping[int, str] | None = None,
    version: int = 1,
    *,
    withdrawn: bool = False,
    **more: Any,
) -> InventoryPolicy:
    """How the buyer accounts."""
    stated = InventoryPolicy(
        fact=header(buyer, version, withdrawn=withdrawn),
        buyer_id=buyer,
        gwp_set=gwp_set,
        other_gwp_sets=others,
        **more,
    )
    for category, reason in (excluded or {}).items():
        stated.excluded_categories.add(category=category, reason=reason)
    return stated


def own_emissions(
    supplier: str, scope_1: str, year: int = 2024, version: int = 1, *, withdrawn: bool = False
) -> SupplierEmissions:
    """A supplier's own emissions of a year, with a revenue of a million dollars."""
    return SupplierEmissions(
        fact=header(f"{supplier}:{year}", version, withdrawn=withdrawn),
        supplier_id=supplier,
        year=year,
        scope_1=scope_1,
        scope_2="0",
        revenue="1000000",
        currency="USD",
        covered_share="0.4",
        gwp_set="AR6",
    )
