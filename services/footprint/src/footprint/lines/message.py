"""Lines as they are stored and answered."""

from collections.abc import Mapping
from typing import Any

from carbon.decimals import format_decimal
from carbon.scope3.inputs import Purchase
from carbon.scope3.results import LineResult, Method
from footprint.moments import timestamp
from tierzero.footprint.v1 import inventory_pb2
from tierzero.footprint.v1.inventory_service_pb2 import Line
from tierzero.procurement.v1.activity_pb2 import Activity

METHODS: Mapping[Method, Any] = {
    method: inventory_pb2.Method.Value(f"METHOD_{method.name}") for method in Method
}
"""The contract's value of each method."""


def line_message(activity: Activity, purchase: Purchase, result: LineResult, known_at: int) -> Line:
    """A priced purchase; ``known_at`` is in nanoseconds since 1970."""
    line = Line(
        activity_id=purchase.id,
        activity_version=purchase.version,
        category=activity.category,
        date=activity.date,
        supplier_id=purchase.supplier_id,
        product_id=purchase.product_id,
        method=METHODS[result.method],
        notes=[str(note) for note in result.notes],
        quantity=activity.purchase.quantity,
        unit=purchase.unit,
        factor="" if result.factor is None else format_decimal(result.factor),
        gwp_set=result.gwp_set,
        description=purchase.description,
        known_at=timestamp(known_at),
    )
    line.emissions.digits = str(result.emissions_mg)
    for source in result.sources:
        line.sources.add(
            kind=source.kind,
            id=source.id,
            version=source.version,
            label=source.label,
            value=source.value,
        )
    return line
