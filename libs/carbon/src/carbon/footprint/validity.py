"""How long a footprint may be used (PACT specification v3, validity period)."""

from datetime import datetime

from carbon.calendar import add_years
from carbon.footprint.model import FootprintStatus, ProductFootprint

VALIDITY_YEARS = 3
"""Calendar years after the reference period's end, where the footprint states no end itself."""


def expiry(reference_period_end: datetime, validity_period_end: datetime | None) -> datetime:
    """First moment at which a footprint with these periods must no longer be used."""
    return validity_period_end or add_years(reference_period_end, VALIDITY_YEARS)


def expires_at(footprint: ProductFootprint) -> datetime:
    """First moment at which the footprint must no longer be used."""
    return expiry(footprint.pcf.reference_period_end, footprint.validity_period_end)


def validity_start(footprint: ProductFootprint) -> datetime:
    """First moment of the validity period; by default the end of the reference period."""
    return footprint.validity_period_start or footprint.pcf.reference_period_end


def is_expired(footprint: ProductFootprint, moment: datetime) -> bool:
    """Whether the validity period has ended by the moment."""
    return moment >= expires_at(footprint)


def is_usable_on(footprint: ProductFootprint, moment: datetime) -> bool:
    """Whether the footprint prices what was bought at the moment.

    It must be Active, and the moment between the start of its reference period and its expiry:
    goods made and bought inside the reference period are what it describes.
    """
    return (
        footprint.status is FootprintStatus.ACTIVE
        and footprint.pcf.reference_period_start <= moment < expires_at(footprint)
    )
