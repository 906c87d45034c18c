"""Traces as JSON: a line for each in lists, and everything about one."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any

from tierzero_local.collector.journey import Journey, Step, journey
from tierzero_local.collector.traces import Traces

NANOSECONDS = 1_000_000_000


@dataclass(frozen=True)
class Filter:
    """Which journeys a list shall hold."""

    service: str = ""
    text: str = ""
    """Part of the first span's name."""
    failed: bool | None = None
    limit: int = 50


def latest(traces: Traces, wanted: Filter) -> list[Journey]:
    """Journeys that pass the filter, the newest first."""
    found: list[Journey] = []
    for candidate in _newest_first(traces):
        if _passes(candidate, wanted):
            found.append(candidate)
        if len(found) == wanted.limit:
            break
    return found


def summary(found: Journey) -> dict[str, Any]:
    """A journey in one line."""
    return {
        "trace_id": found.trace_id,
        "name": found.first.name,
        "service": found.first.service,
        "began_at": instant(found.began).isoformat(),
        "duration_seconds": found.duration / NANOSECONDS,
        "spans": len(found.steps),
        "services": list(found.services),
        "failed": found.failed,
    }


def detail(found: Journey) -> dict[str, Any]:
    """A journey with all its steps."""
    return {**summary(found), "steps": [_step(step) for step in found.steps]}


def instant(nanoseconds: int) -> datetime:
    """A point in time, UTC."""
    return datetime.fromtimestamp(nanoseconds / NANOSECONDS, UTC)


def _newest_first(traces: Traces) -> Iterator[Journey]:
    began = {
        trace: min(s.began for s in spans.values()) for trace, spans in traces.by_trace.items()
    }
    for trace_id in sorted(began, key=lambda trace: -began[trace]):
        found = journey(traces, trace_id)
        if found:
            yield found


def _passes(candidate: Journey, wanted: Filter) -> bool:
    return (
        (not wanted.service or wanted.service in candidate.services)
        and wanted.text.lower() in candidate.first.name.lower()
        and wanted.failed in (None, candidate.failed)
    )


def _step(step: Step) -> dict[str, Any]:
    span = step.span
    return {
        "trace_id": span.address.trace_id,
        "span_id": span.address.span_id,
        "parent_id": span.parent_id,
        "depth": step.depth,
        "joined": step.joined,
        "name": span.name,
        "kind": span.kind,
        "service": span.service,
        "offset_seconds": step.offset / NANOSECONDS,
        "duration_seconds": step.duration / NANOSECONDS,
        "attributes": dict(span.attributes),
        "links": [{"trace_id": x.trace_id, "span_id": x.span_id} for x in span.links],
        "error": span.error,
    }
