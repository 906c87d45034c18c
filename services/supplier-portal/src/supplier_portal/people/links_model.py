"""Links that let a person in once: to join an organization, or to choose a new password."""

import hashlib
from collections.abc import Mapping
from datetime import datetime, timedelta
from typing import Literal

from pydantic import BaseModel

Kind = Literal["invitation", "reset"]
LIFETIMES: Mapping[Kind, timedelta] = {
    "invitation": timedelta(days=7),
    "reset": timedelta(days=1),
}


class Link(BaseModel):
    """What the register knows of a link; the token itself is known to its receiver only."""

    id: str
    kind: Kind
    member_of: str
    user: str
    name: str = ""
    roles: tuple[str, ...] = ()
    language: str = ""
    token_hash: str
    made_by: str
    made_at: datetime
    expires_at: datetime
    state: Literal["open", "used", "revoked"] = "open"
    ended_at: datetime | None = None

    def is_open(self, now: datetime) -> bool:
        """Whether it still lets somebody in."""
        return self.state == "open" and now < self.expires_at

    def public(self) -> Mapping[str, object]:
        """What its makers see, and what the audit log keeps."""
        return self.model_dump(exclude={"token_hash"})


class Offered(BaseModel):
    """A link with its token, as it is shown once."""

    link: Link
    token: str

    def url(self, portal_url: str) -> str:
        """Where the receiver goes. Telemetry redacts a parameter of this name."""
        return f"{portal_url.rstrip('/')}/join?sig={self.token}"


def hash_of(token: str) -> str:
    """What is stored of a token: with 256 bits of chance a plain SHA-256 cannot be searched."""
    return hashlib.sha256(token.encode()).hexdigest()
