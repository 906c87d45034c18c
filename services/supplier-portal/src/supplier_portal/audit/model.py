"""Entries of the audit log."""

from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

Document = dict[str, Any]


@dataclass(frozen=True)
class Change:
    """One change of one thing; ``before`` is None where it is new, ``after`` where it is gone."""

    action: str
    """What happened, in the past tense: ``product.changed``."""
    subject: str
    """Id of what changed."""
    before: Document | None = None
    after: Document | None = None
    label: str = ""
    """How people call it."""


@dataclass(frozen=True)
class Wanted:
    """Which entries are wanted; what is empty does not matter."""

    actor: str = ""
    about: str = ""
    """Id of a thing, or a part of its name."""
    action: str = ""
    since: datetime | None = None
    until: datetime | None = None
    """Before this moment."""


@dataclass(frozen=True)
class Entry:
    """A change as it was recorded."""

    id: str
    at: datetime
    actor: str
    action: str
    subjects: tuple[str, ...]
    label: str
    before: Document | None = field(default=None, hash=False)
    after: Document | None = field(default=None, hash=False)
