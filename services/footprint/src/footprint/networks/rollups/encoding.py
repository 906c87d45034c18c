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
        content = _content(network_id, change.sheet, places)
        yield Encoded(_field(_CHANGES, content), len(places))


def _content(network_id: str, sheet: Sheet, places: Marks) -> bytes:
    rest = RollUpChange(network_id=network_id, year=sheet.year, revision=sheet.revision)
    is_figure = sheet.marks[places, BILL_VERSION] != 0
    for index in np.flatnonzero(~is_figure).tolist():
        rest.withdrawn_product_ids.append(sheet.product_ids[places[index]])
    if sheet.findings:
        is_figure &= ~_add_findings(rest, sheet, places)
    figures = places[is_figure]
    return rest.SerializeToString() + b"".join(_columns(sheet, figures))


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
    yield _packed("bill_versions", marks[:, BILL_VERSION])
    # Every unit's number is below 128 and so a varint of one byte.
    yield _packed("declared_units", marks[:, DECLARED_UNIT].astype(np.uint8))
    for column in range(columns.WIDTH):
        yield _field(_FIELDS["values"] + column, _little_endian(rows[:, column]))
    yield _packed("known_at", marks[:, NEWEST])


def _encoded_ids(sheet: Sheet) -> list[bytes]:
    """Each product's id as it stands in a message, by place."""
    for product_id in sheet.product_ids[len(sheet.encoded_ids) :]:
        sheet.encoded_ids.append(_field(_FIELDS["product_ids"], product_id.encode()))
    return sheet.encoded_ids


def _packed(name: str, column: NDArray[np.generic]) -> bytes:
    return _field(_FIELDS[name], _little_endian(column))


def _little_endian(column: NDArray[np.generic]) -> bytes:
    return np.ascontiguousarray(column, column.dtype.newbyteorder("<")).tobytes()


def _field(number: int, content: bytes) -> bytes:
    return _varint(number << 3 | _LENGTH_DELIMITED) + _varint(len(content)) + content


def _varint(number: int) -> bytes:
    encoded = bytearray()
    while number > 0x7F:
        encoded.append(number & 0x7F | 0x80)
        number >>= 7
    encoded.append(number)
    return bytes(encoded)
