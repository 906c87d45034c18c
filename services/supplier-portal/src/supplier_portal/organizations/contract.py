"""Organizations as the bus states them."""

from datetime import datetime

from supplier_portal.facts import fact_header
from tierzero.supplier_portal.v1 import organization_pb2 as contract

from .model import Organization

_ROLES = {
    "supplier": contract.ORGANIZATION_ROLE_SUPPLIER,
    "buyer": contract.ORGANIZATION_ROLE_BUYER,
    "partner": contract.ORGANIZATION_ROLE_PARTNER,
    "verifier": contract.ORGANIZATION_ROLE_VERIFIER,
}


def organization_fact(organization: Organization, recorded_at: datetime) -> contract.Organization:
    """The fact of one version of an organization."""
    return contract.Organization(
        fact=fact_header(organization.id, organization.version, recorded_at, organization.id),
        name=organization.name,
        name_zh=organization.name_zh,
        roles=[_ROLES[role] for role in organization.roles],
        country=organization.country,
        country_subdivision=organization.country_subdivision,
        company_ids=organization.company_ids,
        customer_ids=organization.customer_ids,
    )
