"""The collector takes telemetry from the real SDK and tells the journey of a submission."""

import gzip
from collections.abc import Iterator

import httpx
import pytest
from google.rpc.status_pb2 import Status
from opentelemetry import trace
from opentelemetry.exporter.otlp.proto.http import Compression
from opentelemetry.exporter.otlp.proto.http.metric_exporter import OTLPMetricExporter
from opentelemetry.exporter.otlp.proto.http.trace_exporter import OTLPSpanExporter
from opentelemetry.sdk.metrics import MeterProvider
from opentelemetry.sdk.metrics.export import PeriodicExportingMetricReader
from opentelemetry.sdk.resources import Resource
from opentelemetry.sdk.trace import TracerProvider
from opentelemetry.sdk.trace.export import SimpleSpanProcessor

from tierzero_local.handle import started

PROTOBUF = {"content-type": "application/x-protobuf"}


@pytest.fixture(scope="module")
def collector(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    with started(tmp_path_factory.mktemp("collector"), "--only=collector") as platform:
        yield platform.traces


def tracer(collector: str, service: str) -> trace.Tracer:
    provider = TracerProvider(resource=Resource({"service.name": service}))
    exporter = OTLPSpanExporter(f"{collector}/v1/traces", compression=Compression.Gzip)
    provider.add_span_processor(SimpleSpanProcessor(exporter))
    return provider.get_tracer("test")


def journey(collector: str, span: trace.Span) -> dict:
    answer = httpx.get(f"{collector}/traces/{span.get_span_context().trace_id:032x}")
    return answer.raise_for_status().json()


def test_a_request_and_what_followed_is_one_journey(collector: str) -> None:
    portal, worker = tracer(collector, "portal.web"), tracer(collector, "footprint.worker")
    with portal.start_as_current_span("POST /footprints") as request:
        pass
    cause = trace.set_span_in_context(request)
    with worker.start_as_current_span("footprints process", cause, trace.SpanKind.CONSUMER):
        pass
    told = journey(collector, request)
    assert told["services"] == ["portal.web", "footprint.worker"]
    assert [(s["name"], s["depth"]) for s in told["steps"]] == [
        ("POST /footprints", 0),
        ("footprints process", 1),
    ]


def test_work_shared_by_two_requests_is_part_of_the_journey_of_each(collector: str) -> None:
    portal, relay = tracer(collector, "portal.web"), tracer(collector, "relay")
    with portal.start_as_current_span("first") as first:
        pass
    with portal.start_as_current_span("second") as second:
        pass
    with (
        relay.start_as_current_span(
            "publish",
            trace.set_span_in_context(first),
            links=[trace.Link(second.get_span_context())],
        ),
        relay.start_as_current_span("acknowledged"),
    ):
        pass
    assert [s["name"] for s in journey(collector, first)["steps"]] == [
        "first",
        "publish",
        "acknowledged",
    ]
    shared = journey(collector, second)["steps"]
    assert [(s["name"], s["depth"], s["joined"]) for s in shared] == [
        ("second", 0, False),
        ("publish", 1, True),
        ("acknowledged", 2, True),
    ]


@pytest.mark.parametrize(
    ("language", "words"), [("en", "Came through"), ("zh-CN", "经过")], ids=["english", "chinese"]
)
def test_the_pages_speak_the_readers_language(collector: str, language: str, words: str) -> None:
    with tracer(collector, "portal.web").start_as_current_span("<b>bold</b>") as span:
        span.record_exception(ValueError("wrong"))
        span.set_status(trace.StatusCode.ERROR, "wrong")
    wanted = {"accept-language": language}
    listed = httpx.get(collector, headers=wanted)
    assert words in listed.text
    assert "&lt;b&gt;bold" in listed.text
    trace_id = f"{span.get_span_context().trace_id:032x}"
    shown = httpx.get(f"{collector}/journeys/{trace_id}", headers=wanted)
    assert shown.status_code == 200
    assert "wrong" in shown.text


def test_metrics_show_their_latest_value(collector: str) -> None:
    exporter = OTLPMetricExporter(f"{collector}/v1/metrics")
    provider = MeterProvider([PeriodicExportingMetricReader(exporter)])
    counter = provider.get_meter("test").create_counter("tierzero.test.events")
    for expected in (2.0, 5.0):
        counter.add(expected - 2.0 or 2.0)
        provider.force_flush()
    answer = httpx.get(f"{collector}/metrics", params={"name": "tierzero.test.events"}).json()
    assert [point["value"] for point in answer["metrics"]] == [5.0]
    provider.shutdown()


@pytest.mark.parametrize(
    ("headers", "body", "status"),
    [
        ({"content-type": "application/json"}, b"{}", 415),
        (PROTOBUF, b"\xff\xff\xff", 400),
        ({**PROTOBUF, "content-encoding": "gzip"}, b"not gzip", 400),
        ({**PROTOBUF, "content-encoding": "gzip"}, gzip.compress(bytes(20_000_000)), 400),
        (PROTOBUF, bytes(17_000_000), 400),
    ],
    ids=["json", "no protobuf", "no gzip", "bomb", "too long"],
)
def test_bad_telemetry_is_refused_with_a_reason(
    collector: str, headers: dict[str, str], body: bytes, status: int
) -> None:
    answer = httpx.post(f"{collector}/v1/traces", content=body, headers=headers)
    assert answer.status_code == status
    assert Status.FromString(answer.content).message


def test_an_unknown_journey_is_a_page_that_says_so(collector: str) -> None:
    assert httpx.get(f"{collector}/traces/{'0' * 32}").status_code == 404
    assert "No such journey" in httpx.get(f"{collector}/journeys/{'0' * 32}").text
    back = httpx.get(f"{collector}/language/zh-CN", params={"back": "//elsewhere.example"})
    assert back.status_code == 422
