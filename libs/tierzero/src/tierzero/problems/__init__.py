"""Errors as RFC 9457 problems, the same over HTTP, in pages and over gRPC."""

from .document import MEDIA_TYPE, current_trace_id, problem_document
from .handlers import install, respond, translator_of, wants_page
from .model import (
    FieldProblem,
    Invalid,
    Problem,
    conflict,
    forbidden,
    invalid,
    not_found,
    title_of,
)
from .rpc import abort_with_problem, problem_from_rpc_error, to_grpc_status
from .unexpected import UnexpectedErrors
from .validation import field_problems, path_of

__all__ = [
    "MEDIA_TYPE",
    "FieldProblem",
    "Invalid",
    "Problem",
    "UnexpectedErrors",
    "abort_with_problem",
    "conflict",
    "current_trace_id",
    "field_problems",
    "forbidden",
    "install",
    "invalid",
    "not_found",
    "path_of",
    "problem_document",
    "problem_from_rpc_error",
    "respond",
    "title_of",
    "to_grpc_status",
    "translator_of",
    "wants_page",
]
