"""What footprints quote to those who buy the product, read in compiled code.

A quote that is not plain (numbers of more than 18 letters, an amount that is no power of ten,
fields twice) is told as such, and the lines that might rest on it are priced by the methods.
"""

from typing import Final

import numpy as np

from footprint.columns.amounts import number_in
from footprint.columns.compiling import compiled
from footprint.columns.identities import (
    ID_END,
    ID_START,
    IDENTITY_HEIGHT,
    WITHDRAWN,
    read_identity,
)
from footprint.columns.layout import Table
from footprint.columns.stamps import microseconds
from footprint.columns.totals import PCF
from footprint.columns.wire import LENGTH_DELIMITED, VARINT, Bytes, Number, after, varint

IS_PLAIN: Final = IDENTITY_HEIGHT
IS_ACTIVE: Final = IDENTITY_HEIGHT + 1
SUPPLIER_START: Final = IDENTITY_HEIGHT + 2
SUPPLIER_END: Final = IDENTITY_HEIGHT + 3
LABEL_START: Final = IDENTITY_HEIGHT + 4
LABEL_END: Final = IDENTITY_HEIGHT + 5
CREATED: Final = IDENTITY_HEIGHT + 6
USABLE_FROM: Final = IDENTITY_HEIGHT + 7
PERIOD_END: Final = IDENTITY_HEIGHT + 8
USABLE_UNTIL: Final = IDENTITY_HEIGHT + 9
"""Dates in microseconds since 1970; `NOT_STATED` where the footprint leaves its end to the rule."""
UNIT: Final = IDENTITY_HEIGHT + 10
MANTISSA: Final = IDENTITY_HEIGHT + 11
EXPONENT: Final = IDENTITY_HEIGHT + 12
"""kgCO2e per one declared unit."""
HAS_GWP_SET: Final = IDENTITY_HEIGHT + 13
"""Whether the set asked for is among those that the footprint states."""
QUOTE_HEIGHT: Final = IDENTITY_HEIGHT + 14

NOT_STATED: Final = np.iinfo(np.int64).min

_IDENTITY, _SUPPLIER, _STATUS, _CREATED, _VALID_UNTIL, _LABEL = 1, 2, 4, 7, 9, 14
_ACTIVE: Final = 1
_UNIT, _AMOUNT, _PERIOD_START, _PERIOD_END, _VALUE, _GWP_SETS = 1, 2, 4, 5, 10, 36
_READ: Final = 1 << 1 | 1 << 2 | 1 << 4 | 1 << 7 | 1 << 9 | 1 << 14 | 1 << 17
_READ_OF_PCF: Final = 1 << 1 | 1 << 2 | 1 << 4 | 1 << 5 | 1 << 10


@compiled
def read_quotes(data: Bytes, ends: Table, gwp_set: Bytes, table: Table) -> None:
    """Fill the table from footprints that lie one after the other."""
    start = 0
    for row in range(len(ends)):
        columns = table[:, row]
        columns[USABLE_UNTIL] = NOT_STATED
        columns[IS_PLAIN] = _read(data, start, ends[row], gwp_set, columns)
        columns[IS_ACTIVE] &= columns[WITHDRAWN] == 0
        start = ends[row]


@compiled
def _read(data: Bytes, at: int, end: int, gwp_set: Bytes, columns: Table) -> bool:
    seen, is_plain = 0, True
    while at < end:
        tag, at = varint(data, at, end)
        number, wire, content = tag >> 3, tag & 7, at
        at = after(data, at, end, wire) if at >= 0 else -1
        if at < 0 or number > PCF:
            return False
        if not _READ >> number & 1:
            continue
        if seen >> number & 1 or wire != (VARINT if number == _STATUS else LENGTH_DELIMITED):
            return False
        seen |= 1 << number
        stated, start = varint(data, content, end)
        if number == _STATUS:
            columns[IS_ACTIVE] = stated == _ACTIVE
        elif number == _IDENTITY:
            is_plain &= read_identity(data, start, at, columns)
        elif number == _SUPPLIER:
            columns[SUPPLIER_START], columns[SUPPLIER_END] = start, at
        elif number == _LABEL:
            columns[LABEL_START], columns[LABEL_END] = start, at
        elif number == _CREATED:
            columns[CREATED], is_date = microseconds(data, start, at)
            is_plain &= is_date
        elif number == _VALID_UNTIL:
            columns[USABLE_UNTIL], is_date = microseconds(data, start, at)
            is_plain &= is_date
        else:
            is_plain &= _read_pcf(data, start, at, gwp_set, columns)
    needed = 1 << _IDENTITY | 1 << _SUPPLIER | 1 << _CREATED | 1 << PCF
    return is_plain and seen & needed == needed


@compiled
def _read_pcf(data: Bytes, at: int, end: int, gwp_set: Bytes, columns: Table) -> bool:
    seen, is_plain = 0, True
    zeros = 0
    while at < end:
        tag, at = varint(data, at, end)
        number, wire, content = tag >> 3, tag & 7, at
        at = after(data, at, end, wire) if at >= 0 else -1
        if at < 0 or number > 60:
            return False
        stated, start = varint(data, content, end)
        if number == _GWP_SETS and wire == LENGTH_DELIMITED:
            columns[HAS_GWP_SET] |= _is_same(data, start, at, gwp_set)
        if not _READ_OF_PCF >> number & 1:
            continue
        if seen >> number & 1 or wire != (VARINT if number == _UNIT else LENGTH_DELIMITED):
            return False
        seen |= 1 << number
        if number == _UNIT:
            columns[UNIT] = stated
        elif number == _AMOUNT:
            mantissa, zeros, is_number = number_in(data, start, at)
            is_plain &= is_number and mantissa == 1
        elif number == _VALUE:
            columns[MANTISSA], columns[EXPONENT], is_number = number_in(data, start, at)
            is_plain &= is_number
        elif number == _PERIOD_START:
            columns[USABLE_FROM], is_date = microseconds(data, start, at)
            is_plain &= is_date
        else:
            columns[PERIOD_END], is_date = microseconds(data, start, at)
            is_plain &= is_date
    if columns[MANTISSA] != 0:
        columns[EXPONENT] -= zeros
    return is_plain and seen == _READ_OF_PCF


@compiled
def _is_same(data: Bytes, start: int, end: int, other: Bytes) -> bool:
    if end - start != len(other):
        return False
    for place in range(len(other)):  # noqa: SIM110 - numba compiles no generators
        if data[start + place] != other[place]:
            return False
    return True


@compiled
def is_better(data: Bytes, table: Table, one: int, other: int) -> bool:
    """Whether of two usable footprints the one holds: `carbon.scope3.choice`."""
    for line in (PERIOD_END, CREATED):
        if table[line, one] != table[line, other]:
            return table[line, one] > table[line, other]
    order = _order(data, table[:, one], table[:, other])
    return order > 0


@compiled
def _order(data: Bytes, one: Table, other: Table) -> Number:
    """Above zero where the id is greater; UTF-8 is ordered like the letters it encodes."""
    length, of_other = one[ID_END] - one[ID_START], other[ID_END] - other[ID_START]
    for place in range(min(length, of_other)):
        left, right = data[one[ID_START] + place], data[other[ID_START] + place]
        if left != right:
            return np.int64(1) if left > right else np.int64(-1)
    return np.int64(length - of_other)
