"""What the slice works with: how subjects are looked up, and who is told about changes."""

from collections.abc import Awaitable, Callable, Mapping
from dataclasses import dataclass

from supplier_portal.portal import Portal
from tierzero.store import Session
from tierzero.tenancy import Scope

from .model import Evidence, Subject, SubjectKind

Lookup = Callable[[Portal, Scope, str], Awaitable[object]]
"""Raises Problem 404 where the organization has no such thing."""

Changed = Callable[[Portal, Scope, Session, Subject], Awaitable[None]]
"""Told, within the transaction, that the evidence of a subject is another set now."""

RestsOn = Callable[[Portal, Scope, Evidence], Awaitable[bool]]
"""Whether a verifier's statement rests on a file."""

WasAsked = Callable[[Portal, Scope, str, Subject], Awaitable[bool]]
"""Whether the scope's organization was asked by an owner to verify a subject."""


@dataclass(frozen=True)
class Desk:
    """Where evidence is handed in and given out."""

    portal: Portal
    lookups: Mapping[SubjectKind, Lookup]
    changed: Changed
    rests_on: RestsOn
    was_asked: WasAsked
