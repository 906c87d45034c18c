"""Fields of protobuf messages from arrays, without an object for each number."""

from collections.abc import Iterable, Iterator

import numpy as np
from numpy.typing import NDArray

from carbon.rollup.compiled import compiled
from carbon.rollup.marks import Marks
from carbon.rollup.sparse import Numbers
from tierzero.footprint.v1.roll_up_pb2 import RollUpChange, RollUpFewValues

_LENGTH_DELIMITED = 2
_FIXED32 = 5
_FEW = 16
_WORTH_IT = 64
_PLACES, _PLACE_BITS, _FIRST_PLACE, _FEW_VALUES = (
    RollUpChange.DESCRIPTOR.fields_by_name[name].number
    for name in ("places", "place_bits", "first_place", "few_values")
)


def place_fields(places: Marks) -> Iterator[bytes]:
    """Rising places as numbers of four bytes or as bits, whichever is shorter."""
    first = int(places[0])
    if int(places[-1]) - first >= 32 * len(places):
        yield field(_PLACES, places.astype("<u4").tobytes())
        return
    bits = np.zeros(int(places[-1]) - first + 1, np.bool_)
    bits[places - first] = True
    yield field(_PLACE_BITS, np.packbits(bits, bitorder="little").tobytes())
    if first:
        yield varint(_FIRST_PLACE << 3 | _FIXED32) + first.to_bytes(4, "little")


def packed(number: int, column: NDArray[np.generic]) -> bytes:
    """A packed field; one entry where all are the same to the last bit."""
    content = np.ascontiguousarray(column, column.dtype.newbyteorder("<"))
    as_bits = content.view(f"u{content.itemsize}")
    if (as_bits == as_bits[0]).all():
        content = content[:1]
    return field(number, content.tobytes())


def doubles(number: int, column: Numbers) -> bytes:
    """A column of doubles, as a packed field or, where few values occur, by these."""
    if len(column) < _WORTH_IT:
        return packed(number, column)
    bits = np.ascontiguousarray(column, "<f8").view(np.int64)
    values, indices = np.empty(_FEW, np.int64), np.empty(len(bits), np.uint8)
    count = _find_few(bits, values, indices)
    if count <= 1:
        return packed(number, column)
    few = RollUpFewValues(
        column=number, values=values[:count].view(np.float64).tolist(), indices=indices.tobytes()
    )
    return field(_FEW_VALUES, few.SerializeToString())


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


def message(number: int, pieces: Iterable[bytes]) -> bytes:
    """A message within another, from its fields."""
    return field(number, b"".join(pieces))


def field(number: int, content: bytes) -> bytes:
    """A length-delimited field."""
    return varint(number << 3 | _LENGTH_DELIMITED) + varint(len(content)) + content


def varint(number: int) -> bytes:
    """A number of variable length."""
    encoded = bytearray()
    while number > 0x7F:
        encoded.append(number & 0x7F | 0x80)
        number >>= 7
    encoded.append(number)
    return bytes(encoded)
