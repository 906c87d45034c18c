"""Every metric of the bus, declared once with its unit and meaning."""

from dataclasses import dataclass
from functools import cache
from typing import Any

from opentelemetry import metrics


@dataclass(frozen=True)
class Measure:
    """Name, kind, unit (UCUM) and meaning of one metric."""

    name: str
    kind: str
    unit: str
    meaning: str


EVENTS_OUT = Measure("tierzero.events.published", "counter", "{event}", "Messages acknowledged.")
FACTS_OUT = Measure("tierzero.facts.published", "counter", "{fact}", "Outbox rows published.")
EVENTS_IN = Measure("tierzero.events.consumed", "counter", "{event}", "Messages handled.")
EVENTS_PARKED = Measure("tierzero.events.parked", "counter", "{event}", "Messages dead-lettered.")
HANDLING = Measure("tierzero.events.handling", "histogram", "s", "Time in the handler.")
LAG = Measure("tierzero.events.lag", "histogram", "s", "From publication to handling.")
OUTBOX_WAIT = Measure("tierzero.outbox.wait", "histogram", "s", "From commit to acknowledgement.")
OUTBOX_LOST = Measure(
    "tierzero.outbox.log_lost", "counter", "{loss}", "Times a broker log was gone."
)
SUBMISSION_TO_PROGRESS = Measure(
    "tierzero.submission_to_progress",
    "histogram",
    "s",
    "From the newest fact a progress figure rests on to its publication.",
)


@cache
def _instrument(measure: Measure) -> Any:
    meter = metrics.get_meter("tierzero")
    make = meter.create_histogram if measure.kind == "histogram" else meter.create_counter
    return make(measure.name, unit=measure.unit, description=measure.meaning)


def count(measure: Measure, amount: int = 1, **attributes: str) -> None:
    """Add to a counter."""
    _instrument(measure).add(amount, attributes)


def record(measure: Measure, value: float, **attributes: str) -> None:
    """Record one value of a histogram."""
    _instrument(measure).record(value, attributes)
