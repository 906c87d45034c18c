"""Fields of protobuf messages from arrays, without an object for each number.

Pieces are whatever bytes can be joined from, arrays as they lie in memory among them, so that a
message is copied once, when it is put together.
"""

from collections.abc import Iterable, Iterator, Sequence

import numpy as np
from numpy.typing import NDArray

from carbon.rollup.compiled import compiled
from carbon.rollup.marks import Marks
from carbon.rollup.sparse import Numbers
from footprint.networks.rollups.sheet import BILL_VERSION
from tierzero.footprint.v1.roll_up_pb2 import RollUpChange, RollUpFewValues

Piece = bytes | memoryview

_LENGTH_DELIMITED = 2
_FIXED32 = 5
_FEW = 16
_WORTH_IT = 64
_PLACES, _PLACE_BITS, _FIRST_PLACE, _FEW_VALUES = (
    RollUpChange.DESCRIPTOR.fields_by_name[name].number
    for name in ("places", "place_bits", "first_place", "few_values")
)


def place_fields(places: Marks) -> Iterator[Piece]:
    """Rising places as numbers of four bytes or as bits, whichever is shorter."""
    first = int(places[0])
    if int(places[-1]) - first >= 32 * len(places):
        yield from field(_PLACES, places.astype("<u4").data.cast("B"))
        return
    bits = np.zeros((int(places[-1]) - first >> 3) + 1, np.uint8)
    _set_bits(places, first, bits)
    yield from field(_PLACE_BITS, bits.data)
    if first:
        yield varint(_FIRST_PLACE << 3 | _FIXED32) + first.to_bytes(4, "little")


@compiled
def _set_bits(places: Marks, first: int, bits: NDArray[np.uint8]) -> None:
    for place in places:
        at = place - first
        bits[at >> 3] |= np.uint8(1 << (at & 7))


def gathered(
    rows: Numbers, marks: Marks, places: Marks, of_rows: Sequence[int], of_marks: Sequence[int]
) -> Marks:
    """Columns of rows, then of marks, at the places: one after the other, as 64 bits an entry."""
    gathered = np.empty((len(of_rows) + len(of_marks), len(places)), "<i8")
    wanted = np.array(of_rows, np.int64), np.array(of_marks, np.int64)
    _gather(rows.view(np.int64), marks, places, *wanted, gathered)
    return gathered


@compiled
def _gather(
    rows: Marks, marks: Marks, places: Marks, of_rows: Marks, of_marks: Marks, gathered: Marks
) -> None:
    for entry in range(len(places)):
        place = places[entry]
        for column in range(len(of_rows)):
            gathered[column, entry] = rows[place, of_rows[column]]
        for column in range(len(of_marks)):
            gathered[len(of_rows) + column, entry] = marks[place, of_marks[column]]


@compiled
def are_figures(marks: Marks, places: Marks) -> bool:
    """Whether something is shown at each of the places."""
    missing = 0
    for place in places:
        missing += marks[place, BILL_VERSION] == 0
    return missing == 0


def packed(number: int, column: Marks) -> Iterator[Piece]:
    """A packed field of 64 bits an entry; one entry where all are the same."""
    is_single = len(column) > 1 and is_one(column)
    return field(number, (column[:1] if is_single else column).data.cast("B"))


def packed_small(number: int, column: Marks) -> Iterator[Piece]:
    """A packed field of numbers below 128, a byte each; one entry where all are the same."""
    is_single = len(column) > 1 and is_one(column)
    return field(number, (column[:1] if is_single else column).astype(np.uint8).data)


def doubles(number: int, column: Marks) -> Iterator[Piece]:
    """A column of doubles, given by their bits: as a packed field or, where few values occur, by
    these."""
    if len(column) < _WORTH_IT:
        return packed(number, column)
    values, indices = np.empty(_FEW, np.int64), np.empty(len(column), np.uint8)
    count = _find_few(column, values, indices)
    if count <= 1:
        return field(number, column[: count or len(column)].data.cast("B"))
    few = RollUpFewValues(
        column=number, values=values[:count].view(np.float64).tolist(), indices=indices.tobytes()
    )
    return field(_FEW_VALUES, few.SerializeToString())


@compiled
def is_one(column: Marks) -> bool:
    """Whether all entries are the same."""
    first, others = column[0], 0
    for entry in column:
        others |= entry ^ first
    return others == 0


@compiled
def _find_few(column: Marks, values: Marks, indices: NDArray[np.uint8]) -> int:
    """Fill in distinct values and which of them each entry is; 0 where there are too many."""
    count = 0
    for entry in range(len(column)):
        at = 0
        while at < count and values[at] != column[entry]:
            at += 1
        if at == len(values):
            return 0
        if at == count:
            values[at] = column[entry]
            count += 1
        indices[entry] = at
    return count


def message(number: int, pieces: Iterable[Piece]) -> bytes:
    """A message within another, from its fields."""
    within = list(pieces)
    size = sum(map(len, within))
    return b"".join((_head(number, size), *within))


def field(number: int, content: Piece) -> Iterator[Piece]:
    """A length-delimited field."""
    yield _head(number, len(content))
    yield content


def _head(number: int, size: int) -> bytes:
    return varint(number << 3 | _LENGTH_DELIMITED) + varint(size)


def varint(number: int) -> bytes:
    """A number of variable length."""
    encoded = bytearray()
    while number > 0x7F:
        encoded.append(number & 0x7F | 0x80)
        number >>= 7
    encoded.append(number)
    return bytes(encoded)
