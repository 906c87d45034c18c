"""The open chain of the audit log: links over entries as they come, up to the present. Pure."""

import hashlib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from .seals import canonical, seal_of

MOST_ENTRIES = 1_000
"""Of one link."""


@dataclass(frozen=True)
class Link:
    """Digests of a few entries in their order, tied to the link before."""

    organization_id: str
    number: int
    at: datetime
    ids: tuple[Any, ...]
    digests: tuple[str, ...]
    previous: str
    link: str


def digest_of(entry: Mapping[str, Any]) -> str:
    """SHA-256 of an entry as it is stored."""
    return hashlib.sha256(canonical(entry)).hexdigest()


def linked(
    organization_id: str, previous: Link | None, at: datetime, entries: Sequence[Mapping[str, Any]]
) -> Link:
    """The next link of an organization."""
    number, before = (previous.number + 1, previous.link) if previous else (1, "")
    ids = tuple(entry["_id"] for entry in entries)
    digests = tuple(digest_of(entry) for entry in entries)
    link = _tie(organization_id, number, at, ids, digests, before)
    return Link(organization_id, number, at, ids, digests, before, link)


def chain_faults(link: Link, previous: Link | None) -> list[str]:
    """What is wrong with a link and the one before it."""
    number, before = (previous.number + 1, previous.link) if previous else (1, "")
    named = f"{link.organization_id}: link {link.number}"
    if (link.number, link.previous) != (number, before):
        return [f"{named}: the link before it was changed, removed or put elsewhere"]
    parts = (link.organization_id, link.number, link.at, link.ids, link.digests, link.previous)
    return [] if _tie(*parts) == link.link else [f"{named}: the link itself was changed"]


def entry_faults(link: Link, found: Mapping[Any, Mapping[str, Any]]) -> list[str]:
    """Entries of a link that are gone or not as they were written."""
    named = f"{link.organization_id}: link {link.number}"
    faulty: list[str] = []
    for identity, digest in zip(link.ids, link.digests, strict=True):
        if identity not in found:
            faulty.append(f"{named}: entry {identity} was removed")
        elif digest_of(found[identity]) != digest:
            faulty.append(f"{named}: entry {identity} was changed")
    return faulty


def _tie(
    organization_id: str,
    number: int,
    at: datetime,
    ids: Sequence[Any],
    digests: Sequence[str],
    previous: str,
) -> str:
    held = (f"{identity} {digest}" for identity, digest in zip(ids, digests, strict=True))
    return seal_of(organization_id, number, at, *held, previous)
