"""Problems over gRPC: the same codes and fields in ``google.rpc.Status`` details (AIP-193)."""

from collections.abc import Mapping

import grpc
from google.protobuf.any_pb2 import Any
from google.rpc import error_details_pb2, status_pb2
from grpc.aio import ServicerContext
from grpc_status import rpc_status

from tierzero.i18n import Text, Translating, _, literal
from tierzero.i18n.text import SourceLanguage, current_translator

from .document import current_trace_id
from .model import FieldProblem, Problem

DOMAIN = "tierzero"

_GRPC_CODES: Mapping[int, grpc.StatusCode] = {
    400: grpc.StatusCode.INVALID_ARGUMENT,
    401: grpc.StatusCode.UNAUTHENTICATED,
    403: grpc.StatusCode.PERMISSION_DENIED,
    404: grpc.StatusCode.NOT_FOUND,
    409: grpc.StatusCode.FAILED_PRECONDITION,
    413: grpc.StatusCode.RESOURCE_EXHAUSTED,
    422: grpc.StatusCode.INVALID_ARGUMENT,
    429: grpc.StatusCode.RESOURCE_EXHAUSTED,
    503: grpc.StatusCode.UNAVAILABLE,
    504: grpc.StatusCode.DEADLINE_EXCEEDED,
}
_HTTP_STATUSES: Mapping[grpc.StatusCode, int] = {
    grpc.StatusCode.INVALID_ARGUMENT: 422,
    grpc.StatusCode.UNAUTHENTICATED: 401,
    grpc.StatusCode.PERMISSION_DENIED: 403,
    grpc.StatusCode.NOT_FOUND: 404,
    grpc.StatusCode.FAILED_PRECONDITION: 409,
    grpc.StatusCode.RESOURCE_EXHAUSTED: 429,
    grpc.StatusCode.UNAVAILABLE: 503,
    grpc.StatusCode.DEADLINE_EXCEEDED: 504,
}


def to_grpc_status(problem: Problem, translator: Translating | None = None) -> status_pb2.Status:
    """The problem as a rich status: ErrorInfo always, BadRequest when fields are at fault."""
    speaking = translator or current_translator.get(SourceLanguage())
    code = _GRPC_CODES.get(problem.status, grpc.StatusCode.INTERNAL)
    status = status_pb2.Status(code=code.value[0], message=problem.detail.render(speaking))
    status.details.append(_packed(_error_info(problem)))
    if problem.errors:
        status.details.append(_packed(_bad_request(problem, speaking)))
    return status


async def abort_with_problem(
    context: ServicerContext, problem: Problem, translator: Translating | None = None
) -> None:
    """End a call with the problem; never returns normally."""
    status = rpc_status.to_status(to_grpc_status(problem, translator))
    await context.abort_with_status(status)  # pyright: ignore[reportAttributeAccessIssue]


def problem_from_rpc_error(error: grpc.RpcError) -> Problem:
    """The problem that a called service answered with, or 503/500 when the call itself failed."""
    status = rpc_status.from_call(error)  # pyright: ignore[reportArgumentType]
    info, bad_request = error_details_pb2.ErrorInfo(), error_details_pb2.BadRequest()
    for detail in status.details if status else ():
        if not detail.Unpack(info):
            detail.Unpack(bad_request)
    code: grpc.StatusCode = error.code()  # pyright: ignore[reportAttributeAccessIssue]
    http_status = int(info.metadata.get("status", 0)) or _HTTP_STATUSES.get(code, 500)
    reason = info.reason.lower().replace("_", "-") or f"rpc-{code.name.lower().replace('_', '-')}"
    return Problem(http_status, reason, _detail_of(error, info), errors=_errors_of(bad_request))


def _detail_of(error: grpc.RpcError, info: error_details_pb2.ErrorInfo) -> Text:
    # Text of the transport ("failed to connect to …") is for logs, not for people.
    details: str = error.details() or ""  # pyright: ignore[reportAttributeAccessIssue]
    if info.reason:
        return literal(details)
    return _("Another part of the platform does not answer; try again in a moment.")


def _errors_of(bad_request: error_details_pb2.BadRequest) -> list[FieldProblem]:
    return [
        FieldProblem(
            violation.field,
            violation.reason.lower().replace("_", "-"),
            literal(violation.description),
        )
        for violation in bad_request.field_violations
    ]


def _error_info(problem: Problem) -> error_details_pb2.ErrorInfo:
    metadata = {"status": str(problem.status), "trace_id": current_trace_id()}
    return error_details_pb2.ErrorInfo(
        reason=_reason(problem.code), domain=DOMAIN, metadata=metadata
    )


def _bad_request(problem: Problem, translator: Translating) -> error_details_pb2.BadRequest:
    violations = [
        error_details_pb2.BadRequest.FieldViolation(
            field=error.path,
            description=error.message.render(translator),
            reason=_reason(error.code),
        )
        for error in problem.errors
    ]
    return error_details_pb2.BadRequest(field_violations=violations)


def _reason(code: str) -> str:
    return code.upper().replace("-", "_")


def _packed(message: error_details_pb2.ErrorInfo | error_details_pb2.BadRequest) -> Any:
    packed = Any()
    packed.Pack(message)
    return packed
