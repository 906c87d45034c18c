"""Making an issued footprint of a statement: findings, digest, series, expiry."""

import hashlib
import json
import uuid
from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from datetime import datetime
from functools import lru_cache
from typing import Any

from carbon.findings import Finding
from carbon.footprint.model import FootprintStatus, ProductFootprint
from carbon.footprint.parsing import parse_footprint
from carbon.footprint.rules import Profile, methodology_findings
from carbon.footprint.usability import usability
from carbon.footprint.validity import expires_at
from carbon.footprint.writing import format_time, to_wire

from .model import IssuedFootprint, Origin

_NAMESPACE = uuid.UUID("0f2d6c2e-4f0b-5d0c-8a38-0c6f2b1d9e57")
_NOT_STATED = ("id", "created", "status", "precedingPfIds")


@dataclass(frozen=True)
class Circumstances:
    """Who issues a footprint, for which product, when and how."""

    supplier_id: str
    product_id: str
    now: datetime
    actor: str
    origin: Origin
    batch_id: str | None = None
    lineage: dict[str, Any] | None = field(default=None, hash=False)
    remarks: tuple[Finding, ...] = ()
    """What was found before: of a document of the data model 2.x, what version 3 lacks."""

    @property
    def profile(self) -> Profile:
        """What a partner sends is not refused for its method, only remarked upon."""
        return Profile.EXCHANGE if self.origin is Origin.PACT else Profile.OWN


def issue(footprint: ProductFootprint, circumstances: Circumstances) -> IssuedFootprint:
    """The first version of a footprint that has passed the schema layer."""
    document = to_wire(footprint)
    found = methodology_findings(footprint, circumstances.now, circumstances.profile)
    return IssuedFootprint(
        id=footprint.id,
        supplier_id=circumstances.supplier_id,
        product_id=circumstances.product_id,
        version=1,
        status=footprint.status,
        document=document,
        findings=(*circumstances.remarks, *found),
        usability_level=int(usability(footprint, circumstances.now).level),
        series=series_of(circumstances.product_id, footprint),
        digest=digest_of(document),
        expires_at=expires_at(footprint),
        recorded_at=circumstances.now,
        actor=circumstances.actor,
        origin=circumstances.origin,
        batch_id=circumstances.batch_id,
        lineage=circumstances.lineage,
        statement=footprint,
    )


def named(issued: IssuedFootprint, identity: str) -> IssuedFootprint:
    """A footprint that was issued without an id, under one."""
    statement = replace(statement_of(issued), id=identity)
    document = {**issued.document, "id": identity}
    return replace(issued, id=identity, document=document, statement=statement)


def deprecated(footprint: IssuedFootprint, successor: str | None, now: datetime) -> IssuedFootprint:
    """The next version of an issued footprint: its deprecation, the only change it can see."""
    status = FootprintStatus.DEPRECATED
    return replace(
        footprint,
        version=footprint.version + 1,
        status=status,
        document={**footprint.document, "status": status.value},
        superseded_by=successor,
        recorded_at=now,
        statement=None,
    )


def derived_id(*parts: str) -> str:
    """UUIDv5 of parts that name a footprint."""
    return str(uuid.uuid5(_NAMESPACE, "\n".join(parts)))


def series_of(product_id: str, footprint: ProductFootprint) -> str:
    """What a footprint is about; a later one of the same series takes its place."""
    start, end = footprint.pcf.reference_period_start, footprint.pcf.reference_period_end
    return series_of_period(product_id, start, end)


def series_of_period(product_id: str, start: datetime, end: datetime) -> str:
    """As `series_of`, of a product and its reference period."""
    return f"{product_id}:{_span(start, end)}"


@lru_cache(maxsize=1_000)
def _span(start: datetime, end: datetime) -> str:
    return f"{format_time(start)}/{format_time(end)}"


def digest_of(document: Mapping[str, Any]) -> str:
    """SHA-256 of what the owner states, whatever its identity, time and status."""
    stated = {name: value for name, value in document.items() if name not in _NOT_STATED}
    canonical = json.dumps(stated, sort_keys=True, separators=(",", ":"), ensure_ascii=False)
    return hashlib.sha256(canonical.encode()).hexdigest()


def statement_of(issued: IssuedFootprint) -> ProductFootprint:
    """What an issued footprint states."""
    if issued.statement is not None:
        return issued.statement
    footprint, findings = parse_footprint(issued.document)
    if footprint is None:
        raise ValueError(f"the stored footprint {issued.id} is damaged: {findings[0]}")
    return footprint
