"""The calculation of a line."""

from collections.abc import Sequence

from carbon.decimals import format_decimal
from carbon.quantum import to_kilograms
from footprint.moments import moment_of
from footprint.why.calculation.activities import BY_KIND
from footprint.why.calculation.evidence import Incomplete, evidence_of
from footprint.why.calculation.purchases import BY_METHOD
from tierzero.footprint.v1.inventory_pb2 import METHOD_UNRESOLVED
from tierzero.footprint.v1.inventory_service_pb2 import Document, Line
from tierzero.procurement.v1.activity_pb2 import Activity


def calculation_of(
    line: Line, activity: Activity, documents: Sequence[Document], gwp_set: str
) -> str:
    """Numbers of the activity and of its documents that give the line's kilograms.

    Empty where nothing was priced, or where what it rests on is not at hand in full. The result is
    rounded half to even to milligrams; `gwp_set` is that of the buyer's policy.
    """
    kind = activity.WhichOneof("detail")
    if line.method == METHOD_UNRESOLVED or kind is None:
        return ""
    evidence = evidence_of(moment_of(activity.date), gwp_set, documents)
    try:
        if kind == "purchase":
            calculated = BY_METHOD[line.method](activity.purchase, evidence)
        else:
            calculated = BY_KIND[kind](getattr(activity, kind), evidence)
    except (Incomplete, KeyError):
        return ""
    kilograms = to_kilograms(int(line.emissions.digits or "0"))
    return f"{calculated} = {format_decimal(kilograms)} kgCO2e"
