"""Whose data a piece of code may touch: a value that every repository call takes."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

ORGANIZATION_FIELD = "organization_id"

Document = dict[str, Any]


class ScopeViolation(Exception):
    """Code tried to reach beyond its scope: always a fault of the program, never of a user."""


@dataclass(frozen=True, slots=True)
class Scope:
    """One organization's data, and on whose behalf it is used (user id, client id or worker)."""

    organization_id: str
    actor: str
    roles: tuple[str, ...] = ()
    permissions: tuple[str, ...] = ()
    """What the caller may do, where a caller acts; empty for a process of the platform."""

    def __post_init__(self) -> None:
        if not self.organization_id:
            raise ScopeViolation("a scope without an organization would reach everything")


def scope_of_worker(organization_id: str, worker: str) -> Scope:
    """The scope in which a stream worker handles a fact of an organization."""
    return Scope(organization_id, actor=worker)


def scoped_filter(scope: Scope, filter_: Mapping[str, Any] | None = None) -> Document:
    """The filter narrowed to the scope's organization; naming another organization raises."""
    found = dict(filter_ or {})
    _refuse_other(scope, found)
    return {**found, ORGANIZATION_FIELD: scope.organization_id}


def scoped_document(scope: Scope, document: Mapping[str, Any]) -> Document:
    """The document as one of the scope's organization; a document of another raises."""
    _refuse_other(scope, document)
    return {**document, ORGANIZATION_FIELD: scope.organization_id}


def scoped_update(update: Mapping[str, Any]) -> Document:
    """The update, refused where it would move a document to another organization."""
    for operator, fields in update.items():
        if not operator.startswith("$"):
            raise ScopeViolation(f"{operator!r} is no update operator; use replace_one")
        if any(_is_organization(name) for name in fields) or _renames_to_it(operator, fields):
            raise ScopeViolation(f"{operator} may not touch {ORGANIZATION_FIELD}")
    return dict(update)


def _is_organization(name: str) -> bool:
    return name.split(".")[0] == ORGANIZATION_FIELD


def _renames_to_it(operator: str, fields: Mapping[str, Any]) -> bool:
    return operator == "$rename" and any(map(_is_organization, fields.values()))


def _refuse_other(scope: Scope, document: Mapping[str, Any]) -> None:
    named = document.get(ORGANIZATION_FIELD, scope.organization_id)
    if named != scope.organization_id:
        raise ScopeViolation(f"{ORGANIZATION_FIELD} of another organization, or a condition on it")
