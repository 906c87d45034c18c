"""Spans that follow a fact over the bus."""

from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager

from opentelemetry import propagate, trace
from opentelemetry.context import Context
from opentelemetry.trace import Link, Span, SpanKind

Carrier = dict[str, str]
_tracer = trace.get_tracer("tierzero")


def current_traceparent() -> str:
    """W3C ``traceparent`` of the running span, empty where nothing is traced."""
    carrier: Carrier = {}
    propagate.inject(carrier)
    return carrier.get("traceparent", "")


def _context(traceparent: str) -> Context:
    return propagate.extract({"traceparent": traceparent} if traceparent else {}, Context())


def _links(traceparents: Iterable[str]) -> list[Link]:
    spans = (trace.get_current_span(_context(text)) for text in dict.fromkeys(traceparents) if text)
    return [Link(span.get_span_context()) for span in spans]


@contextmanager
def producer_span(topic: str, traceparents: Sequence[str]) -> Iterator[Span]:
    """A publish. It continues the first row's trace and is linked with those of the others, because
    a span has one parent but a message may carry facts of several requests."""
    first, *others = traceparents or [""]
    with _tracer.start_as_current_span(
        f"{topic} publish",
        _context(first),
        SpanKind.PRODUCER,
        {"messaging.system": "kafka", "messaging.destination.name": topic},
        _links(others),
    ) as span:
        yield span


@contextmanager
def consumer_span(
    topic: str, traceparent: str, partition: int, offset: int, others: Sequence[str] = ()
) -> Iterator[Span]:
    """The handling of a message as a child of its publication, linked with the publications of
    others that are handled with it."""
    with _tracer.start_as_current_span(
        f"{topic} process",
        _context(traceparent),
        SpanKind.CONSUMER,
        {
            "messaging.system": "kafka",
            "messaging.destination.name": topic,
            "messaging.destination.partition.id": str(partition),
            "messaging.kafka.offset": offset,
            "messaging.batch.message_count": 1 + len(others),
        },
        _links(others),
    ) as span:
        yield span


@contextmanager
def linked_span(name: str, traceparents: Sequence[str]) -> Iterator[Span]:
    """Internal work caused by several traces."""
    first, *others = traceparents or [""]
    with _tracer.start_as_current_span(name, _context(first), links=_links(others)) as span:
        yield span
