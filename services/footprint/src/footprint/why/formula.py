"""What a line multiplies, in one readable row."""

from decimal import Decimal

from carbon.decimals import format_decimal
from carbon.quantum import to_kilograms
from tierzero.footprint.v1.inventory_pb2 import METHOD_SPEND_BASED, METHOD_UNRESOLVED
from tierzero.footprint.v1.inventory_service_pb2 import Line
from tierzero.procurement.v1.activity_pb2 import Activity


def formula_of(line: Line, activity: Activity) -> str:
    """`quantity unit × factor kgCO2e/unit = result kgCO2e`; empty where nothing was priced."""
    if line.method == METHOD_UNRESOLVED or not line.factor:
        return ""
    amount, unit = _multiplied(line, activity)
    result = format_decimal(to_kilograms(int(line.emissions.digits)))
    return f"{amount} {unit} × {Decimal(line.factor):f} kgCO2e/{unit} = {result} kgCO2e"


def _multiplied(line: Line, activity: Activity) -> tuple[str, str]:
    is_money = line.method == METHOD_SPEND_BASED and activity.HasField("purchase")
    if is_money:
        return activity.purchase.amount, activity.purchase.currency
    return line.quantity, line.unit
