"""Activities as purchases."""

from decimal import Decimal

from carbon.scope3.inputs import Purchase
from carbon.units import known_unit
from footprint.values.reading import moment, not_negative, text
from tierzero.agents import Unusable
from tierzero.procurement.v1.activity_pb2 import Activity

PURCHASE_CATEGORIES = (1, 2)
"""Purchased goods and services, capital goods (scope 3 standard, table 5.4)."""


def purchase_from_message(activity: Activity) -> Purchase:
    """The purchase an activity states; raises Unusable. A withdrawn one needs no content."""
    if activity.WhichOneof("detail") != "purchase":
        raise Unusable("unknown-activity", "the activity is of a kind that is not known here")
    if activity.category not in PURCHASE_CATEGORIES:
        raise Unusable("wrong-category", f"purchases are category 1 or 2, not {activity.category}")
    stated = activity.purchase
    return Purchase(
        id=activity.fact.id,
        version=activity.fact.version,
        date=moment(activity, "date", "date"),
        supplier_id=text(stated.supplier_id, "purchase.supplier_id"),
        product_id=stated.product_id,
        description=stated.description,
        quantity=_optional(stated.quantity, "quantity"),
        unit=_unit(stated.unit, stated.quantity),
        amount=_optional(stated.amount, "amount"),
        currency=_currency(stated.currency, stated.amount),
        classifications=tuple(stated.classifications),
    )


def _optional(value: str, name: str) -> Decimal | None:
    return not_negative(value, f"purchase.{name}", f"negative-{name}") if value else None


def _unit(unit: str, quantity: str) -> str:
    if quantity and not known_unit(unit):
        raise Unusable("unknown-unit", f"purchase.unit {unit[:80]!r} is no unit")
    return unit


def _currency(currency: str, amount: str) -> str:
    return text(currency, "purchase.currency") if amount else currency
