"""The journey of one submission: all work that a request caused, in every process, as a waterfall.

A message may carry facts of several requests. Its spans belong to the trace of the first and are
linked with the others; here they are part of the journey of each.
"""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

from tierzero_local.collector.span import Span
from tierzero_local.collector.traces import Traces

DATABASE_ATTRIBUTES = frozenset({"db.system", "db.system.name"})


@dataclass(frozen=True)
class Step:
    """One span in its place."""

    span: Span
    depth: int
    offset: int
    """Nanoseconds since the journey began."""
    joined: bool
    """The work was shared with another request, whose trace it belongs to."""

    @property
    def duration(self) -> int:
        """Nanoseconds."""
        return max(0, self.span.ended - self.span.began)

    @property
    def asks_store(self) -> bool:
        """Whether it is no more than a call to a database."""
        return self.span.kind == "client" and not DATABASE_ATTRIBUTES.isdisjoint(
            self.span.attributes
        )


@dataclass(frozen=True)
class Journey:
    """A trace with what was joined to it, in the order of cause and time."""

    trace_id: str
    steps: tuple[Step, ...]

    @property
    def first(self) -> Span:
        """The span that everything began with."""
        return self.steps[0].span

    @property
    def began(self) -> int:
        """Nanoseconds since 1970 (UTC)."""
        return min(step.span.began for step in self.steps)

    @property
    def duration(self) -> int:
        """Nanoseconds from the first beginning to the last end."""
        return max(step.offset + step.duration for step in self.steps)

    @property
    def services(self) -> tuple[str, ...]:
        """Processes in the order in which the journey came to them."""
        return tuple(dict.fromkeys(step.span.service for step in self.steps))

    @property
    def failed(self) -> bool:
        """Whether any part of it failed."""
        return any(step.span.error is not None for step in self.steps)


def journey(traces: Traces, trace_id: str) -> Journey | None:
    """The journey of a trace; None where the trace is not or no longer known."""
    own = traces.by_trace.get(trace_id)
    if not own:
        return None
    joined = dict(_joined(traces, trace_id))
    spans = {**own, **{span.address.span_id: span for span in joined.values()}}
    children = _children(spans, trace_id)
    start = min(span.began for span in spans.values())
    roots = children.pop("", [])
    return Journey(trace_id, tuple(_walk(roots, children, start, trace_id, 0)))


def _joined(traces: Traces, trace_id: str) -> Iterator[tuple[str, Span]]:
    """Spans of other traces that this one also caused, with all that followed from them."""
    for span in traces.linking.get(trace_id, {}).values():
        trace = traces.by_trace.get(span.address.trace_id, {})
        yield span.address.span_id, span
        for below in _descendants(trace, span.address.span_id):
            yield below.address.span_id, below


def _descendants(trace: Mapping[str, Span], span_id: str) -> Iterator[Span]:
    children = defaultdict[str, list[Span]](list)
    for span in trace.values():
        children[span.parent_id].append(span)
    pending = list(children[span_id])
    while pending:
        span = pending.pop()
        yield span
        pending.extend(children[span.address.span_id])


def _children(spans: Mapping[str, Span], trace_id: str) -> defaultdict[str, list[Span]]:
    children = defaultdict[str, list[Span]](list)
    for span in sorted(spans.values(), key=lambda s: (s.began, -s.ended)):
        children[_parent(span, spans, trace_id)].append(span)
    return children


def _parent(span: Span, spans: Mapping[str, Span], trace_id: str) -> str:
    """Span id of the cause within the journey; empty where it is not known."""
    if span.address.trace_id == trace_id or span.parent_id in spans:
        return span.parent_id if span.parent_id in spans else ""
    causes = (link.span_id for link in span.links if link.trace_id == trace_id)
    return next((cause for cause in causes if cause in spans), "")


def _walk(
    level: Iterable[Span],
    children: Mapping[str, list[Span]],
    start: int,
    trace_id: str,
    depth: int,
) -> Iterator[Step]:
    for span in level:
        yield Step(span, depth, span.began - start, span.address.trace_id != trace_id)
        below = children.get(span.address.span_id, [])
        yield from _walk(below, children, start, trace_id, depth + 1)
