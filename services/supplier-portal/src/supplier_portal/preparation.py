"""Indexes of all the portal's collections; run by every process before it works."""

from supplier_portal.access import attempts
from supplier_portal.access import oidc_repository as oidc
from supplier_portal.assessments import repository as assessments
from supplier_portal.audit import links_repository as audit_links
from supplier_portal.audit import repository as audit
from supplier_portal.audit import seals_repository as seals
from supplier_portal.bills_of_materials import repository as bills_of_materials
from supplier_portal.bulk import repository as batches
from supplier_portal.bulk import stash
from supplier_portal.calculations import repository as calculations
from supplier_portal.catalogue import repository as catalogue
from supplier_portal.drafts import repository as drafts
from supplier_portal.evidence import pieces
from supplier_portal.evidence import repository as evidence
from supplier_portal.footprints import completing
from supplier_portal.footprints import repository as footprints
from supplier_portal.initiatives import repository as initiatives
from supplier_portal.organizations import repository as organizations
from supplier_portal.own_emissions import repository as own_emissions
from supplier_portal.pact import deliveries as pact_deliveries
from supplier_portal.pact import inbox as pact_events
from supplier_portal.partners import repository as partners
from supplier_portal.people import links_repository as links
from supplier_portal.people import repository as people
from supplier_portal.products import repository as products
from supplier_portal.reference_factors import repository as reference_factors
from supplier_portal.requests import part_number_repository as part_numbers
from supplier_portal.requests import repository as requests
from supplier_portal.sharing import buying, notices
from supplier_portal.sharing import repository as disclosures
from supplier_portal.verification import repository as verification
from tierzero import outbox
from tierzero.store import Database


async def prepare(database: Database) -> None:
    """Create what is missing; transactions can then rely on every collection being there."""
    await outbox.prepare(database)
    await organizations.prepare(database)
    await people.prepare(database)
    await audit_links.prepare(database)
    await attempts.prepare(database)
    await oidc.prepare(database)
    await audit.prepare(database)
    await links.prepare(database)
    await seals.prepare(database)
    await products.prepare(database)
    await footprints.prepare(database)
    await completing.prepare(database)
    await drafts.prepare(database)
    await catalogue.prepare(database)
    await partners.prepare(database)
    await pact_events.prepare(database)
    await pact_deliveries.prepare(database)
    await bills_of_materials.prepare(database)
    await own_emissions.prepare(database)
    await batches.prepare(database)
    await initiatives.prepare(database)
    await evidence.prepare(database)
    await pieces.prepare(database)
    await verification.prepare(database)
    await assessments.prepare(database)
    await requests.prepare(database)
    await part_numbers.prepare(database)
    await reference_factors.prepare(database)
    await calculations.prepare(database)
    await stash.prepare(database)
    await disclosures.prepare(database)
    await notices.prepare(database)
    await buying.prepare(database)
