"""Aggregation pipelines kept inside a scope."""

from collections.abc import Mapping, Sequence
from typing import Any

from .scope import ORGANIZATION_FIELD, Document, Scope, ScopeViolation

_REACHING_OUT = frozenset(
    {"$lookup", "$graphLookup", "$unionWith", "$out", "$merge", "$changeStream", "$currentOp"}
)
# These must be the first stage, so nothing could narrow the documents before them.
_FIRST_ONLY = frozenset({"$geoNear", "$search", "$vectorSearch", "$collStats", "$indexStats"})


def scoped_pipeline(scope: Scope, pipeline: Sequence[Mapping[str, Any]]) -> list[Document]:
    """The pipeline over the scope's documents only; stages that reach elsewhere raise."""
    for stage in pipeline:
        _refuse_reaching_out(stage)
    return [{"$match": {ORGANIZATION_FIELD: scope.organization_id}}, *map(dict, pipeline)]


def _refuse_reaching_out(stage: Mapping[str, Any]) -> None:
    for operator, argument in stage.items():
        if operator in _REACHING_OUT or operator in _FIRST_ONLY:
            raise ScopeViolation(f"{operator} would read or write beyond the scope")
        if operator == "$facet":
            for inner in (inner for inners in argument.values() for inner in inners):
                _refuse_reaching_out(inner)
