"""How the processes behave among others: traces, metrics, stopping."""

import signal
import time

import httpx
from google.protobuf.message import Message
from opentelemetry.proto.collector.metrics.v1.metrics_service_pb2 import (
    ExportMetricsServiceRequest,
)
from opentelemetry.proto.collector.trace.v1.trace_service_pb2 import ExportTraceServiceRequest

from tests.integration.aggregator.conftest import (
    Aggregator,
    Say,
    Sink,
    start,
    until,
)
from tests.integration.aggregator.statements import inventory
from tests.serving import free_port, wait_until_ready
from tierzero import outbox, topics
from tierzero.store import Session, Store
from tierzero.telemetry.measures import SUBMISSION_TO_PROGRESS

TRACE = "4bf92f3577b34da6a3ce929d0e0e4736"


async def test_a_submission_and_its_progress_are_one_trace(
    store: Store, factory: str, telemetry: Sink
) -> None:
    fact = inventory(factory, 2024, 900)
    await _say_within(store, factory, fact, f"00-{TRACE}-00f067aa0ba902b7-01")

    async def is_stated_in_the_same_trace() -> bool:
        row = await store.database["outbox"].find_one(
            {"topic": topics.PROGRESS.name, "key": factory}
        )
        return row is not None and TRACE in row["traceparent"]

    async def is_exported() -> bool:
        wanted = {
            f"{topics.INVENTORIES.name} publish",
            f"{topics.INVENTORIES.name} process",
            "progress recompute",
            f"{topics.PROGRESS.name} publish",
        }
        return wanted <= _spans_of_the_trace(telemetry)

    await until(is_stated_in_the_same_trace)
    await until(is_exported)


async def test_the_time_from_submission_to_progress_is_measured(
    say: Say, factory: str, telemetry: Sink
) -> None:
    await say(topics.INVENTORIES, factory, inventory(factory, 2024, 900))

    async def is_exported() -> bool:
        return SUBMISSION_TO_PROGRESS.name in _metrics(telemetry)

    await until(is_exported)


async def test_an_open_stream_does_not_hold_up_the_end(
    aggregator: Aggregator, store: Store, factory: str
) -> None:
    published = {"_id": factory, "organization_id": factory, "published": True}
    await store.database["publications"].insert_one(published)
    port = free_port()
    process = start("aggregator.web", aggregator.environment, "web", port)
    wait_until_ready(process, port)
    async with (
        httpx.AsyncClient(base_url=f"http://127.0.0.1:{port}", timeout=30) as client,
        client.stream("GET", f"/progress/{factory}/events?after=0") as stream,
    ):
        lines = stream.aiter_lines()
        assert (await anext(lines)).startswith("retry")
        asked = time.monotonic()
        process.send_signal(signal.SIGTERM)
        assert [line async for line in lines if line.startswith("data")] == []
    process.wait(timeout=20)
    assert time.monotonic() - asked < 5, "the server's grace is longer than that"


async def _say_within(store: Store, key: str, fact: Message, traceparent: str) -> None:
    async def work(session: Session) -> None:
        row = outbox.row(topics.INVENTORIES, key, [fact])
        row["traceparent"] = traceparent
        await store.database["outbox"].insert_one(row, session=session)

    await store.in_transaction(work)


def _spans_of_the_trace(telemetry: Sink) -> set[str]:
    bodies = [body for path, body in telemetry.received if path == "/v1/traces"]
    requests = [ExportTraceServiceRequest.FromString(body) for body in bodies]
    return {
        span.name
        for request in requests
        for resource in request.resource_spans
        for scope in resource.scope_spans
        for span in scope.spans
        if span.trace_id.hex() == TRACE
    }


def _metrics(telemetry: Sink) -> set[str]:
    bodies = [body for path, body in telemetry.received if path == "/v1/metrics"]
    requests = [ExportMetricsServiceRequest.FromString(body) for body in bodies]
    return {
        metric.name
        for request in requests
        for resource in request.resource_metrics
        for scope in resource.scope_metrics
        for metric in scope.metrics
    }
