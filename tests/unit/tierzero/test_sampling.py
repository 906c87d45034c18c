"""Traces begin with a request or an event, not with a loop that looks for work."""

import pytest
from opentelemetry import trace
from opentelemetry.sdk.trace import TracerProvider
from opentelemetry.trace import SpanKind

from tierzero.telemetry.sampling import requests_and_events

TRACER = TracerProvider(sampler=requests_and_events()).get_tracer("test")


@pytest.mark.parametrize(
    ("kind", "kept"),
    [
        (SpanKind.SERVER, True),
        (SpanKind.CONSUMER, True),
        (SpanKind.INTERNAL, True),
        (SpanKind.CLIENT, False),
    ],
    ids=lambda value: getattr(value, "name", None),
)
def test_what_may_begin_a_trace(kind: SpanKind, kept: bool) -> None:
    with TRACER.start_as_current_span("first", kind=kind) as span:
        assert span.is_recording() is kept


def test_a_call_within_a_request_is_kept() -> None:
    with (
        TRACER.start_as_current_span("request", kind=SpanKind.SERVER) as request,
        TRACER.start_as_current_span("find", kind=SpanKind.CLIENT) as call,
    ):
        assert call.is_recording()
        assert trace.get_current_span() is call
    assert call.get_span_context().trace_id == request.get_span_context().trace_id
