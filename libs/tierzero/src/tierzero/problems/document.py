"""A problem as the document that is sent: ``application/problem+json`` (RFC 9457 §3)."""

import secrets

from opentelemetry import trace

from tierzero.i18n import Translating

from .model import FieldProblem, Problem

MEDIA_TYPE = "application/problem+json"

Document = dict[str, object]


def problem_document(problem: Problem, translator: Translating, trace_id: str = "") -> Document:
    """The JSON members; texts in the translator's language, codes the same in all."""
    document: Document = {
        "type": f"/problems/{problem.code}",
        "title": problem.title.render(translator),
        "status": problem.status,
        "detail": problem.detail.render(translator),
        "code": problem.code,
        "trace_id": trace_id or current_trace_id(),
    }
    if problem.errors:
        document["errors"] = [_error(error, translator) for error in problem.errors]
    return document


def _error(error: FieldProblem, translator: Translating) -> dict[str, object]:
    return {
        **error.about,
        "path": error.path,
        "code": error.code,
        "message": error.message.render(translator),
    }


def current_trace_id() -> str:
    """Trace id (32 hexadecimal digits) by which the request is found in traces and logs.

    Without tracing a random one is made, so that a user's report can still be matched to a log.
    """
    context = trace.get_current_span().get_span_context()
    return f"{context.trace_id:032x}" if context.is_valid else secrets.token_hex(16)
