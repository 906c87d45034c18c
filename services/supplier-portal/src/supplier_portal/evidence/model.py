"""A file that somebody attached to what it proves."""

import hashlib
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from typing import Annotated, Any

from pydantic import BaseModel, ConfigDict, Field, StringConstraints

from carbon.footprint.writing import format_time
from supplier_portal.fields import Line

Reference = Annotated[str, StringConstraints(pattern=r"^[A-Za-z0-9][A-Za-z0-9._:-]{0,99}$")]

Part = Annotated[str, StringConstraints(pattern=r"^[A-Za-z0-9-]{0,20}$")]


class SubjectKind(StrEnum):
    """What evidence can be attached to."""

    FOOTPRINT = "footprint"
    INITIATIVE = "initiative"
    OWN_EMISSIONS = "own_emissions"
    CALCULATION = "calculation"


class Subject(BaseModel):
    """What a file proves: a thing by kind and id, and a part of it, such as a period."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    kind: SubjectKind
    id: Reference
    part: Part = Field(
        default="", description="Part of it, such as the period of a measurement: 2025-Q3."
    )


class Withdrawal(BaseModel):
    """Why a file no longer counts as evidence."""

    model_config = ConfigDict(extra="forbid")

    reason: Line


@dataclass(frozen=True)
class Evidence:
    """A file as it is kept. ``digest`` is the SHA-256 of its bytes in hexadecimal."""

    id: str
    owner_id: str
    subject: Subject
    filename: str
    media_type: str
    size: int
    digest: str
    shared: bool
    """Whether whoever may see the footprint may have the file."""
    attached_at: datetime
    attached_by: str
    withdrawn_at: datetime | None = None
    withdrawn_by: str = ""
    withdrawn_because: str = ""
    erased_at: datetime | None = None

    @property
    def stands(self) -> bool:
        """Whether it counts as evidence."""
        return self.withdrawn_at is None

    def content(self) -> dict[str, Any]:
        """As JSON shows it."""
        return {
            "id": self.id,
            "subject": self.subject.model_dump(mode="json"),
            "filename": self.filename,
            "media_type": self.media_type,
            "size": self.size,
            "sha256": self.digest,
            "shared": self.shared,
            "attached_at": format_time(self.attached_at),
            "attached_by": self.attached_by,
            "withdrawn": self._withdrawal(),
            "erased": self.erased_at is not None,
        }

    def _withdrawal(self) -> Mapping[str, str] | None:
        if self.withdrawn_at is None:
            return None
        at = format_time(self.withdrawn_at)
        return {"at": at, "by": self.withdrawn_by, "reason": self.withdrawn_because}


def set_digest(evidence: Iterable[Evidence]) -> str:
    """SHA-256 of a set of evidence, whatever its order: of the parts and digests that stand."""
    lines = sorted({f"{one.subject.part}\n{one.digest}" for one in evidence if one.stands})
    return hashlib.sha256("\n\n".join(lines).encode()).hexdigest()
