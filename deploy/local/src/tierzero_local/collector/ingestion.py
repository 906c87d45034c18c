"""OTLP/HTTP with protobuf bodies: POST /v1/traces, /v1/metrics and /v1/logs.

Errors are answered as the OTLP specification (1.x, "OTLP/HTTP Response") asks: a google.rpc.Status.
"""

from collections.abc import Callable
from typing import TypeVar

from fastapi import APIRouter, Request, Response
from google.protobuf.message import Message
from google.rpc.code_pb2 import Code
from google.rpc.status_pb2 import Status
from opentelemetry.proto.collector.logs.v1.logs_service_pb2 import (
    ExportLogsServiceRequest,
    ExportLogsServiceResponse,
)
from opentelemetry.proto.collector.metrics.v1.metrics_service_pb2 import (
    ExportMetricsServiceRequest,
    ExportMetricsServiceResponse,
)
from opentelemetry.proto.collector.trace.v1.trace_service_pb2 import (
    ExportTraceServiceRequest,
    ExportTraceServiceResponse,
)

from tierzero_local.collector.log_records import records
from tierzero_local.collector.metrics import take_in
from tierzero_local.collector.received import MOST_BYTES, BadRequest, Received, decode
from tierzero_local.collector.span import spans

PROTOBUF = "application/x-protobuf"
M = TypeVar("M", bound=Message)


def routes(received: Received) -> APIRouter:
    """Routes that fill ``received``."""
    router = APIRouter(prefix="/v1", include_in_schema=False)

    @router.post("/traces")
    async def traces(request: Request) -> Response:
        return await _take(
            request,
            ExportTraceServiceRequest(),
            lambda message: received.traces.add(spans(message)),
            ExportTraceServiceResponse(),
        )

    @router.post("/metrics")
    async def metrics(request: Request) -> Response:
        return await _take(
            request,
            ExportMetricsServiceRequest(),
            lambda message: take_in(received.metrics, message),
            ExportMetricsServiceResponse(),
        )

    @router.post("/logs")
    async def logs(request: Request) -> Response:
        return await _take(
            request,
            ExportLogsServiceRequest(),
            lambda message: received.logs.extend(records(message)),
            ExportLogsServiceResponse(),
        )

    return router


async def _take(
    request: Request, message: M, store: Callable[[M], None], answer: Message
) -> Response:
    if request.headers.get("content-type", "").partition(";")[0] != PROTOBUF:
        return _refused(415, f"Send {PROTOBUF}.")
    try:
        body = await _body(request)
        store(decode(body, request.headers.get("content-encoding", ""), message))
    except BadRequest as error:
        return _refused(400, str(error))
    return Response(answer.SerializeToString(), media_type=PROTOBUF)


async def _body(request: Request) -> bytes:
    body = bytearray()
    async for chunk in request.stream():
        body += chunk
        if len(body) > MOST_BYTES:
            raise BadRequest(f"The body is longer than {MOST_BYTES} bytes.")
    return bytes(body)


def _refused(status: int, text: str) -> Response:
    body = Status(code=Code.INVALID_ARGUMENT, message=text)
    return Response(body.SerializeToString(), status, media_type=PROTOBUF)
