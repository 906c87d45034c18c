"""Which spans are worth keeping: those that belong to somebody's request or event."""

from collections.abc import Sequence

from opentelemetry.context import Context
from opentelemetry.sdk.trace.sampling import (
    ALWAYS_OFF,
    ALWAYS_ON,
    ParentBased,
    Sampler,
    SamplingResult,
)
from opentelemetry.trace import Link, SpanKind, TraceState
from opentelemetry.util.types import Attributes


class _NotForItsOwnSake(Sampler):
    """Drops a trace that begins with a call to a database: a loop that looks for work."""

    def should_sample(
        self,
        parent_context: Context | None,
        trace_id: int,
        name: str,
        kind: SpanKind | None = None,
        attributes: Attributes = None,
        links: Sequence[Link] | None = None,
        trace_state: TraceState | None = None,
    ) -> SamplingResult:
        """Keep all but calls that nobody's request or event has caused."""
        decide = ALWAYS_OFF if kind is SpanKind.CLIENT else ALWAYS_ON
        return decide.should_sample(
            parent_context, trace_id, name, kind, attributes, links, trace_state
        )

    def get_description(self) -> str:
        """Name of the rule."""
        return "NotForItsOwnSake"


def requests_and_events() -> Sampler:
    """As the caller's trace decided; without a caller, all that is not a mere database call."""
    return ParentBased(_NotForItsOwnSake())
