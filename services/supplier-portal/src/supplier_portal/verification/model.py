"""Requests to verifiers and what they answer."""

from dataclasses import dataclass, field, replace
from datetime import date, datetime
from enum import StrEnum
from typing import Annotated, Any

from pydantic import BaseModel, BeforeValidator, ConfigDict, Field

from carbon.footprint.model import VerificationCoverage
from carbon.footprint.writing import format_time
from carbon.verification import Assurance
from supplier_portal.evidence.service import SubjectKind
from supplier_portal.fields import Identity, Line, Prose

MOST_SUBJECTS = 200


def _several(value: Any) -> Any:
    return [value] if isinstance(value, str) else value


Ids = Annotated[list[Identity], BeforeValidator(_several), Field(max_length=MOST_SUBJECTS)]


class RequestState(StrEnum):
    """How far a request has come."""

    OPEN = "open"
    CONFIRMED = "confirmed"
    REFUSED = "refused"
    WITHDRAWN = "withdrawn"


class RequestInput(BaseModel):
    """What a supplier asks a verifier to look at."""

    model_config = ConfigDict(extra="forbid")

    verifier_id: Identity
    footprint_ids: Ids = Field(default_factory=list)
    initiative_ids: Ids = Field(default_factory=list)
    message: Prose = ""


class ConfirmationInput(BaseModel):
    """What a verifier confirms of everything in a request."""

    model_config = ConfigDict(extra="forbid")

    coverage: VerificationCoverage = VerificationCoverage.CALCULATION_MODEL
    assurance: Assurance
    standard_name: Line = Field(description="Such as ISO 14064-3:2019.")
    completed_at: date
    comments: Prose = ""
    seen: Annotated[str, Field(max_length=64)] = Field(
        default="", description="`seen` of the request as it was looked at; 409 if it is another."
    )


class RefusalInput(BaseModel):
    """Why a verifier does not confirm."""

    model_config = ConfigDict(extra="forbid")

    findings: Annotated[Prose, Field(min_length=1)]


class RevocationInput(BaseModel):
    """Why a statement no longer holds."""

    model_config = ConfigDict(extra="forbid")

    reason: Line


@dataclass(frozen=True)
class Subject:
    """What is to be verified."""

    kind: SubjectKind
    id: str

    def content(self) -> dict[str, str]:
        """As JSON shows it."""
        return {"kind": self.kind.value, "id": self.id}


@dataclass(frozen=True)
class VerificationRequest:
    """A request as it is kept; what the verifier wrote stands in ``findings``."""

    id: str
    supplier_id: str
    verifier_id: str
    subjects: tuple[Subject, ...]
    message: str
    state: RequestState
    asked_at: datetime
    asked_by: str
    answered_at: datetime | None = None
    answered_by: str = ""
    findings: str = ""

    @property
    def is_open(self) -> bool:
        """Whether the verifier has yet to answer."""
        return self.state is RequestState.OPEN

    def of_kind(self, kind: SubjectKind) -> list[str]:
        """Ids of its subjects of a kind."""
        return [one.id for one in self.subjects if one.kind is kind]

    def answered(
        self, state: RequestState, now: datetime, by: str, findings: str = ""
    ) -> "VerificationRequest":
        """The same request with its end."""
        return replace(self, state=state, answered_at=now, answered_by=by, findings=findings)

    def content(self) -> dict[str, Any]:
        """As JSON shows it."""
        return {
            "id": self.id,
            "supplier_id": self.supplier_id,
            "verifier_id": self.verifier_id,
            "subjects": [one.content() for one in self.subjects],
            "message": self.message,
            "state": self.state.value,
            "asked_at": format_time(self.asked_at),
            "asked_by": self.asked_by,
            "answered_at": format_time(self.answered_at) if self.answered_at else None,
            "answered_by": self.answered_by,
            "findings": self.findings,
        }


@dataclass(frozen=True)
class EvidenceSeen:
    """One file that a statement rests on."""

    part: str
    digest: str
    filename: str = field(compare=False, default="")
