"""A span as the collector keeps it, and its reading from OTLP."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

from opentelemetry.proto.collector.trace.v1.trace_service_pb2 import ExportTraceServiceRequest
from opentelemetry.proto.common.v1.common_pb2 import AnyValue, KeyValue
from opentelemetry.proto.trace.v1 import trace_pb2

Scalar = str | int | float | bool
KINDS = ("unspecified", "internal", "server", "client", "producer", "consumer")


@dataclass(frozen=True, slots=True)
class Address:
    """Which span of which trace, both as hexadecimal digits."""

    trace_id: str
    span_id: str


@dataclass(frozen=True, slots=True)
class Span:
    """One piece of work of one process. Times are nanoseconds since 1970 (UTC)."""

    address: Address
    parent_id: str
    """Empty for the first span of a trace."""
    name: str
    kind: str
    service: str
    began: int
    ended: int
    attributes: Mapping[str, Scalar]
    links: tuple[Address, ...]
    """Spans of other traces that this work was also caused by."""
    error: str | None
    """None: no error. Else what the process said about it, maybe nothing."""


def spans(request: ExportTraceServiceRequest) -> Iterator[Span]:
    """Every span of an OTLP request."""
    for resource in request.resource_spans:
        service = attributes(resource.resource.attributes).get("service.name", "unknown")
        for scope in resource.scope_spans:
            for span in scope.spans:
                yield _span(span, str(service))


def _span(span: trace_pb2.Span, service: str) -> Span:
    failed = span.status.code == trace_pb2.Status.STATUS_CODE_ERROR
    return Span(
        address=Address(span.trace_id.hex(), span.span_id.hex()),
        parent_id=span.parent_span_id.hex(),
        name=span.name,
        kind=KINDS[span.kind] if span.kind < len(KINDS) else KINDS[0],
        service=service,
        began=span.start_time_unix_nano,
        ended=span.end_time_unix_nano,
        attributes=attributes(span.attributes),
        links=tuple(Address(x.trace_id.hex(), x.span_id.hex()) for x in span.links),
        error=span.status.message if failed else None,
    )


def attributes(pairs: Iterable[KeyValue]) -> dict[str, Scalar]:
    """OTLP attributes as plain values; lists and maps as their text."""
    return {pair.key: _scalar(pair.value) for pair in pairs}


def _scalar(value: AnyValue) -> Scalar:
    match value.WhichOneof("value"):
        case "string_value":
            return value.string_value
        case "int_value":
            return value.int_value
        case "double_value":
            return value.double_value
        case "bool_value":
            return value.bool_value
        case _:
            return str(value).strip()
