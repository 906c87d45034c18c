"""One product's entry of a sheet as it is answered and compared."""

from collections.abc import Iterator, Sequence

from carbon.rollup.marks import set_names
from carbon.rollup.rows import rolled_up
from carbon.rollup.sparse import Numbers
from footprint.lines.indicators import indicators_of
from footprint.moments import timestamp
from footprint.networks.rollups.recipes import Finding
from footprint.networks.rollups.sheet import (
    BILL_VERSION,
    DECLARED_UNIT,
    MENTIONED_SETS,
    NEWEST,
    Sheet,
)
from tierzero.footprint.v1.roll_up_pb2 import RollUp, RollUpFinding


def roll_up_message(
    year: int, product_id: str, row: Numbers, marks: Sequence[int], finding: Finding | None
) -> RollUp:
    """A figure with its indicators, or why there is none."""
    message = RollUp(
        product_id=product_id,
        year=year,
        bill_version=int(marks[BILL_VERSION]),
        declared_unit=int(marks[DECLARED_UNIT]),  # type: ignore[arg-type]
    )
    if finding is not None:
        message.finding.CopyFrom(finding_message(product_id, marks, finding))
        return message
    figure = rolled_up(row)
    message.value = float(figure.value)
    message.indicators.CopyFrom(indicators_of(figure))
    message.known_at.CopyFrom(timestamp(int(marks[NEWEST])))
    message.gwp_sets.extend(set_names(int(marks[MENTIONED_SETS])))
    return message


def finding_message(product_id: str, marks: Sequence[int], finding: Finding) -> RollUpFinding:
    """Why a bill gives no figure."""
    return RollUpFinding(
        product_id=product_id,
        code=finding.code,
        product_ids=finding.product_ids,
        bill_version=int(marks[BILL_VERSION]),
    )


def messages_of(sheet: Sheet) -> Iterator[RollUp]:
    """All that is shown, in the order of places."""
    for place, product_id in enumerate(sheet.product_ids):
        marks = sheet.marks[place].tolist()
        if marks[BILL_VERSION]:
            finding = sheet.findings.get(place)
            yield roll_up_message(sheet.year, product_id, sheet.rows[place], marks, finding)
