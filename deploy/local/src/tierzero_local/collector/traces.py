"""The latest traces, bounded by the number of spans; the oldest trace goes first."""

from collections import OrderedDict, defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, field

from tierzero_local.collector.span import Span

MOST_SPANS = 50_000
MOST_SPANS_OF_ONE_TRACE = 2_000


@dataclass
class Traces:
    """Spans by trace, in the order in which traces were first heard of."""

    most_spans: int = MOST_SPANS
    by_trace: "OrderedDict[str, dict[str, Span]]" = field(
        default_factory=OrderedDict[str, dict[str, Span]]
    )
    linking: defaultdict[str, dict[str, Span]] = field(
        default_factory=lambda: defaultdict[str, dict[str, Span]](dict)
    )
    """Trace → spans of other traces that name it as a cause, by span id."""
    count: int = 0

    def add(self, spans: Iterable[Span]) -> None:
        """Take in spans; a span sent twice counts once."""
        for span in spans:
            self._add(span)
        while self.count > self.most_spans:
            self._forget_oldest()

    def _add(self, span: Span) -> None:
        trace = self.by_trace.setdefault(span.address.trace_id, {})
        known = span.address.span_id in trace
        if known or len(trace) >= MOST_SPANS_OF_ONE_TRACE:
            return
        trace[span.address.span_id] = span
        self.count += 1
        for link in span.links:
            if link.trace_id != span.address.trace_id:
                self.linking[link.trace_id][span.address.span_id] = span

    def _forget_oldest(self) -> None:
        trace_id, spans = self.by_trace.popitem(last=False)
        self.linking.pop(trace_id, None)
        self.count -= len(spans)
