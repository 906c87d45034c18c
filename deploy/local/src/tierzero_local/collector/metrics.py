"""The latest value of each metric: one entry per process, metric and set of attributes."""

from collections import OrderedDict
from collections.abc import Iterator
from dataclasses import dataclass

from opentelemetry.proto.collector.metrics.v1.metrics_service_pb2 import (
    ExportMetricsServiceRequest,
)
from opentelemetry.proto.metrics.v1.metrics_pb2 import (
    HistogramDataPoint,
    Metric,
    NumberDataPoint,
)

from tierzero_local.collector.span import Scalar, attributes

MOST_SERIES = 10_000
Key = tuple[str, str, str, tuple[tuple[str, Scalar], ...]]
Latest = OrderedDict[Key, "Point"]


@dataclass(frozen=True)
class Point:
    """What one process last said about one metric."""

    service: str
    instance: str
    name: str
    unit: str
    attributes: dict[str, Scalar]
    time: int
    """Nanoseconds since 1970 (UTC)."""
    value: float | None
    """Sum of a counter, value of a gauge; None for a histogram."""
    count: int | None = None
    sum: float | None = None
    bounds: tuple[float, ...] = ()
    buckets: tuple[int, ...] = ()
    """Histogram only: how many values, their sum, upper bounds and counts of the buckets."""

    @property
    def key(self) -> Key:
        """What tells this series from every other."""
        return self.service, self.instance, self.name, tuple(sorted(self.attributes.items()))


def take_in(latest: Latest, request: ExportMetricsServiceRequest) -> None:
    """Let the request's points replace older ones; the series silent for longest go."""
    for point in points(request):
        latest[point.key] = point
        latest.move_to_end(point.key)
    while len(latest) > MOST_SERIES:
        latest.popitem(last=False)


def points(request: ExportMetricsServiceRequest) -> Iterator[Point]:
    """Every point of an OTLP request."""
    for resource in request.resource_metrics:
        about = attributes(resource.resource.attributes)
        service = str(about.get("service.name", "unknown"))
        instance = str(about.get("service.instance.id", ""))
        for scope in resource.scope_metrics:
            for metric in scope.metrics:
                yield from _points(metric, service, instance)


def _points(metric: Metric, service: str, instance: str) -> Iterator[Point]:
    match metric.WhichOneof("data"):
        case "sum":
            yield from (_number(metric, p, service, instance) for p in metric.sum.data_points)
        case "gauge":
            yield from (_number(metric, p, service, instance) for p in metric.gauge.data_points)
        case "histogram":
            found = metric.histogram.data_points
            yield from (_histogram(metric, p, service, instance) for p in found)
        case _:
            return


def _number(metric: Metric, point: NumberDataPoint, service: str, instance: str) -> Point:
    is_whole = point.WhichOneof("value") == "as_int"
    return Point(
        service,
        instance,
        metric.name,
        metric.unit,
        attributes(point.attributes),
        point.time_unix_nano,
        float(point.as_int) if is_whole else point.as_double,
    )


def _histogram(metric: Metric, point: HistogramDataPoint, service: str, instance: str) -> Point:
    return Point(
        service,
        instance,
        metric.name,
        metric.unit,
        attributes(point.attributes),
        point.time_unix_nano,
        value=None,
        count=point.count,
        sum=point.sum,
        bounds=tuple(point.explicit_bounds),
        buckets=tuple(point.bucket_counts),
    )
