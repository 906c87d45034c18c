"""Seals over windows of the audit log: pure functions from stored entries to digests."""

import hashlib
import json
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any

BEGINNING = datetime(2000, 1, 1, tzinfo=UTC)
"""Before anything was recorded."""


@dataclass(frozen=True)
class Seal:
    """A digest of all entries of a window, tied to the seal before."""

    organization_id: str
    number: int
    since: datetime
    until: datetime
    entries: int
    digest: str
    previous: str
    seal: str


class Digest:
    """SHA-256 of entries in their order."""

    def __init__(self) -> None:
        self.entries = 0
        self._hash = hashlib.sha256()

    def add(self, entry: Mapping[str, Any]) -> None:
        """Take the next entry in, as it is stored."""
        self.entries += 1
        self._hash.update(canonical(entry))

    def hexdigest(self) -> str:
        """Of all entries so far."""
        return self._hash.hexdigest()


def canonical(entry: Mapping[str, Any]) -> bytes:
    """One text for one entry, whatever the order of its fields."""
    text = json.dumps(entry, sort_keys=True, separators=(",", ":"), default=str)
    return text.encode() + b"\n"


def sealed(organization_id: str, previous: Seal | None, until: datetime, entries: Digest) -> Seal:
    """The next seal of an organization."""
    number = previous.number + 1 if previous else 1
    since = previous.until if previous else BEGINNING
    before = previous.seal if previous else ""
    digest = entries.hexdigest()
    seal = seal_of(organization_id, number, since, until, entries.entries, digest, before)
    return Seal(organization_id, number, since, until, entries.entries, digest, before, seal)


def seal_of(*parts: object) -> str:
    """The digest that ties a seal to what it seals and to the one before."""
    told = [one.isoformat() if isinstance(one, datetime) else str(one) for one in parts]
    return hashlib.sha256("\n".join(told).encode()).hexdigest()


def faults(seal: Seal, previous: Seal | None, found: Digest) -> list[str]:
    """What is wrong with a seal, the entries that lie in its window, and the seal before."""
    named = f"{seal.organization_id}: seal {seal.number}"
    expected = sealed(seal.organization_id, previous, seal.until, found)
    faulty: list[str] = []
    if found.entries != seal.entries:
        faulty.append(f"{named}: {seal.entries} entries were sealed, {found.entries} are there")
    elif expected.digest != seal.digest:
        faulty.append(f"{named}: an entry between {seal.since} and {seal.until} was changed")
    if (seal.number, seal.since, seal.previous) != (
        expected.number,
        expected.since,
        expected.previous,
    ):
        faulty.append(f"{named}: the seal before it was changed or removed")
    if not faulty and seal.seal != expected.seal:
        faulty.append(f"{named}: the seal itself was changed")
    return faulty
