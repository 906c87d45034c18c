"""What a line is about: the parts of an activity that are shown with its figure."""

from dataclasses import dataclass

from carbon.decimals import format_decimal, readable
from carbon.scope3.activities import Activity as Operation
from carbon.scope3.activities import mentioned_classes
from carbon.scope3.inputs import Purchase
from carbon.scope3.results import LineResult
from tierzero.procurement.v1.activity_pb2 import Activity


@dataclass(frozen=True)
class Subject:
    """Year, parties, quantity and classes of an activity, whatever its kind."""

    year: int
    supplier_id: str = ""
    product_id: str = ""
    description: str = ""
    quantity: str = ""
    unit: str = ""
    classifications: tuple[str, ...] = ()


def purchase_subject(activity: Activity, purchase: Purchase) -> Subject:
    """A purchase, with its quantity as the buyer wrote it."""
    return Subject(
        year=purchase.date.year,
        supplier_id=purchase.supplier_id,
        product_id=purchase.product_id,
        description=purchase.description,
        quantity=activity.purchase.quantity,
        unit=purchase.unit,
        classifications=purchase.classifications,
    )


def operation_subject(operation: Operation, result: LineResult) -> Subject:
    """Any other activity, with what its method multiplied."""
    detail, measured = operation.detail, result.measured
    return Subject(
        year=operation.date.year,
        product_id=getattr(detail, "product_id", ""),
        description=getattr(detail, "description", ""),
        quantity=format_decimal(readable(measured.value)) if measured else "",
        unit=measured.unit if measured else "",
        classifications=mentioned_classes(detail),
    )
