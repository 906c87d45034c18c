"""Switch the OpenTelemetry SDK on where an exporter is configured; otherwise leave its no-ops."""

import os
from typing import Any

from fastapi import FastAPI

from tierzero.settings import Settings
from tierzero.telemetry.logs import configure_logs

_ENDPOINTS = (
    "OTEL_EXPORTER_OTLP_ENDPOINT",
    "OTEL_EXPORTER_OTLP_TRACES_ENDPOINT",
    "OTEL_EXPORTER_OTLP_METRICS_ENDPOINT",
)


def is_on() -> bool:
    """Whether the environment names a place to send telemetry to."""
    disabled = os.environ.get("OTEL_SDK_DISABLED", "").lower() == "true"
    return not disabled and any(os.environ.get(name) for name in _ENDPOINTS)


def set_up(settings: Settings, role: str) -> None:
    """Configure logs, and traces and metrics where wanted. Call once, first thing in a process."""
    configure_logs(settings.service, role)
    if is_on():
        _start_sdk(settings, role)


def _start_sdk(settings: Settings, role: str) -> None:
    # Imported late: a process without telemetry does not pay for the SDK.
    from opentelemetry import metrics, trace
    from opentelemetry.exporter.otlp.proto.http.metric_exporter import OTLPMetricExporter
    from opentelemetry.exporter.otlp.proto.http.trace_exporter import OTLPSpanExporter
    from opentelemetry.instrumentation.pymongo import PymongoInstrumentor
    from opentelemetry.sdk.metrics import MeterProvider
    from opentelemetry.sdk.metrics.export import PeriodicExportingMetricReader
    from opentelemetry.sdk.resources import Resource
    from opentelemetry.sdk.trace import TracerProvider
    from opentelemetry.sdk.trace.export import BatchSpanProcessor

    from tierzero.telemetry.sampling import requests_and_events

    resource = Resource.create(_resource_attributes(settings, role))
    # The SDK's own choice comes first: OTEL_TRACES_SAMPLER.
    chosen = None if os.environ.get("OTEL_TRACES_SAMPLER") else requests_and_events()
    tracing = TracerProvider(sampler=chosen, resource=resource)
    tracing.add_span_processor(BatchSpanProcessor(OTLPSpanExporter()))
    trace.set_tracer_provider(tracing)
    reader = PeriodicExportingMetricReader(OTLPMetricExporter())
    metrics.set_meter_provider(MeterProvider([reader], resource=resource))
    PymongoInstrumentor().instrument()


def _resource_attributes(settings: Settings, role: str) -> dict[str, Any]:
    return {
        "service.namespace": "tierzero",
        "service.name": f"{settings.service}.{role}",
        "deployment.environment.name": settings.environment,
        "service.instance.id": settings.replica or str(os.getpid()),
    }


def instrument_fastapi(app: FastAPI) -> None:
    """Give every request a span that continues the caller's trace."""
    if not is_on():
        return
    from opentelemetry.instrumentation.fastapi import FastAPIInstrumentor

    # Probes and event streams would drown the spans that tell something.
    FastAPIInstrumentor.instrument_app(
        app, excluded_urls="livez,readyz,static,events", exclude_spans=["receive", "send"]
    )
