"""A footprint as the portal keeps it."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from enum import StrEnum
from typing import Any

from carbon.findings import Finding, Severity
from carbon.footprint.model import FootprintStatus, ProductFootprint

Document = dict[str, Any]


class Origin(StrEnum):
    """By which way a footprint came in."""

    FORM = "form"
    API = "api"
    BULK = "bulk"
    CALCULATION = "calculation"
    PACT = "pact"
    """A partner's own system has sent it."""


@dataclass(frozen=True)
class IssuedFootprint:
    """An issued footprint: its PACT document, and what the portal knows about it.

    ``series`` names what it is about (product and reference period); ``digest`` is of all that its
    owner states beside identity and time, so equal digests mean the same statement.
    """

    id: str
    supplier_id: str
    product_id: str
    version: int
    status: FootprintStatus
    document: Document = field(hash=False)
    findings: tuple[Finding, ...]
    usability_level: int
    series: str
    digest: str
    expires_at: datetime
    recorded_at: datetime
    actor: str
    origin: Origin
    batch_id: str | None = None
    superseded_by: str | None = None
    lineage: Document | None = field(default=None, hash=False)
    """What it was calculated from; it stays in the portal."""
    statement: ProductFootprint | None = field(default=None, compare=False, repr=False)
    """The parsed document, where it is at hand."""

    @property
    def preceding_ids(self) -> tuple[str, ...]:
        """Ids of the footprints that this one replaces."""
        return tuple(self.document.get("precedingPfIds", ()))

    @property
    def pcf(self) -> Mapping[str, Any]:
        """The CarbonFootprint of the document."""
        return self.document["pcf"]

    @property
    def has_errors(self) -> bool:
        """Whether the methodology finds errors in it."""
        return any(finding.severity is Severity.ERROR for finding in self.findings)

    @property
    def period(self) -> "Days":
        """The reference period as people say it: first and last day (UTC)."""
        start = datetime.fromisoformat(self.pcf["referencePeriodStart"])
        end = datetime.fromisoformat(self.pcf["referencePeriodEnd"])
        return Days(start.date(), (end - timedelta(microseconds=1)).date())

    def is_expired(self, now: datetime) -> bool:
        """Whether its validity has ended."""
        return now >= self.expires_at


@dataclass(frozen=True)
class Days:
    """A span of days, both included."""

    first: date
    last: date


@dataclass(frozen=True)
class Receipt:
    """What became of a submission."""

    footprint: IssuedFootprint
    outcome: str
    """``created`` or ``unchanged``; ``pending`` where it waits for approval and is not issued,
    ``valid`` where it was only tried out.
    """
    deprecated: tuple[str, ...] = ()
    """Ids of the footprints that it replaced."""
    draft_id: str | None = None
    """The draft that waits."""

    @property
    def path(self) -> str:
        """The page of what became of it."""
        return f"/drafts/{self.draft_id}" if self.draft_id else f"/footprints/{self.footprint.id}"
