"""Changes of products among which many have equal figures, as variants of one product have.

Such a change is told in blocks of neighbours, each a `RollUpChange` by itself. Where at most 256
values of a column occur in a block, a figure takes a byte beside its share in these, and a column
with one value takes one entry. Whoever reads changes reads blocks; nothing of the contract is new.
"""

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

from carbon.rollup.compiled import compiled
from carbon.rollup.marks import Marks
from footprint.columns.wire import width_of, write_varint
from tierzero.footprint.v1.roll_up_pb2 import RollUpChange, RollUpFewValues, RollUpsChanged

Bytes = NDArray[np.uint8]

_VALUES = 256
"""As many as an index of one byte tells apart."""
_BACK = 16
"""So many of the values seen last are looked through for an equal one."""
_BLOCK = 384
"""Entries of a block."""
_SAMPLE = 1_024
_WORTH_IT = 0.75
"""Of the plain size."""
_PER_BLOCK = 64
"""Bytes of places, lengths and field numbers, beside those of each column."""


def _tag(descriptor: object, name: str, wire: int) -> int:
    return descriptor.fields_by_name[name].number << 3 | wire  # type: ignore[attr-defined]


_DELIMITED, _FIXED32 = 2, 5
_CHANGES = _tag(RollUpsChanged.DESCRIPTOR, "changes", _DELIMITED)
_PLACES, _PLACE_BITS, _FEW = (
    _tag(RollUpChange.DESCRIPTOR, name, _DELIMITED)
    for name in ("places", "place_bits", "few_values")
)
_FIRST_PLACE = _tag(RollUpChange.DESCRIPTOR, "first_place", _FIXED32)
_FEW_COLUMN = _tag(RollUpFewValues.DESCRIPTOR, "column", 0)
_FEW_VALUES, _FEW_INDICES = (
    _tag(RollUpFewValues.DESCRIPTOR, name, _DELIMITED) for name in ("values", "indices")
)


def in_blocks(head: bytes, places: Marks, columns: Marks, numbers: Sequence[int]) -> bytes | None:
    """A serialized RollUpsChanged of columns of doubles, given by their bits, at rising places;
    None where too few are equal. ``numbers``: those of the columns' fields; ``head``: what else
    each block has to say.
    """
    if len(places) < _SAMPLE:
        return None
    start, named = np.frombuffer(head, np.uint8), np.array(numbers, np.int64)
    for some in (slice(_SAMPLE), slice(None)):
        plain = columns[:, some].nbytes
        blocks = len(places) // _BLOCK + 1
        room = 2 * plain + blocks * (len(head) + _PER_BLOCK * (1 + len(numbers)))
        out = np.empty(room, np.uint8)
        size = _write(start, places[some], columns[:, some], named, out)
        if size > _WORTH_IT * plain:
            return None
    return out[:size].tobytes()


@compiled
def _write(head: Bytes, places: Marks, columns: Marks, numbers: Marks, out: Bytes) -> int:
    """Write all blocks; returns the bytes written."""
    values = np.empty((len(columns), _VALUES), np.int64)
    indices = np.empty((len(columns), _BLOCK), np.uint8)
    counts, at = np.empty(len(columns), np.int64), 0
    for first in range(0, len(places), _BLOCK):
        some, block = places[first : first + _BLOCK], columns[:, first : first + _BLOCK]
        size = len(head) + _places_size(some)
        for column in range(len(block)):
            counts[column] = _find(block[column], values[column], indices[column])
            size += _column_size(numbers[column], counts[column], len(some))
        at = write_varint(out, write_varint(out, at, _CHANGES), size)
        at = _write_places(out, _copy(out, at, head), some)
        for column in range(len(block)):
            at = _write_column(
                out, at, numbers[column], block[column],
                values[column, : counts[column]], indices[column, : len(some)],
            )  # fmt: skip
    return at


@compiled
def _find(column: Marks, values: Marks, indices: Bytes) -> int:
    """Fill in values and which of them each entry is; 0 where that would not be shorter."""
    last, index, count = column[0], 0, 1
    values[0], indices[0] = last, 0
    for entry in range(1, len(column)):
        value = column[entry]
        if value != last:
            index = count - 1
            end = max(-1, index - _BACK)
            while index > end and values[index] != value:
                index -= 1
            if index == end:
                if 8 * (count + 1) + len(column) >= 8 * len(column) or count == _VALUES:
                    return 0
                index = count
                values[index] = value
                count += 1
            last = value
        indices[entry] = index
    return count


@compiled
def _write_column(
    out: Bytes, at: int, number: int, column: Marks, values: Marks, indices: Bytes
) -> int:
    count, entries = len(values), len(column)
    if count > 1:
        at = write_varint(out, write_varint(out, at, _FEW), _few_size(number, count, entries))
        at = write_varint(out, write_varint(out, at, _FEW_COLUMN), number)
        at = write_varint(out, write_varint(out, at, _FEW_VALUES), 8 * count)
        at = _copy_longs(out, at, values)
        at = write_varint(out, write_varint(out, at, _FEW_INDICES), entries)
        return _copy(out, at, indices)
    stated = 1 if count else entries
    at = write_varint(out, write_varint(out, at, number << 3 | _DELIMITED), 8 * stated)
    return _copy_longs(out, at, column[:stated])


@compiled
def _column_size(number: int, count: int, entries: int) -> int:
    if count > 1:
        size = _few_size(number, count, entries)
        return width_of(_FEW) + width_of(size) + size
    size = 8 if count else 8 * entries
    return width_of(number << 3 | _DELIMITED) + width_of(size) + size


@compiled
def _few_size(number: int, count: int, entries: int) -> int:
    return (
        width_of(_FEW_COLUMN) + width_of(number)
        + width_of(_FEW_VALUES) + width_of(8 * count) + 8 * count
        + width_of(_FEW_INDICES) + width_of(entries) + entries
    )  # fmt: skip


@compiled
def _bits_size(places: Marks) -> int:
    """Bytes of the places as bits; 0 where they are shorter as numbers."""
    span = places[-1] - places[0]
    return 0 if span >= 32 * len(places) else (span >> 3) + 1


@compiled
def _places_size(places: Marks) -> int:
    bits = _bits_size(places)
    if not bits:
        return width_of(_PLACES) + width_of(4 * len(places)) + 4 * len(places)
    return width_of(_PLACE_BITS) + width_of(bits) + bits + width_of(_FIRST_PLACE) + 4


@compiled
def _write_places(out: Bytes, at: int, places: Marks) -> int:
    bits = _bits_size(places)
    if not bits:
        at = write_varint(out, write_varint(out, at, _PLACES), 4 * len(places))
        for place in places:
            at = _fixed32(out, at, place)
        return at
    at = write_varint(out, write_varint(out, at, _PLACE_BITS), bits)
    out[at : at + bits] = 0
    for place in places:
        offset = place - places[0]
        out[at + (offset >> 3)] |= np.uint8(1 << (offset & 7))
    return _fixed32(out, write_varint(out, at + bits, _FIRST_PLACE), places[0])


@compiled
def _fixed32(out: Bytes, at: int, number: int) -> int:
    for byte in range(4):
        out[at + byte] = np.uint8(number >> 8 * byte & 0xFF)
    return at + 4


@compiled
def _copy(out: Bytes, at: int, data: Bytes) -> int:
    out[at : at + len(data)] = data
    return at + len(data)


@compiled
def _copy_longs(out: Bytes, at: int, data: Marks) -> int:
    out[at : at + 8 * len(data)] = data.view(np.uint8)
    return at + 8 * len(data)
