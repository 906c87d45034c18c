"""What of a purchase's line does not follow from what prices it, written once."""

from datetime import datetime
from decimal import Decimal
from functools import lru_cache
from typing import NamedTuple

from carbon.scope3.inputs import Purchase
from footprint.moments import nanoseconds
from footprint.networks.following.writing import tag_of, written
from footprint.values import purchase_from_message
from tierzero.footprint.v1.inventory_service_pb2 import Line
from tierzero.procurement.v1.activity_pb2 import Activity

_QUANTITY, _UNIT = tag_of(Line, "quantity"), tag_of(Line, "unit")
_DESCRIPTION = tag_of(Line, "description")


class Frame(NamedTuple):
    """A purchase, and the fields of its line in the order of their numbers, with gaps."""

    quantity: Decimal | None
    unit: str
    date: datetime
    recorded_at: int
    """In nanoseconds since 1970."""
    before_method: bytes
    between_notes_and_factor: bytes
    description: bytes


@lru_cache(maxsize=32_768)
def frame_of(serialized: bytes) -> Frame | None:
    """The frame of a serialized activity; None where it is no purchase.

    Lines that follow footprints are priced again and again from the same purchase.
    """
    activity = Activity.FromString(serialized)
    if activity.WhichOneof("detail") != "purchase":
        return None
    return _frame(activity, purchase_from_message(activity))


def _frame(activity: Activity, purchase: Purchase) -> Frame:
    fact = activity.fact
    begin = Line(
        activity_id=fact.id,
        activity_version=fact.version,
        category=activity.category,
        date=activity.date,
        supplier_id=purchase.supplier_id,
        product_id=purchase.product_id,
    )
    stated = activity.purchase
    amount = _text(_QUANTITY, stated.quantity) + _text(_UNIT, stated.unit)
    return Frame(
        quantity=purchase.quantity,
        unit=purchase.unit,
        date=purchase.date,
        recorded_at=nanoseconds(fact.recorded_at),
        before_method=begin.SerializeToString(deterministic=True),
        between_notes_and_factor=amount,
        description=_text(_DESCRIPTION, stated.description),
    )


def _text(tag: bytes, content: str) -> bytes:
    """Nothing is written of a text that is empty."""
    return written(tag, content.encode()) if content else b""
