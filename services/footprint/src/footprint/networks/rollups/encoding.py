"""What changed on a sheet as messages of the bus: columns, copied as they lie in memory.

Packed doubles and fixed-width integers of protobuf are little-endian arrays, so a wide change costs
a copy a column instead of a Python object a number. A test reads it back by the contract.
"""

from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from carbon.rollup import columns
from carbon.rollup.marks import Marks
from footprint.networks.rollups.messages import finding_message
from footprint.networks.rollups.rolling import YearChange
from footprint.networks.rollups.sheet import BILL_VERSION, DECLARED_UNIT, NEWEST, Sheet
from tierzero.footprint.v1.roll_up_pb2 import RollUpChange, RollUpsChanged

_MOST_PRODUCTS = 4_000
"""In one message, which stays well below the broker's limit."""

_FIELDS = {
    name: RollUpChange.DESCRIPTOR.fields_by_name[name].number
    for name in ("product_ids", "bill_versions", "declared_units", "values", "known_at")
}
_CHANGES = RollUpsChanged.DESCRIPTOR.fields_by_name["changes"].number
_LENGTH_DELIMITED = 2


@dataclass(frozen=True)
class Encoded:
    """A serialized RollUpsChanged and how many products it is about."""

    value: bytes
    products: int


def encoded(network_id: str, change: YearChange) -> Iterator[Encoded]:
    """The change in as many messages as it takes, all of one revision."""
    for start in range(0, len(change.places), _MOST_PRODUCTS):
        places = change.places[start : start + _MOST_PRODUCTS]
        pieces = list(_pieces(network_id, change.sheet, places))
        begin = _begin(_CHANGES, sum(map(len, pieces)))
        yield Encoded(b"".join((begin, *pieces)), len(places))


def _pieces(network_id: str, sheet: Sheet, places: Marks) -> Iterator[bytes]:
    rest = RollUpChange(network_id=network_id, year=sheet.year, revision=sheet.revision)
    is_figure = sheet.marks[places, BILL_VERSION] != 0
    for index in np.flatnonzero(~is_figure).tolist():
        rest.withdrawn_product_ids.append(sheet.product_ids[places[index]])
    if sheet.findings:
        is_figure &= ~_add_findings(rest, sheet, places)
    yield rest.SerializeToString()
    yield from _columns(sheet, places[is_figure])


def _add_findings(rest: RollUpChange, sheet: Sheet, places: Marks) -> NDArray[np.bool_]:
    """Add what is wrong with products; returns where it is."""
    found = np.zeros(len(places), np.bool_)
    for index, place in enumerate(places.tolist()):
        finding = sheet.findings.get(place)
        if finding is not None:
            found[index] = True
            marks = sheet.marks[place].tolist()
            rest.findings.append(finding_message(sheet.product_ids[place], marks, finding))
    return found


def _columns(sheet: Sheet, places: Marks) -> Iterator[bytes]:
    if not len(places):
        return
    yield b"".join(map(_encoded_ids(sheet).__getitem__, places.tolist()))
    marks, rows = sheet.marks[places], sheet.rows[places]
    yield from _packed(_FIELDS["bill_versions"], marks[:, BILL_VERSION])
    # Every unit's number is below 128 and so a varint of one byte.
    yield from _packed(_FIELDS["declared_units"], marks[:, DECLARED_UNIT].astype(np.uint8))
    for column in range(columns.WIDTH):
        yield from _packed(_FIELDS["values"] + column, rows[:, column])
    yield from _packed(_FIELDS["known_at"], marks[:, NEWEST])


def _encoded_ids(sheet: Sheet) -> list[bytes]:
    """Each product's id as it stands in a message, by place."""
    for product_id in sheet.product_ids[len(sheet.encoded_ids) :]:
        text = product_id.encode()
        sheet.encoded_ids.append(_begin(_FIELDS["product_ids"], len(text)) + text)
    return sheet.encoded_ids


def _packed(number: int, column: NDArray[np.generic]) -> Iterator[bytes]:
    content = np.ascontiguousarray(column, column.dtype.newbyteorder("<")).tobytes()
    yield _begin(number, len(content))
    yield content


def _begin(number: int, length: int) -> bytes:
    return _varint(number << 3 | _LENGTH_DELIMITED) + _varint(length)


def _varint(number: int) -> bytes:
    encoded = bytearray()
    while number > 0x7F:
        encoded.append(number & 0x7F | 0x80)
        number >>= 7
    encoded.append(number)
    return bytes(encoded)
