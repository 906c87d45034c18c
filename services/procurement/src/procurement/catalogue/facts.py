"""Facts of the bus as the catalogue's values; what cannot be read is refused with its reason."""

from typing import Any

from carbon.decimals import InvalidDecimal, parse_decimal
from carbon.footprint.presentation import Detail
from tierzero.agents import Unusable
from tierzero.facts import (
    UnreadableFootprint,
    declared_unit_from_message,
    footprint_from_message,
)
from tierzero.facts.wire import moment_of
from tierzero.supplier_portal.v1 import organization_pb2, product_pb2

from .model import IssuedFootprint, Organization, Product, Sharing

_SHARING = {
    product_pb2.SHARING_NAMED_CUSTOMERS: Sharing.NAMED_CUSTOMERS,
    product_pb2.SHARING_ALL_CUSTOMERS: Sharing.ALL_CUSTOMERS,
    product_pb2.SHARING_PUBLIC: Sharing.PUBLIC,
}
_DETAILS = {product_pb2.SHARED_DETAIL_TOTAL_ONLY: Detail.TOTAL_ONLY}
_ROLE_PREFIX = "ORGANIZATION_ROLE_"


def organization_of(fact: Any) -> Organization:
    """The organization that a fact states."""
    return Organization(
        id=fact.fact.id,
        version=fact.fact.version,
        name=fact.name,
        name_zh=fact.name_zh,
        roles=tuple(map(_role_name, fact.roles)),
        country=fact.country,
        country_subdivision=fact.country_subdivision,
        company_ids=tuple(fact.company_ids),
        customer_ids=tuple(fact.customer_ids),
        withdrawn=fact.fact.withdrawn,
    )


def product_of(fact: Any) -> Product:
    """The product that a fact states; what is shared in no known way is shared with nobody."""
    return Product(
        id=fact.fact.id,
        version=fact.fact.version,
        supplier_id=_owner(fact),
        name=fact.name,
        product_ids=tuple(fact.product_ids),
        classifications=tuple(fact.product_classifications),
        declared_unit=declared_unit_from_message(fact.declared_unit),
        mass_per_declared_unit=_mass(fact),
        sharing=_SHARING.get(fact.sharing, Sharing.NOBODY),
        shared_with=tuple(fact.shared_with),
        shared_detail=_DETAILS.get(fact.shared_detail, Detail.ALL_FIELDS),
        withdrawn=fact.fact.withdrawn,
    )


def footprint_of(fact: Any) -> IssuedFootprint:
    """The footprint that a fact states; Unusable names every attribute that is wrong."""
    try:
        footprint = footprint_from_message(fact)
    except UnreadableFootprint as error:
        raise Unusable("unreadable-footprint", f"footprint {fact.fact.id}: {error}") from error
    if not fact.product_id:
        raise Unusable("missing-product", f"footprint {fact.fact.id} names no product")
    return IssuedFootprint(
        id=fact.fact.id,
        version=fact.fact.version,
        supplier_id=_owner(fact),
        product_id=fact.product_id,
        footprint=footprint,
        content=fact.SerializeToString(deterministic=True),
        recorded_at=moment_of(fact.fact.recorded_at),
        withdrawn=fact.fact.withdrawn,
    )


def _owner(fact: Any) -> str:
    supplier_id = fact.supplier_id or fact.fact.organization_id
    if not supplier_id:
        raise Unusable("missing-supplier", f"fact {fact.fact.id} names no supplier")
    if fact.fact.organization_id not in ("", supplier_id):
        raise Unusable("wrong-owner", f"fact {fact.fact.id} is stated by another organization")
    return supplier_id


def _mass(fact: Any) -> Any:
    try:
        return parse_decimal(fact.mass_per_declared_unit) if fact.mass_per_declared_unit else None
    except InvalidDecimal as error:
        reason = f"product {fact.fact.id}: massPerDeclaredUnit {error}"
        raise Unusable("unreadable-decimal", reason) from error


def _role_name(value: int) -> str:
    known = organization_pb2.OrganizationRole.values()
    name = organization_pb2.OrganizationRole.Name(value) if value in known else ""
    return name.removeprefix(_ROLE_PREFIX).lower()
