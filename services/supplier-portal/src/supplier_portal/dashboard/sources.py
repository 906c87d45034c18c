"""Which slices have a card on the overview."""

from supplier_portal.assessments import overview as assessments
from supplier_portal.calculations import overview as calculations
from supplier_portal.drafts import overview as drafts
from supplier_portal.footprints import overview as footprints
from supplier_portal.initiatives import overview as initiatives
from supplier_portal.portal import Portal
from supplier_portal.requests import overview as requests
from supplier_portal.verification import overview as verification

from .card import Source


def every(portal: Portal) -> tuple[Source, ...]:
    """One line a card."""
    return (
        requests.card(portal),
        verification.card(portal),
        drafts.card(portal),
        assessments.card(portal),
        footprints.expiring(portal),
        calculations.card(portal),
        initiatives.card(portal),
        footprints.stock(portal),
    )
