"""Lines as they are stored and answered."""

from collections.abc import Mapping
from typing import Any

from carbon.decimals import format_decimal
from carbon.scope3.results import LineResult, Method
from footprint.lines.indicators import indicators_of
from footprint.lines.subject import Subject
from footprint.moments import timestamp
from tierzero.footprint.v1 import inventory_pb2
from tierzero.footprint.v1.inventory_service_pb2 import Line
from tierzero.procurement.v1.activity_pb2 import Activity

METHODS: Mapping[Method, Any] = {
    method: inventory_pb2.Method.Value(f"METHOD_{method.name}") for method in Method
}
"""The contract's value of each method."""


def line_message(activity: Activity, subject: Subject, result: LineResult, known_at: int) -> Line:
    """A priced activity; ``known_at`` is in nanoseconds since 1970."""
    line = Line(
        activity_id=activity.fact.id,
        activity_version=activity.fact.version,
        category=activity.category,
        date=activity.date,
        supplier_id=subject.supplier_id,
        product_id=subject.product_id,
        method=METHODS[result.method],
        notes=[str(note) for note in result.notes],
        quantity=subject.quantity,
        unit=subject.unit,
        factor="" if result.factor is None else format_decimal(result.factor),
        gwp_set=result.gwp_set,
        description=subject.description,
        known_at=timestamp(known_at),
    )
    line.emissions.digits = str(result.emissions_mg)
    if result.rolled_up is not None:
        line.indicators.CopyFrom(indicators_of(result.rolled_up))
    for source in result.sources:
        line.sources.add(
            kind=source.kind,
            id=source.id,
            version=source.version,
            label=source.label,
            value=source.value,
        )
    return line
