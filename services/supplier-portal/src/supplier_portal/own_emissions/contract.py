"""Own emissions as the bus states them."""

from supplier_portal.facts import fact_header
from tierzero.supplier_portal.v1 import supplier_emissions_pb2 as contract

from .model import OwnEmissions


def emissions_fact(emissions: OwnEmissions) -> contract.SupplierEmissions:
    """The fact of one version; a withdrawn one no longer tells the figures."""
    owner = emissions.supplier_id
    header = fact_header(
        emissions.id,
        emissions.version,
        emissions.recorded_at,
        owner,
        withdrawn=emissions.withdrawn,
    )
    figures = {} if emissions.withdrawn else emissions.stated.content()
    return contract.SupplierEmissions(
        fact=header, supplier_id=owner, year=emissions.year, **figures
    )
