"""Which slices have a card on the overview."""

from supplier_portal.assessments import overview as assessments
from supplier_portal.calculations import overview as calculations
from supplier_portal.drafts import overview as drafts
from supplier_portal.footprints import overview as footprints
from supplier_portal.initiatives import overview as initiatives
from supplier_portal.menu import AT_SUPPLIERS
from supplier_portal.portal import Portal
from supplier_portal.requests import overview as requests
from supplier_portal.verification import overview as verification
from tierzero.identity import Principal

from .card import Card, Source


def every(portal: Portal) -> tuple[Source, ...]:
    """One line a card."""
    return (
        requests.card(portal),
        verification.card(portal),
        drafts.card(portal),
        _at_suppliers(assessments.card(portal)),
        _at_suppliers(footprints.expiring(portal)),
        _at_suppliers(calculations.card(portal)),
        initiatives.card(portal),
        _at_suppliers(footprints.stock(portal)),
    )


def _at_suppliers(source: Source) -> Source:
    """Numbers of products that a verifier or an operator has none of say nothing to them."""

    async def said(caller: Principal) -> Card | None:
        return await source(caller) if caller.has_role(*AT_SUPPLIERS) else None

    return said
