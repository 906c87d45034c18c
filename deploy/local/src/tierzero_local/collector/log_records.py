"""The latest log records, each with the trace it belongs to."""

from collections import deque
from collections.abc import Iterator
from dataclasses import dataclass

from opentelemetry.proto.collector.logs.v1.logs_service_pb2 import ExportLogsServiceRequest

from tierzero_local.collector.span import Scalar, attributes

MOST_RECORDS = 20_000


@dataclass(frozen=True, slots=True)
class LogRecord:
    """One line that a process said. Time is nanoseconds since 1970 (UTC)."""

    time: int
    service: str
    severity: str
    body: str
    trace_id: str
    attributes: dict[str, Scalar]


def empty() -> deque[LogRecord]:
    """A buffer from which the oldest record goes first."""
    return deque(maxlen=MOST_RECORDS)


def records(request: ExportLogsServiceRequest) -> Iterator[LogRecord]:
    """Every record of an OTLP request."""
    for resource in request.resource_logs:
        service = attributes(resource.resource.attributes).get("service.name", "unknown")
        for scope in resource.scope_logs:
            for record in scope.log_records:
                yield LogRecord(
                    time=record.time_unix_nano or record.observed_time_unix_nano,
                    service=str(service),
                    severity=record.severity_text,
                    body=record.body.string_value or str(record.body).strip(),
                    trace_id=record.trace_id.hex(),
                    attributes=attributes(record.attributes),
                )
