"""Tenancy as a type: data is reached with a scope or not at all."""

from .collection import ScopedCollection
from .pipelines import scoped_pipeline
from .scope import (
    ORGANIZATION_FIELD,
    Scope,
    ScopeViolation,
    scope_of_worker,
    scoped_document,
    scoped_filter,
    scoped_update,
)
from .shown import SHOWN_FIELD, Audience, ShownCollection

__all__ = [
    "ORGANIZATION_FIELD",
    "SHOWN_FIELD",
    "Audience",
    "Scope",
    "ScopeViolation",
    "ScopedCollection",
    "ShownCollection",
    "scope_of_worker",
    "scoped_document",
    "scoped_filter",
    "scoped_pipeline",
    "scoped_update",
]
