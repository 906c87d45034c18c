"""Traces, metrics and logs by OpenTelemetry; switched on by its standard environment variables."""

from tierzero.telemetry.logs import configure_logs
from tierzero.telemetry.setup import instrument_fastapi, set_up
from tierzero.telemetry.traces import (
    Carrier,
    consumer_span,
    current_traceparent,
    linked_span,
    producer_span,
)

__all__ = [
    "Carrier",
    "configure_logs",
    "consumer_span",
    "current_traceparent",
    "instrument_fastapi",
    "linked_span",
    "producer_span",
    "set_up",
]
