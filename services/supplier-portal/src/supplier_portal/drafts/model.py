"""A draft: something prepared that has not left the organization."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from enum import StrEnum
from typing import Any

from pydantic import BaseModel, ConfigDict, Field

from tierzero.i18n import Text, _

Content = dict[str, Any]


class State(StrEnum):
    """Where a draft stands."""

    SAVED = "saved"
    PENDING = "pending"
    ISSUING = "issuing"
    """Approved, and being carried out; where that was cut short it can be approved again."""
    RETURNED = "returned"
    ISSUED = "issued"
    WITHDRAWN = "withdrawn"


STATES: Mapping[State, Text] = {
    State.SAVED: _("saved"),
    State.PENDING: _("waits for approval"),
    State.ISSUING: _("is being issued"),
    State.RETURNED: _("returned"),
    State.ISSUED: _("issued"),
    State.WITHDRAWN: _("withdrawn"),
}
OPEN = (State.SAVED, State.PENDING, State.ISSUING, State.RETURNED)
DECIDABLE = (State.PENDING, State.ISSUING)


@dataclass(frozen=True)
class Draft:
    """What somebody has prepared; ``content`` is the business of its kind."""

    id: str
    kind: str
    """``footprint`` or ``upload``."""
    state: State
    author: str
    label: str
    content: Content = field(hash=False)
    made_at: datetime
    changed_at: datetime
    subject: str = ""
    """Id that the thing will have, so that the same one does not pend twice."""
    digest: str = ""
    decided_by: str = ""
    note: str = ""
    """Why it was returned."""
    result: str = ""
    """Path of the page of what it became."""

    def told(self) -> dict[str, Any]:
        """For the audit log; the content is kept with the draft."""
        return {"state": self.state.value, "author": self.author, "note": self.note}

    def view(self) -> dict[str, Any]:
        """As the JSON API shows it."""
        return {
            "id": self.id,
            "kind": self.kind,
            "state": self.state.value,
            "author": self.author,
            "label": self.label,
            "subject": self.subject,
            "content": self.content,
            "made_at": self.made_at.isoformat(),
            "changed_at": self.changed_at.isoformat(),
            "decided_by": self.decided_by,
            "note": self.note,
        }


class Note(BaseModel):
    """Why a draft is returned."""

    model_config = ConfigDict(extra="forbid")

    note: str = Field(min_length=3, max_length=2000)


class ApprovalSettings(BaseModel):
    """What an organization has decided about approval."""

    model_config = ConfigDict(extra="forbid")

    footprints_need_approval: bool = False
