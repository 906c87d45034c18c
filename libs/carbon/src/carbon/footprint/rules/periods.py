"""Reference and validity periods (PACT specification v3, validity period)."""

from collections.abc import Iterator
from datetime import datetime

from carbon.calendar import add_years
from carbon.findings import FindingCode
from carbon.footprint.model import FootprintStatus, ProductFootprint
from carbon.footprint.rules.violation import Rule, Violation, violation
from carbon.footprint.validity import VALIDITY_YEARS, expires_at, is_expired
from carbon.footprint.writing import format_time


def reference_period_not_empty(footprint: ProductFootprint, now: datetime) -> Iterator[Violation]:
    """The reference period ends after it starts."""
    pcf = footprint.pcf
    if pcf.reference_period_start >= pcf.reference_period_end:
        yield violation(FindingCode.REFERENCE_PERIOD_EMPTY, "pcf.referencePeriodEnd")


def validity_starts_after_reference(
    footprint: ProductFootprint, now: datetime
) -> Iterator[Violation]:
    """A stated validity starts no earlier than the reference period ends."""
    start, earliest = footprint.validity_period_start, footprint.pcf.reference_period_end
    if start is not None and start < earliest:
        yield violation(
            FindingCode.VALIDITY_BEFORE_REFERENCE_END,
            "validityPeriodStart",
            earliest=format_time(earliest),
        )


def validity_not_too_long(footprint: ProductFootprint, now: datetime) -> Iterator[Violation]:
    """A stated validity ends at most three years after the reference period."""
    end = footprint.validity_period_end
    if end is None:
        return
    latest = add_years(footprint.pcf.reference_period_end, VALIDITY_YEARS)
    if end > latest:
        yield violation(
            FindingCode.VALIDITY_TOO_LONG, "validityPeriodEnd", latest=format_time(latest)
        )


def validity_not_empty(footprint: ProductFootprint, now: datetime) -> Iterator[Violation]:
    """A stated validity ends after it starts."""
    start, end = footprint.validity_period_start, footprint.validity_period_end
    if start is not None and end is not None and start >= end:
        yield violation(FindingCode.VALIDITY_EMPTY, "validityPeriodEnd")


def not_expired(footprint: ProductFootprint, now: datetime) -> Iterator[Violation]:
    """An Active footprint whose validity has ended no longer counts."""
    if footprint.status is FootprintStatus.ACTIVE and is_expired(footprint, now):
        yield violation(
            FindingCode.EXPIRED, "validityPeriodEnd", expired=format_time(expires_at(footprint))
        )


RULES: tuple[Rule, ...] = (
    reference_period_not_empty,
    validity_starts_after_reference,
    validity_not_too_long,
    validity_not_empty,
    not_expired,
)
