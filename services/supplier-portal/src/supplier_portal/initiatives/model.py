"""An initiative by the taxonomy of the group standard on zero-carbon factories."""

import hashlib
import json
from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import datetime
from decimal import Decimal
from enum import StrEnum
from typing import Any

from carbon.decimals import format_decimal
from carbon.footprint.writing import format_time
from carbon.initiatives import InitiativeState

from .inputs import InitiativeInput, Measurement, ShareInput

__all__ = [
    "Consent",
    "Initiative",
    "InitiativeInput",
    "Measurement",
    "ShareInput",
    "ShareState",
    "Step",
    "content_of",
]


class ShareState(StrEnum):
    """Whether an organization has agreed to its share."""

    PROPOSED = "proposed"
    CONFIRMED = "confirmed"
    DECLINED = "declined"


@dataclass(frozen=True)
class Consent:
    """What a partner said to terms; it holds for these terms alone."""

    organization_id: str
    terms: str
    agreed: bool
    at: datetime
    by: str
    reason: str = ""
    customer_ids: tuple[str, ...] = ()


@dataclass(frozen=True)
class Step:
    """One change of state: from where (empty at first), to where, when, by whom and why."""

    before: str
    after: str
    at: datetime
    by: str
    reason: str = ""

    def content(self) -> dict[str, str]:
        """As JSON shows it."""
        return {
            "from": self.before,
            "to": self.after,
            "at": format_time(self.at),
            "by": self.by,
            "reason": self.reason,
        }


@dataclass(frozen=True)
class Initiative:
    """An initiative as it is stored."""

    id: str
    supplier_id: str
    stated: InitiativeInput
    version: int
    recorded_at: datetime
    consents: tuple[Consent, ...] = ()
    steps: tuple[Step, ...] = ()
    in_footprint_ids: tuple[str, ...] = ()
    verification_id: str = ""

    @property
    def measured_total(self) -> Decimal:
        """All measured reductions together, tCO2e."""
        return self.stated.measured_total()

    @property
    def planned_reduction(self) -> Decimal:
        """What it is to save in the target year, tCO2e."""
        return self.stated.baseline_emissions - self.stated.target_emissions

    @property
    def is_joint(self) -> bool:
        """Whether several organizations own the reduction."""
        return bool(self.stated.shares)

    @property
    def terms(self) -> str:
        """SHA-256 of what partners agree to: the shares, and in what."""
        stated = self.stated
        return _digest(
            {
                "shares": _shares(stated),
                "type": stated.type,
                "direction": stated.direction.value,
                "baseline": [stated.baseline_year, format_decimal(stated.baseline_emissions)],
                "products": sorted(stated.product_ids),
            }
        )

    @property
    def verifiable(self) -> str:
        """SHA-256 of what a verifier confirms: the terms, the start and each measured value."""
        return _digest(
            {
                "terms": self.terms,
                "start": self.stated.start.isoformat() if self.stated.start else "",
                "measured": {
                    one.period: format_decimal(one.reduction)
                    for one in self.stated.measured_reductions
                },
            }
        )

    def share_state(self, organization_id: str) -> ShareState:
        """Whether an organization has agreed; who proposes a share of its own has."""
        if organization_id == self.supplier_id:
            return ShareState.CONFIRMED
        said = self.consent_of(organization_id)
        if said is None:
            return ShareState.PROPOSED
        return ShareState.CONFIRMED if said.agreed else ShareState.DECLINED

    def consent_of(self, organization_id: str) -> Consent | None:
        """What an organization said to the present terms."""
        mine = (one for one in self.consents if one.organization_id == organization_id)
        return next((one for one in mine if one.terms == self.terms), None)

    @property
    def is_agreed(self) -> bool:
        """Whether every partner has confirmed its share; so without partners."""
        states = {self.share_state(one.organization_id) for one in self.stated.shares}
        return states <= {ShareState.CONFIRMED}

    def following(self, now: datetime, **changes: Any) -> "Initiative":
        """Its next version."""
        return replace(self, version=self.version + 1, recorded_at=now, **changes)

    def stepped(self, before: InitiativeState | None, at: datetime, by: str) -> "Initiative":
        """The same with the change of state noted, where there is one."""
        after = self.stated.state
        if before is after:
            return self
        step = Step(before.value if before else "", after.value, at, by, self.stated.state_reason)
        return replace(self, steps=(*self.steps, step))

    def content(self) -> dict[str, Any]:
        """As JSON shows it: decimals as texts."""
        return {
            "id": self.id,
            "supplier_id": self.supplier_id,
            **content_of(self.stated),
            "shares": [self._share(one) for one in self.stated.shares],
            "terms": self.terms if self.is_joint else "",
            "steps": [one.content() for one in self.steps],
            "in_footprint_ids": list(self.in_footprint_ids),
            "verification_id": self.verification_id,
            "version": self.version,
        }

    def _share(self, share: ShareInput) -> dict[str, Any]:
        said = self.consent_of(share.organization_id)
        return {
            "organization_id": share.organization_id,
            "percent": format_decimal(share.percent),
            "state": self.share_state(share.organization_id).value,
            "at": format_time(said.at) if said else None,
            "by": said.by if said else "",
            "reason": said.reason if said else "",
        }


def content_of(stated: InitiativeInput) -> dict[str, Any]:
    """What was stated, without id; decimals as texts."""
    return {
        "name": stated.name,
        "description": stated.description,
        "type": stated.type,
        "direction": stated.direction.value,
        "state": stated.state.value,
        "state_reason": stated.state_reason,
        "baseline_year": stated.baseline_year,
        "baseline_emissions": format_decimal(stated.baseline_emissions),
        "target_year": stated.target_year,
        "target_emissions": format_decimal(stated.target_emissions),
        "measured_reductions": [
            _measured(one) for one in sorted(stated.measured_reductions, key=_label)
        ],
        "customer_ids": list(stated.customer_ids),
        "product_ids": sorted(stated.product_ids),
        "start": stated.start.isoformat() if stated.start else None,
        "shares": _shares(stated),
    }


def _measured(one: Measurement) -> Mapping[str, Any]:
    return {
        "period": one.period,
        "year": one.year,
        "reduction": format_decimal(one.reduction),
        "evidence": one.evidence,
    }


def _shares(stated: InitiativeInput) -> list[dict[str, str]]:
    return [
        {"organization_id": one.organization_id, "percent": format_decimal(one.percent)}
        for one in stated.shares
    ]


def _digest(content: Mapping[str, Any]) -> str:
    canonical = json.dumps(content, sort_keys=True, ensure_ascii=False, separators=(",", ":"))
    return hashlib.sha256(canonical.encode()).hexdigest()


def _label(measurement: Measurement) -> str:
    return measurement.period
